"""What waited at a participant when it ended, planned publications and requests to publish, does not happen."""

import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Page, Revision, WorkflowState

from municipalities.models import ParticipantPage


def stop_due_plans() -> None:
    """Stop what was planned before the day on which each ended; what a curator plans there since goes on."""
    for participant in ParticipantPage.objects.filter(ends_on__lte=timezone.localdate()):
        midnight = datetime.datetime.combine(participant.ends_on, datetime.time.min)
        stop_plans(participant, timezone.make_aware(midnight))


def stop_plans(participant: ParticipantPage, made_before: datetime.datetime) -> None:
    """Take back planned publications of its pages, and cancel the requests, that were made before this moment."""
    pages = Page.objects.descendant_of(participant, inclusive=True)
    below = pages.annotate(number=Cast("pk", CharField())).order_by().values("number")
    planned = Revision.page_revisions.filter(approved_go_live_at__isnull=False, created_at__lt=made_before)
    planned.filter(object_id__in=below).update(approved_go_live_at=None)
    of_pages = WorkflowState.objects.active().filter(
        base_content_type=ContentType.objects.get_for_model(Page), created_at__lt=made_before
    )
    for state in of_pages.filter(object_id__in=below):
        state.cancel()
