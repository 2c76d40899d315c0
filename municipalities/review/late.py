"""Requests that nobody answers: after five working days all curators are asked, and the asker is told. Once."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import TaskState

from municipalities.models import AudienceRequest, FourEyesTaskState
from municipalities.review.notices import notify
from municipalities.review.rules import changed_by, curators

logger = logging.getLogger(__name__)

WORKING_DAYS = 5
SATURDAY = 5


def working_days_before(moment: datetime, days: int = WORKING_DAYS) -> datetime:
    """The same time of day, ``days`` working days (Monday to Friday, holidays included) earlier."""
    while days:
        moment -= timedelta(days=1)
        days -= timezone.localtime(moment).weekday() < SATURDAY
    return moment


def ask_all_curators(now: datetime | None = None) -> None:
    """Send on every request that has waited for five working days."""
    now = now or timezone.now()
    limit = working_days_before(now)
    texts = FourEyesTaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, started_at__lte=limit)
    for text in texts.filter(sent_to_curators_at=None).select_related("workflow_state", "revision"):
        page = text.workflow_state.content_object
        if page is not None:
            asker = text.workflow_state.requested_by
            _send_on(text, page, asker, changed_by(text), now)
    wider = AudienceRequest.objects.filter(decided_at=None, asked_at__lte=limit)
    for one in wider.filter(sent_to_curators_at=None).select_related("page", "asked_by"):
        _send_on(one, one.page, one.asked_by, one.asked_by_id, now)


@transaction.atomic
def _send_on(request: Any, page: Any, asker: Any, changer: int | None, now: datetime) -> None:
    waiting = type(request).objects.filter(pk=request.pk, sent_to_curators_at=None)
    if not waiting.update(sent_to_curators_at=now):
        return
    asked, told = ("asked-late", "late") if isinstance(request, TaskState) else ("wider-asked", "wider-late")
    notify(curators(changer), page, asked)
    notify([asker], page, told)
    logger.info("Page %s waited for five working days; all curators are asked", page.pk)
