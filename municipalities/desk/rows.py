"""What waits as rows of one list, from a single query, whatever it waits for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Substr
from django.urls import reverse
from django.utils.text import capfirst
from wagtail.models import Page
from wagtail.query import PageQuerySet

from municipalities.desk.sources import waiting
from municipalities.desk.waits import Wait
from municipalities.models import ParticipantPage, User

LENGTH_OF_PARTICIPANT_PATH = 4 * Page.steplen
"""A participant stands below the root, the home page and the list of participants, and nowhere else."""
COLUMNS = ["pk", "wait", "since", "draft_title", "participant", "content_type_id", "person_id", "live"]
ADDRESSES = {
    Wait.READ: "municipalities_review",
    Wait.WIDEN: "municipalities_widening",
    Wait.REVIEW: "kennisbank_still_right",
}
"""Where somebody does what he is asked to; for the other waits that is the editor."""


@dataclass(frozen=True)
class Row:
    """One page that waits for one thing; ``pk`` is that of the page."""

    pk: int
    wait: Wait
    since: datetime | None
    title: str
    participant: str
    kind: str
    person: str
    live: bool

    @property
    def url(self) -> str:
        return reverse(ADDRESSES.get(self.wait, "wagtailadmin_pages:edit"), args=[self.pk])


def waiting_rows(user: Any, waits: Iterable[Wait], pages: PageQuerySet) -> QuerySet[Any]:
    """Those of ``pages`` that wait for any of ``waits``, for ``rows``; order them by a column, and cut them."""
    first, *others = [_columns(wait, waiting(wait, user, pages)) for wait in waits]
    return first.union(*others, all=True) if others else first


def _columns(wait: Wait, pages: PageQuerySet) -> QuerySet[Any]:
    named = pages.order_by().annotate(wait=Value(str(wait)), participant=Coalesce(_participant(), Value("")))
    return named.values_list(*COLUMNS)


def _participant() -> Subquery:
    path = Substr(OuterRef("path"), 1, LENGTH_OF_PARTICIPANT_PATH)
    return Subquery(ParticipantPage.objects.filter(path=path).values("title")[:1])


def rows(found: Iterable[tuple[Any, ...]]) -> list[Row]:
    """The rows for what ``waiting_rows`` found: one query more, for the names of people."""
    values = [dict(zip(COLUMNS, row, strict=True)) for row in found]
    people = User.objects.in_bulk({row["person_id"] for row in values} - {None})
    return [_row(people, row) for row in values]


def _row(people: dict[int, User], value: dict[str, Any]) -> Row:
    model = ContentType.objects.get_for_id(value["content_type_id"]).model_class()
    return Row(
        pk=value["pk"],
        wait=Wait(value["wait"]),
        since=value["since"],
        title=value["draft_title"],
        participant=value["participant"],
        kind=capfirst(str(model._meta.verbose_name)) if model else "",
        person=str(people.get(value["person_id"], "")),
        live=value["live"],
    )
