"""Lists of requests, for a desk and for reports: each one query, on pages that still exist."""

from typing import Any

from django.db.models import QuerySet
from wagtail.models import TaskState, WorkflowState

from municipalities.models import AudienceRequest, FourEyesTaskState
from municipalities.review import rules


def waiting_for(user: Any) -> QuerySet[TaskState]:
    """The texts that this person may approve, the oldest first."""
    return TaskState.objects.reviewable_by(user).order_by("started_at")


def changes_asked_from(user: Any) -> QuerySet[WorkflowState]:
    """The requests of this person in which a second reader asked for changes."""
    return WorkflowState.objects.filter(
        status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=user
    ).order_by("created_at")


def changes_asked_before(request: TaskState) -> TaskState | None:
    """The reader's answer just before this request about the same page, when he asked for changes."""
    state = request.workflow_state
    decided = TaskState.objects.filter(
        workflow_state__base_content_type=state.base_content_type_id,
        workflow_state__object_id=state.object_id,
        status__in=[TaskState.STATUS_APPROVED, TaskState.STATUS_REJECTED],
    )
    last = decided.select_related("finished_by", "revision").order_by("-finished_at", "-pk").first()
    return last if last is not None and last.status == TaskState.STATUS_REJECTED else None


def asked_by(user: Any) -> QuerySet[WorkflowState]:
    """The requests of this person that wait for a second reader."""
    return WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS, requested_by=user).order_by(
        "created_at"
    )


def sent_to_all_curators() -> QuerySet[FourEyesTaskState]:
    """The texts that waited for five working days and still wait."""
    late = FourEyesTaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    return late.exclude(sent_to_curators_at=None).order_by("started_at")


def published_unread() -> QuerySet[FourEyesTaskState]:
    """What reached the site without a second reader, the newest first: for curators afterwards."""
    unread = [FourEyesTaskState.Reason.CORRECTION, FourEyesTaskState.Reason.OWN_CHOICE]
    passed = FourEyesTaskState.objects.filter(status=TaskState.STATUS_APPROVED, reason__in=unread)
    return passed.order_by("-finished_at", "-pk")


def wider_waiting_for(user: Any) -> QuerySet[AudienceRequest]:
    """The requests for more readers on which this person may decide, the oldest first."""
    others = AudienceRequest.objects.filter(decided_at=None).exclude(asked_by=user)
    if not rules.approves_everywhere(user):
        others = others.filter(page__in=rules.pages_approved_by(user))
    return others.order_by("asked_at")
