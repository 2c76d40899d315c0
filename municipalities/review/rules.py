"""Who may read along, from the roles that people hold now: a table in words, without groups."""

from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, TaskState
from wagtail.query import PageQuerySet

from kennisbank.tree import at_or_below
from municipalities.models.people import Membership, PlatformRole, User
from municipalities.models.publishing import PublishingChoice
from municipalities.roles import MembershipRole, PlatformWideRole, approves, writes

ALONE_FOR = timedelta(days=30)
"""How long nobody else wrote for a participant before one person chooses for it."""


def participant_of(page: Page) -> int | None:
    """The id of the participant that ``page`` belongs to; none for a page of the site itself."""
    return getattr(page.specific, "participant_id", None)


def changed_by(request: TaskState) -> int | None:
    """The id of who changed the text last that ``request`` is about; what the program changed counts as the asker's."""
    return request.revision.user_id or request.workflow_state.requested_by_id


def approves_everywhere(user: Any) -> bool:
    return bool(user.is_superuser or any(map(approves, user.platform_roles_now)))


def approves_at(user: Any, participant_id: int | None) -> bool:
    role = user.roles_by_participant.get(participant_id)
    return approves_everywhere(user) or (role is not None and approves(role))


def may_decide(user: Any, page: Page, changer_id: int | None) -> bool:
    """Whether this person may approve what ``changer_id`` changed last on ``page``: never his own."""
    if not user.is_active or user.pk == changer_id:
        return False
    return approves_at(user, participant_of(page))


def pages_approved_by(user: Any) -> PageQuerySet:
    """The pages of the participants where this person approves."""
    ids = [participant for participant, role in user.roles_by_participant.items() if approves(role)]
    return Page.objects.filter(at_or_below(Page.objects.filter(pk__in=ids).values_list("path", flat=True)))


def curators(but: int | None = None) -> QuerySet[User]:
    """Those who approve everywhere, without who has this id."""
    roles = [role for role in PlatformWideRole if approves(role)]
    return _people(PlatformRole.objects.holding_now().filter(role__in=roles), but)


def those_who_can_act(page: Page, changer_id: int | None) -> list[User]:
    """Whom a request reaches first: those who approve at the participant, and where nobody else does the curators."""
    roles = [role for role in MembershipRole if approves(role)]
    return list(_members(participant_of(page), roles, changer_id)) or list(curators(changer_id))


def active_writers(participant_id: int | None) -> list[User]:
    """The people who write for a participant now."""
    return list(_members(participant_id, [role for role in MembershipRole if writes(role)]))


def chooses(user: Any, participant_id: int | None) -> bool:
    """Whether only this person writes for the participant, for a while already, so that he chooses who reads along."""
    if participant_id is None or [one.pk for one in active_writers(participant_id)] != [user.pk]:
        return False
    return not _another_wrote_lately(user, participant_id)


def publishes_itself(user: Any, participant_id: int | None) -> bool:
    """Whether this person chose to publish himself; that stops to count when a second person writes."""
    own = PublishingChoice.objects.filter(
        participant=participant_id, choice=PublishingChoice.Choice.SELF, chosen_by=user
    )
    return user is not None and own.exists() and chooses(user, participant_id)


def _another_wrote_lately(user: Any, participant_id: int) -> bool:
    """Whether the log, or a role that ended, names somebody else; a colleague is not gone for a minute to choose."""
    since = timezone.now() - ALONE_FOR
    writing = [role for role in MembershipRole if writes(role)]
    ended = Membership.objects.filter(participant=participant_id, role__in=writing, ends_at__gt=since)
    if ended.exclude(user=user).exists():
        return True
    entries = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Membership),
        timestamp__gt=since,
        data__participant=participant_id,
    )
    return any(
        data.get("user") != user.pk
        and {data.get("role"), (data.get("before") or {}).get("role")} & {*writing}
        for data in entries.values_list("data", flat=True)
    )


def has_to_choose(user: Any, participant_id: int | None) -> bool:
    chosen = PublishingChoice.objects.filter(participant=participant_id)
    return chooses(user, participant_id) and not chosen.exists()


def _members(
    participant_id: int | None, roles: list[MembershipRole], but: int | None = None
) -> QuerySet[User]:
    return _people(Membership.objects.holding_now().filter(participant=participant_id, role__in=roles), but)


def _people(held: Any, but: int | None) -> QuerySet[User]:
    people = User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk")
    return people if but is None else people.exclude(pk=but)
