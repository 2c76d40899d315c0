"""The panels of the home of the admin with what waits: a short list each, and where the whole list is."""

from collections.abc import Sequence
from datetime import timedelta
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import Case, Q, When
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.query import PageQuerySet

from kennisbank.editing.still_right import post_to_still_right
from kennisbank.looking_after import rows_to_review
from municipalities.desk.rows import Row, rows, waiting_rows
from municipalities.desk.sources import comments_on
from municipalities.desk.waits import Wait
from municipalities.looking_after.responsible import looked_after_by, with_responsible
from municipalities.review import rules

SHOWN = 8
AHEAD = timedelta(days=30)


def work_list_address(*waits: Wait) -> str:
    query = QueryDict(mutable=True)
    query.setlist("what", [wait.value for wait in waits])
    address = reverse("municipalities_work_list")
    return f"{address}?{query.urlencode()}" if waits else address


class WaitingPanel(Component):
    """What waits for ``waits``, as far as it concerns ``user``; without rows it says so in a sentence."""

    template_name = "desk/waiting.html"
    name: ClassVar[str]
    heading: ClassVar[str]
    nothing: ClassVar[str]
    order: ClassVar[int]
    since: ClassVar[str] = "sinds"
    waits: ClassVar[Sequence[Wait]]
    shown: ClassVar[int] = SHOWN

    def __init__(self, user: Any, pages: PageQuerySet) -> None:
        self.user, self.pages = user, pages

    @property
    def more_url(self) -> str:
        return work_list_address(*self.waits)

    @cached_property
    def found(self) -> list[Row]:
        """The rows to show, and one more when there are more."""
        listed = waiting_rows(self.user, self.waits, self.pages)
        return rows(self.ordered(listed)[: self.shown + 1])

    def ordered(self, listed: Any) -> Any:
        return listed.order_by("since", "pk")

    def comments(self, page_ids: list[int]) -> dict[int, str]:
        """What stands below a title, by the id of the page."""
        return {}

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        shown = self.found[: self.shown]
        comments = self.comments([row.pk for row in shown])
        return {
            "panel": self,
            "rows": [(row, comments.get(row.pk, "")) for row in shown],
            "more": len(self.found) > self.shown,
        }


class WaitingForYou(WaitingPanel):
    name, order = "desk-waiting", 10
    heading = "Wacht op u"
    nothing = "Er wacht niets op u."
    since = "wacht sinds"
    waits = (Wait.READ, Wait.WIDEN)


class WaitingForCurators(WaitingPanel):
    """The beginning of the list over all participants."""

    name, order = "desk-waiting", 10
    heading = "Wacht op een curator"
    nothing = "Er wacht nergens iets."
    since = "wacht sinds"
    shown = 10
    waits = (Wait.READ, Wait.WIDEN, Wait.REVIEW)


class CameBack(WaitingPanel):
    """With what the second reader wrote. A curator sees here his own only: the others stand in his list."""

    name, order = "desk-came-back", 20
    heading = "Teruggekomen met een vraag"
    nothing = "Geen tekst is teruggekomen met een vraag."
    since = "teruggekomen op"
    waits = (Wait.CHANGE,)

    def ordered(self, listed: Any) -> Any:
        own = listed.filter(person_id=self.user.pk) if rules.approves_everywhere(self.user) else listed
        return own.order_by("since", "pk")

    def comments(self, page_ids: list[int]) -> dict[int, str]:
        return comments_on(page_ids)


class Drafts(WaitingPanel):
    """The own ones first, then those of colleagues; of each the last changed first."""

    name, order = "desk-drafts", 30
    heading = "Uw concepten"
    nothing = "U hebt geen concepten die nog ingediend moeten worden."
    since = "veranderd op"
    waits = (Wait.SUBMIT,)

    def ordered(self, listed: Any) -> Any:
        own = Q(latest_revision__user=self.user.pk)
        return listed.order_by(Case(When(own, then=0), default=1), "-since", "pk")


class Submitted(WaitingPanel):
    name, order = "desk-submitted", 40
    heading = "Een ander leest"
    nothing = "Niets wacht op een ander."
    since = "ingediend op"
    waits = (Wait.SUBMITTED,)


class ToReview(Component):
    """What is overdue and what comes within a month, with one click that says it still holds."""

    template_name = "desk/to_review.html"
    name, order = "desk-to-review", 50

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        until = timezone.localdate() + AHEAD
        own = looked_after_by(self.user, with_responsible(rows_to_review(until)))
        found = list(own.defer("sections", "summary")[: SHOWN + 1])
        return {
            "rows": [(row, post_to_still_right(row.page_id)) for row in found[:SHOWN]],
            "more": len(found) > SHOWN,
            "today": timezone.localdate(),
        }
