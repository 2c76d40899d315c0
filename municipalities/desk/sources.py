"""Which pages wait for something: a queryset of pages for each, with since when, and whom it is about."""

from collections.abc import Callable
from typing import Any

from django.db.models import BigIntegerField, CharField, DateTimeField, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState, WorkflowState
from wagtail.query import PageQuerySet

from kennisbank.looking_after import rows_to_review
from kennisbank.models import SearchDocument
from kennisbank.models.read_model import SearchDocumentQuerySet
from kennisbank.tree import at_or_below
from municipalities.desk.waits import Wait
from municipalities.looking_after.responsible import looked_after_by, rows_without_responsible
from municipalities.review import rules
from municipalities.review.waiting import published_unread, waiting_for, wider_waiting_for

OPEN_STATES = [WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES]


def pages_of(user: Any) -> PageQuerySet:
    """The pages of the participants for which this person writes; all pages for who approves everywhere."""
    if rules.approves_everywhere(user):
        return Page.objects.filter(depth__gt=1)
    own = Page.objects.filter(pk__in=user.edited_participant_ids)
    return Page.objects.filter(at_or_below(own.values_list("path", flat=True)))


def waiting(wait: Wait, user: Any, pages: PageQuerySet) -> PageQuerySet:
    """Those of ``pages`` that wait for this, as far as it concerns ``user``.

    Each has ``since`` (a moment) and ``person_id``: who asked, who wrote last or who owns it, if anybody.
    """
    return SOURCES[wait](user, pages)


def _to_read(user: Any, pages: PageQuerySet) -> PageQuerySet:
    return _with_requests(pages, WorkflowState.objects.filter(current_task_state__in=_texts_for(user)))


def _submitted(user: Any, pages: PageQuerySet) -> PageQuerySet:
    """What somebody else has to read."""
    states = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
    return _with_requests(pages, states.exclude(current_task_state__in=_texts_for(user)))


def _texts_for(user: Any) -> QuerySet[Any]:
    return waiting_for(user).order_by().values("pk")


def _to_change(user: Any, pages: PageQuerySet) -> PageQuerySet:
    states = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES)
    return _with_requests(pages, states, since="current_task_state__finished_at")


def _with_requests(
    pages: PageQuerySet, states: QuerySet[WorkflowState], since: str = "current_task_state__started_at"
) -> PageQuerySet:
    """The pages to which ``states`` belong; these name them in a text, which is no number to PostgreSQL."""
    of_page = states.filter(object_id=Cast(OuterRef("pk"), CharField())).order_by("-pk")
    return pages.filter(pk__in=_ids(states)).annotate(
        since=Subquery(of_page.values(since)[:1]), person_id=Subquery(of_page.values("requested_by")[:1])
    )


def _ids(about_pages: QuerySet[Any]) -> QuerySet[Any]:
    return about_pages.order_by().annotate(number=Cast("object_id", BigIntegerField())).values("number")


def _to_widen(user: Any, pages: PageQuerySet) -> PageQuerySet:
    requests = wider_waiting_for(user).order_by()
    of_page = requests.filter(page=OuterRef("pk"))
    return pages.filter(pk__in=requests.values("page")).annotate(
        since=Subquery(of_page.values("asked_at")[:1]), person_id=Subquery(of_page.values("asked_by")[:1])
    )


def _to_submit(user: Any, pages: PageQuerySet) -> PageQuerySet:
    """Drafts that nobody reads yet and that are not planned; of others a curator sees none."""
    planned = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    drafts = pages.filter(has_unpublished_changes=True).exclude(pk__in=_ids(planned))
    drafts = drafts.exclude(pk__in=_ids(WorkflowState.objects.filter(status__in=OPEN_STATES)))
    if rules.approves_everywhere(user):
        drafts = drafts.filter(latest_revision__user=user)
    return drafts.annotate(since=F("latest_revision_created_at"), person_id=F("latest_revision__user_id"))


def _page_ids(user: Any, rows: SearchDocumentQuerySet) -> QuerySet[Any]:
    """The pages of ``rows``: only those that may concern ``user``, so that the others cost nothing."""
    return looked_after_by(user, rows).order_by().values("page_id")


def _to_review(user: Any, pages: PageQuerySet) -> PageQuerySet:
    overdue = rows_to_review(timezone.localdate()).filter(review_again_on__lt=timezone.localdate())
    due = SearchDocument.objects.pages().filter(page_id=OuterRef("pk")).values("review_again_on")[:1]
    return pages.filter(pk__in=_page_ids(user, overdue)).annotate(
        since=Cast(Subquery(due), DateTimeField()), person_id=F("owner_id")
    )


def _without_responsible(user: Any, pages: PageQuerySet) -> PageQuerySet:
    return pages.filter(pk__in=_page_ids(user, rows_without_responsible())).annotate(
        since=F("last_published_at"), person_id=F("owner_id")
    )


def _unread(user: Any, pages: PageQuerySet) -> PageQuerySet:
    """What stands on the site as nobody else read it; a later version that was read ends it."""
    passed = published_unread().order_by()
    of_page = passed.filter(revision=OuterRef("live_revision")).order_by("-pk")
    return pages.filter(live=True, live_revision__in=passed.values("revision")).annotate(
        since=Subquery(of_page.values("finished_at")[:1]),
        person_id=Subquery(of_page.values("workflow_state__requested_by")[:1]),
    )


SOURCES: dict[Wait, Callable[[Any, PageQuerySet], PageQuerySet]] = {
    Wait.READ: _to_read,
    Wait.WIDEN: _to_widen,
    Wait.CHANGE: _to_change,
    Wait.REVIEW: _to_review,
    Wait.SUBMIT: _to_submit,
    Wait.SUBMITTED: _submitted,
    Wait.RESPONSIBLE: _without_responsible,
    Wait.UNREAD: _unread,
}


def comments_on(page_ids: list[int]) -> dict[int, str]:
    """What the second reader wrote when he asked for changes, by the id of the page: one query."""
    states = TaskState.objects.filter(
        status=TaskState.STATUS_REJECTED,
        workflow_state__status=WorkflowState.STATUS_NEEDS_CHANGES,
        workflow_state__object_id__in=[str(page) for page in page_ids],
    )
    found = states.order_by("pk").values_list("workflow_state__object_id", "comment")
    return {int(page): comment for page, comment in found}
