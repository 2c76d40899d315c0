"""Looking after living pages: when somebody should read one again, and *klopt nog*, which says that it still holds."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from kennisbank.models.read_model import SearchDocument, SearchDocumentQuerySet
from kennisbank.versions import write_in_every_version

if TYPE_CHECKING:
    from kennisbank.models.knowledge_page import KnowledgePage

STILL_RIGHT = "kennisbank.still_right"


@dataclass(frozen=True)
class Review:
    """When a page was looked at, if ever, and by when it should be again."""

    done_on: date | None
    due_on: date

    @property
    def is_overdue(self) -> bool:
        return self.due_on < timezone.localdate()


def review_of(page: "KnowledgePage") -> Review | None:
    """The review of ``page``, or ``None`` when nobody has to look at it again.

    Nobody has to at a page that stays what it was (a letter, news), that is replaced, or of which the practice has
    stopped. Without a date of its own a page waits a year after it was looked at, or else published: municipalities
    make their budgets, contracts and opening hours by the year.
    """
    if not page.is_living or not page.is_current or page.practice == page.Practice.STOPPED:
        return None
    due_on = page.review_again_on
    if due_on is None:
        published_at = page.last_published_at or page.first_published_at
        since = page.reviewed_on or (timezone.localdate(published_at) if published_at else None)
        due_on = a_year_after(since) if since else None
    return Review(page.reviewed_on, due_on) if due_on else None


def a_year_after(day: date) -> date:
    """The same day of the next year; 28 February after the 29th."""
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap_day else day.day)


def may_say_still_right(page: "KnowledgePage", user: Any) -> bool:
    """Whether ``page`` is published and to be looked after, and this person may change it now."""
    if not page.live or review_of(page) is None:
        return False
    tester = page.permissions_for_user(user)
    return bool(tester.can_edit() and not tester.page_locked())


def say_still_right(page: "KnowledgePage", user: Any) -> Review:
    """Note that ``user``, who may, read ``page`` today and that it still holds; returns when it is due again.

    It touches no text, so nobody has to approve it. A second time on one day it changes nothing.
    """
    today = timezone.localdate()
    review = Review(today, a_year_after(today))
    if (page.reviewed_on, page.review_again_on) == (review.done_on, review.due_on):
        return review
    with transaction.atomic():
        write_in_every_version(page, reviewed_on=review.done_on, review_again_on=review.due_on)
        log(instance=page, action=STILL_RIGHT, user=user, data={"again": review.due_on.isoformat()})
    return review


def rows_to_review(until: date) -> SearchDocumentQuerySet:
    """The rows of published pages, whoever may read them, that somebody should have looked at by ``until``."""
    rows = SearchDocument.objects.pages().filter(live=True, review_again_on__lte=until)
    return rows.order_by("review_again_on", "title", "pk")
