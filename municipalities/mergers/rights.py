"""What happens on the day that a participant ends: the roles of its people move, and what was planned there stops."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from municipalities.mergers.plans import stop_due_plans
from municipalities.models import Membership
from municipalities.roles import MembershipRole

# Of somebody with a role at two that merge the first of these goes along.
HIGHEST_FIRST = [
    MembershipRole.MANAGER,
    MembershipRole.EDITOR,
    MembershipRole.ADVISER,
    MembershipRole.READER,
]


@dataclass(frozen=True)
class Moved:
    """A role that ended; ``given`` is whether its person got it at the successor, where else he has one already."""

    membership: Membership
    given: bool


@transaction.atomic
def move_due_rights() -> list[Moved]:
    """End every role at a participant that has ended, and give it at the successor; the clock calls this.

    What was planned there and requests that wait are stopped, since nobody there can any more.
    Who has a role there keeps that one. Where the successor has ended as well, the role goes on to the next.
    """
    stop_due_plans()
    moved: list[Moved] = []
    while due := _due():
        moved += [_move(membership) for membership in due]
    return moved


def _due() -> list[Membership]:
    """Roles that would hold, had the participant not ended: the highest of each person first."""
    now = timezone.now()
    ended = Q(participant__ends_on__lte=timezone.localdate(), participant__successor__isnull=False)
    holding = Q(ends_at=None) | Q(ends_at__gt=now)
    found = Membership.objects.select_for_update(of=("self",)).filter(ended & holding)
    due = found.select_related("user", "participant__successor").order_by("pk")
    return sorted(due, key=lambda one: HIGHEST_FIRST.index(MembershipRole(one.role)))


def _move(membership: Membership) -> Moved:
    heir = membership.participant.successor
    there = Membership.objects.filter(user=membership.user_id, participant=heir).first()
    given = there is None or not there.holds
    if given:
        there = there or Membership(user=membership.user, participant=heir)
        there.role, there.ends_at = membership.role, membership.ends_at
        there.save()
    membership.ends_at = timezone.now()
    membership.save()
    return Moved(membership, given)
