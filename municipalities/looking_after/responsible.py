"""Who is responsible for a page: its owner as long as he writes there, and else who manages the participant."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat, NullIf, Trim
from django.utils import timezone
from wagtail.models import Page

from kennisbank.looking_after import rows_to_review
from kennisbank.models import SearchDocument
from kennisbank.models.read_model import SearchDocumentQuerySet
from municipalities.models import Membership, ParticipantPage, PlatformRole, User
from municipalities.review.rules import curators
from municipalities.roles import MembershipRole, PlatformWideRole, writes

WRITING = [role for role in MembershipRole if writes(role)]


def not_ended(rows: SearchDocumentQuerySet) -> SearchDocumentQuerySet:
    """``rows`` without those of participants that have ended: what these leave stays as it was."""
    ended = ParticipantPage.objects.filter(ends_on__lte=timezone.localdate())
    return rows.exclude(participant_id__in=ended.values("pk"))


def with_owner(rows: SearchDocumentQuerySet) -> SearchDocumentQuerySet:
    """``rows`` with ``owner_id`` and ``owner_writes``: whether the owner of the page writes there now.

    That is for the participant of the page; where it has none, as a curator.
    """
    of_page = Page.objects.filter(pk=OuterRef("page_id")).order_by()
    member = Membership.objects.holding_now().filter(
        user=OuterRef("owner_id"),
        participant=OuterRef("participant_id"),
        role__in=WRITING,
        user__is_active=True,
    )
    curator = PlatformRole.objects.holding_now().filter(
        user=OuterRef("owner_id"), role=PlatformWideRole.CURATOR, user__is_active=True
    )
    return rows.annotate(owner_id=Subquery(of_page.values("owner_id"))).annotate(
        owner_writes=Case(When(participant_id=None, then=Exists(curator)), default=Exists(member))
    )


def with_responsible(rows: SearchDocumentQuerySet) -> SearchDocumentQuerySet:
    """As ``with_owner``, with in ``responsible`` the role, or else the name of an owner who writes there, or ``""``."""
    name = Trim(Concat("first_name", Value(" "), "last_name"))
    names = User.objects.filter(pk=OuterRef("owner_id")).values_list(
        Coalesce(NullIf(name, Value("")), "email", output_field=CharField())
    )
    return with_owner(rows).annotate(
        responsible=Case(
            When(~Q(responsible_role=""), then="responsible_role"),
            When(owner_writes=True, then=Subquery(names)),
            default=Value(""),
            output_field=CharField(),
        )
    )


def rows_without_responsible() -> SearchDocumentQuerySet:
    """The rows of published pages that name no role, and whose owner does not write there (any more)."""
    rows = not_ended(SearchDocument.objects.pages().filter(live=True, responsible_role=""))
    without = with_owner(rows).filter(Q(owner_writes=False))
    return without.order_by("participant_name", "title", "pk")


def looked_after_by(user: Any, rows: SearchDocumentQuerySet) -> SearchDocumentQuerySet:
    """Of ``rows`` those of the participants for which this person writes; for a curator all of them."""
    return rows if user.reads_everything else rows.filter(participant_id__in=user.edited_participant_ids)


def to_review_by_person(until: date) -> dict[int, list[SearchDocument]]:
    """The rows to review by ``until``, by the id of each person who is asked to: four queries for all of them.

    Without an owner who writes there the managers of the participant are asked, and without these the curators.
    """
    managers = _managers()
    all_curators = [user.pk for user in curators()]
    found: dict[int, list[SearchDocument]] = defaultdict(list)
    for row in with_owner(not_ended(rows_to_review(until)).defer("sections", "summary")):
        for person in _asked(row, managers, all_curators):
            found[person].append(row)
    return dict(found)


def _asked(row: Any, managers: dict[int, list[int]], all_curators: list[int]) -> Iterable[int]:
    return [row.owner_id] if row.owner_writes else managers.get(row.participant_id) or all_curators


def _managers() -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    roles = Membership.objects.holding_now().filter(role=MembershipRole.MANAGER, user__is_active=True)
    for participant_id, user_id in roles.order_by("pk").values_list("participant_id", "user_id"):
        found[participant_id].append(user_id)
    return found
