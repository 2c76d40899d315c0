"""The one function that gives groups and grants what the table and the roles of today say; idempotent."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.query import PageQuerySet

from municipalities.models import Membership, ParticipantPage, PlatformRole
from municipalities.review.setup import set_up_review
from municipalities.rights.grants import Difference, GroupRows, bring_in_line
from municipalities.rights.groups import ROLES_WITH_GROUP, groups_of_participants, groups_of_the_platform
from municipalities.roles import OF_THE_PLATFORM, MembershipRole

logger = logging.getLogger(__name__)

PLATFORM = "Het hele platform"
WAGTAILS_OWN_GROUPS = ["Editors", "Moderators"]


@dataclass(frozen=True)
class Change:
    """What was brought in line at one participant, or for the whole platform, in Dutch words."""

    place: str
    words: str


@transaction.atomic
def apply_all_rights() -> list[Change]:
    """Bring every group and grant in line with the table, and the second reader in place; say what changed."""
    _empty_wagtails_own_groups()
    review = [Change(PLATFORM, "de tweede lezer leest overal mee")] if set_up_review() else []
    # By name, as folders stand: each new one comes last, and moves no other.
    platform = apply_rights_of_the_platform()
    participants = apply_rights_of(ParticipantPage.objects.order_by("title"))
    return [*review, *platform, *participants]


@transaction.atomic
def apply_rights_of_the_platform() -> list[Change]:
    """The group of each platform-wide role with its one grant on each parent page, and its people.

    One at a time, as at a participant; the root page stands for the platform.
    """
    _lock(Page.objects.filter(depth=1))
    groups, new = groups_of_the_platform()
    rows = GroupRows()
    everywhere = Collection.get_first_root_node().pk
    for role, role_group in groups.items():
        rights = OF_THE_PLATFORM[role]
        pages = [page.pk for page in _pages_of(rights.on)]
        rows.add(role_group.group, rights, _people(PlatformRole.objects.filter(role=role)), pages, everywhere)
    words = _words([one.group for one in groups.values()], new, bring_in_line(rows))
    return [Change(PLATFORM, "; ".join(words))] if words else []


@transaction.atomic
def apply_rights_of(participants: Iterable[ParticipantPage]) -> list[Change]:
    """The groups of each participant with their grants on its page and its files, and the right people in them.

    One at a time for each participant: the groups would lose a person who joins meanwhile.
    """
    participants = list(participants)
    ids = [participant.pk for participant in participants]
    _lock(Page.objects.filter(pk__in=ids))
    people = _people_by_role(ids)
    groups, new = groups_of_participants(participants)
    rows = GroupRows()
    for participant_id in ids:
        for role, rights in ROLES_WITH_GROUP.items():
            one, members = groups[participant_id, role], people.get((participant_id, role), [])
            rows.add(one.group, rights, members, [participant_id], one.folder_id)
    found = bring_in_line(rows)
    changes = []
    for participant in participants:
        words = _words([groups[participant.pk, role].group for role in ROLES_WITH_GROUP], new, found)
        managers = groups[participant.pk, MembershipRole.MANAGER].group
        if found.people_removed[managers.pk] and (participant.pk, MembershipRole.MANAGER) not in people:
            words.append(_without_manager_now(participant))
        if words:
            changes.append(Change(participant.title, "; ".join(words)))
    return changes


def apply_rights_of_member(membership: Membership) -> None:
    """Apply the rights of the participant that ``membership`` is of, and of those that its person left."""
    apply_rights_of(_places_of(membership).order_by("pk"))


def lock_rights_of_member(membership: Membership) -> None:
    """Let nobody else change who is what at these participants, until the end of this transaction."""
    _lock(Page.objects.filter(pk__in=_places_of(membership).values("pk")))


def lock_rights_at(places: Iterable[int | None]) -> None:
    """As ``lock_rights_of_member``, at the participants with these numbers; ``None`` is the whole platform."""
    platform = Q(depth=1) if None in places else Q()
    here = Q(pk__in=[place for place in places if place is not None])
    _lock(Page.objects.filter(platform | here))


def participants_without_manager() -> PageQuerySet:
    """The participants, without those that have ended, where nobody is beheerder now, by name."""
    managers = Membership.objects.holding_now().filter(role=MembershipRole.MANAGER)
    going_on = ParticipantPage.objects.exclude(ends_on__lte=timezone.localdate())
    return going_on.exclude(pk__in=managers.values("participant")).order_by("title")


def without_manager() -> list[str]:
    """The names of the participants where nobody is beheerder now."""
    return list(participants_without_manager().values_list("title", flat=True))


def _places_of(membership: Membership) -> PageQuerySet:
    belongs_now = Q(pk=membership.participant_id)
    belonged = Q(role_groups__group__user=membership.user_id)
    return ParticipantPage.objects.filter(belongs_now | belonged).distinct()


def _lock(pages: PageQuerySet) -> None:
    list(pages.select_for_update().order_by("pk").values_list("pk"))


def _people(roles: Any) -> list[int]:
    return list(roles.holding_now().values_list("user_id", flat=True))


def _people_by_role(participant_ids: list[int]) -> dict[tuple[int, str], list[int]]:
    people: dict[tuple[int, str], list[int]] = {}
    members = Membership.objects.holding_now().filter(participant__in=participant_ids)
    for participant_id, role, user_id in members.values_list("participant_id", "role", "user_id"):
        people.setdefault((participant_id, role), []).append(user_id)
    return people


def _without_manager_now(participant: ParticipantPage) -> str:
    # Not for a change that is only tried.
    transaction.on_commit(
        partial(
            logger.warning,
            "Participant %s (%s) has no beheerder any more",
            participant.pk,
            participant.title,
        )
    )
    return "geen beheerder meer, dus curatoren keuren goed"


def _words(groups: list[Group], new: set[int], found: Difference) -> list[str]:
    made = [group.name for group in groups if group.pk in new]
    words = [f"nieuwe groep {name}" for name in made]
    for counter, one, more in (
        (found.rights_added, "recht erbij", "rechten erbij"),
        (found.rights_removed, "recht eraf", "rechten eraf"),
        (found.people_added, "persoon erbij", "personen erbij"),
        (found.people_removed, "persoon eruit", "personen eruit"),
    ):
        number = sum(counter[group.pk] for group in groups)
        if number:
            words.append(f"{number} {one if number == 1 else more}")
    return words


def _pages_of(labels: Iterable[str]) -> list[Page]:
    return [page for label in labels for page in apps.get_model(label)._default_manager.all()]


def _empty_wagtails_own_groups() -> None:
    """The groups with which Wagtail comes may write everywhere; here nobody may."""
    groups = Group.objects.filter(name__in=WAGTAILS_OWN_GROUPS)
    GroupPagePermission.objects.filter(group__in=groups).delete()
    GroupCollectionPermission.objects.filter(group__in=groups).delete()
    for group in groups:
        group.permissions.clear()
