"""Log entries about roles, whichever road they are given, changed or taken by."""

from typing import Any

from wagtail.log_actions import log

from municipalities.models import Membership, PlatformRole

Role = Membership | PlatformRole
WHAT = ("role", "ends_at")


def remember_role(instance: Role, raw: bool = False, **kwargs: Any) -> None:
    """Before it is saved: what is stored now."""
    stored = None if raw or not instance.pk else type(instance).objects.filter(pk=instance.pk).values(*WHAT)
    instance.role_before = stored.first() if stored is not None else None  # type: ignore[union-attr]  # Until it is saved.


def role_saved(instance: Role, created: bool, raw: bool = False, **kwargs: Any) -> None:
    now = {name: getattr(instance, name) for name in WHAT}
    before = getattr(instance, "role_before", None)
    if created:
        log_role(instance, "municipalities.role_given")
    elif not raw and now != before:
        log_role(instance, "municipalities.role_changed", before=before)


def role_deleted(instance: Role, **kwargs: Any) -> None:
    """Of a role that ended before, the log said so when it did."""
    if not instance.holds:
        return
    log_role(instance, "municipalities.role_taken", deleted=True)


def log_role_over(user_id: int, participant_id: int | None, role: str) -> None:
    """A role that came to its end; one that was taken away or changed is in the log already."""
    roles: Any = PlatformRole.objects
    if participant_id is not None:
        roles = Membership.objects.filter(participant=participant_id)
    for ended in roles.filter(user=user_id, role=role):
        log_role(ended, "municipalities.role_over")


def log_role(role: Role, action: str, *, deleted: bool = False, **data: Any) -> None:
    """Without the name of the person in the label: that is looked up by whoever reads the log."""
    about = {"user": role.user_id, "role": role.role, "ends_at": role.ends_at, **data}
    label = role.get_role_display()
    if isinstance(role, Membership):
        about["participant"] = role.participant_id
        label = f"{label} van {role.participant.title}"
    log(instance=role, action=action, title=label, deleted=deleted, data=about)
