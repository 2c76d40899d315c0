"""What somebody is here, for which participants and for the whole platform, and until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.db.models.functions import Substr
from wagtail.models import Page

from municipalities.models import Membership, ParticipantPage, PlatformRole, User
from municipalities.people.permissions import roles_given_by
from municipalities.rights.applying import participants_without_manager
from municipalities.roles import MembershipRole, RoleRights, rights_of


@dataclass(frozen=True)
class HeldRole:
    """A role with what it is for, and its end if it has one."""

    label: str
    rights: RoleRights
    ends_at: datetime | None


@dataclass(frozen=True)
class Place:
    """One participant that somebody belongs to; ``pages`` is the number of pages that he looks after."""

    participant: ParticipantPage
    role: HeldRole
    membership_id: int
    pages: int
    has_manager: bool


@dataclass(frozen=True)
class Overview:
    """``without_manager``: for who gives roles everywhere, the participants where nobody does so himself."""

    places: list[Place]
    platform_roles: list[HeldRole]
    without_manager: list[ParticipantPage]


def overview_of(user: User) -> Overview:
    """In a number of queries that does not grow with the participants, the people and the pages."""
    memberships = list(
        user.memberships.holding_now().select_related("participant").order_by("participant__title")
    )
    managed = set(
        Membership.objects.holding_now()
        .filter(role=MembershipRole.MANAGER, participant__in=[one.participant_id for one in memberships])
        .values_list("participant_id", flat=True)
    )
    pages = _pages_of(user, [one.participant for one in memberships])
    places = [
        Place(one.participant, _held(one), one.pk, pages[one.participant_id], one.participant_id in managed)
        for one in memberships
    ]
    platform_roles = [_held(one) for one in user.platform_roles.holding_now().order_by("role")]
    everywhere = MembershipRole.MANAGER in roles_given_by(user)
    without = list(participants_without_manager().only("title")) if everywhere else []
    return Overview(places, platform_roles, without)


def _held(role: Membership | PlatformRole) -> HeldRole:
    return HeldRole(role.get_role_display(), rights_of(role.role), role.ends_at)


def _pages_of(user: User, participants: Iterable[ParticipantPage]) -> dict[int, int]:
    """How many pages this person looks after at each of these participants, which stand at one depth."""
    by_path = {participant.path: participant.pk for participant in participants}
    length = max(map(len, by_path), default=1)
    counted = dict(
        Page.objects.filter(owner=user)
        .annotate(above=Substr("path", 1, length))
        .values_list("above")
        .annotate(Count("pk"))
        .order_by()
    )
    return {pk: counted.get(path, 0) for path, pk in by_path.items()}
