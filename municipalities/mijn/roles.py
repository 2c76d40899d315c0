"""Changing and ending roles at one participant: one at a time, by who may, and never the last beheerder."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from municipalities.mijn.history import tell_server
from municipalities.models import Membership, User
from municipalities.people.last_manager import problem_without_manager
from municipalities.people.permissions import log_refusal, may_change_role, roles_given_at
from municipalities.rights.applying import lock_rights_of_member

ENDED = "Deze rol was al beëindigd."


def may_end_role(user: User, membership: Membership) -> bool:
    """Everybody may end what he is himself."""
    return membership.user_id == user.pk or may_change_role(user, membership)


def check_change(user: User, membership: Membership, role: str, ends_at: datetime | None) -> None:
    """Raise ``PermissionDenied`` or a ``ValidationError`` in Dutch unless this person may make this change."""
    ending = role == membership.role and ends_at is not None and ends_at <= timezone.now()
    allowed = may_end_role if ending else may_change_role
    if not allowed(user, membership) or (
        not ending and role not in roles_given_at(user, membership.participant_id)
    ):
        log_refusal(user, f"role {role} for membership {membership.pk} of page {membership.participant_id}")
        raise PermissionDenied
    if problem := problem_without_manager(user, membership, role, ends_at):
        log_refusal(user, f"taking away the last beheerder of page {membership.participant_id}")
        raise ValidationError(problem)


@transaction.atomic
def change_role(user: User, membership: Membership, role: str, ends_at: datetime | None) -> Membership:
    """Give this membership another role or end; raises as ``check_change`` does, and when it ended meanwhile."""
    user, membership = _locked(user, membership)
    check_change(user, membership, role, ends_at)
    membership.role, membership.ends_at = role, ends_at
    membership.save()
    tell_server(
        user,
        membership.participant,
        "role_changed",
        role=role,
        person=membership.user_id,
        ends_at=str(ends_at or ""),
    )
    return membership


@transaction.atomic
def end_role(user: User, membership: Membership) -> None:
    """End this membership now; raises as ``change_role`` does."""
    user, membership = _locked(user, membership)
    now = timezone.now()
    check_change(user, membership, membership.role, now)
    membership.ends_at = now
    membership.save()
    tell_server(user, membership.participant, "role_ended", role=membership.role, person=membership.user_id)


def _locked(user: User, membership: Membership) -> tuple[User, Membership]:
    """Both as they are now, while nobody else changes roles there: the other may just have ended one's own."""
    lock_rights_of_member(membership)
    found = (
        Membership.objects.holding_now()
        .filter(pk=membership.pk)
        .select_related("participant", "user")
        .first()
    )
    if found is None:
        raise ValidationError(ENDED)
    return User.objects.get(pk=user.pk), found
