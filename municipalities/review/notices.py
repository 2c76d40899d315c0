"""Mail about requests, only to those who can act on it, and back to the author; in place of Wagtail's own.

A notice is a row, written together with what it is about. The worker sends it, again if the mail server fails.
"""

import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.core.mail import EmailMessage
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import task
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.query import PageQuerySet
from wagtail.signals import task_submitted, workflow_approved, workflow_cancelled, workflow_rejected
from wagtail.users.models import UserProfile

from municipalities.mail import Delivery, Outcome, send
from municipalities.models import Notice, User
from municipalities.models.review import FourEyesTaskState
from municipalities.review import rules
from municipalities.review.notice_words import KINDS, write

logger = logging.getLogger(__name__)

PAUSE = timedelta(minutes=5)
GIVEN_UP_AFTER = timedelta(days=3)


def connect() -> None:
    """Listen under the names of Wagtail's own mailers, which come later and so are not connected."""
    task_submitted.connect(
        _submitted, sender=FourEyesTaskState, dispatch_uid="four_eyes_submitted_notice", weak=False
    )
    for signal, receiver, name in (
        (workflow_approved, _approved, "workflow_state_approved_email_notification"),
        (workflow_rejected, _rejected, "workflow_state_rejected_email_notification"),
    ):
        signal.connect(receiver, sender=WorkflowState, dispatch_uid=name, weak=False)
    workflow_cancelled.connect(_no_longer_asked, sender=WorkflowState)


def notify(people: Iterable[User | None], page: Page, kind: str, comment: str = "") -> None:
    """Let each of these people have a mail, unless he asked for none of its kind."""
    wanted = {person.pk for person in people if person and person.is_active}
    switch = {f"{KINDS[kind].switch}_notifications": False}
    wanted -= set(UserProfile.objects.filter(user__in=wanted, **switch).values_list("user", flat=True))
    Notice.objects.bulk_create(
        Notice(person_id=person, page_id=page.pk, kind=kind, comment=comment) for person in sorted(wanted)
    )


def notify_those_who_can_act(request: FourEyesTaskState) -> None:
    page = request.workflow_state.content_object
    notify(rules.those_who_can_act(page, rules.changed_by(request)), page, "asked")


def _submitted(instance: FourEyesTaskState, **kwargs: Any) -> None:
    """The request is there, and not yet known to need no reader: those notices go when it passes at once."""
    notify_those_who_can_act(instance)


def _approved(instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    _no_longer_asked(instance)
    page, request = instance.content_object, instance.current_task_state.specific
    if getattr(request, "reason", "") == FourEyesTaskState.Reason.SECOND_READER:
        notify(_authors(request, user), page, "approved", request.comment)


def _rejected(instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    _no_longer_asked(instance)
    request: TaskState = instance.current_task_state
    notify(_authors(request, user), instance.content_object, "changes", request.comment)


def _no_longer_asked(instance: WorkflowState, **kwargs: Any) -> None:
    """Nobody is called to what has been decided."""
    Notice.objects.filter(page=instance.object_id, kind__in=["asked", "asked-late", "late"]).delete()


def no_longer_asked(pages: PageQuerySet) -> None:
    """Nobody is called to decide on more readers for these pages."""
    Notice.objects.filter(page__in=pages, kind__in=["wider-asked", "wider-late"]).delete()


def _authors(request: TaskState, but: Any) -> set[User | None]:
    """Who asked, and who changed the text last."""
    return {request.workflow_state.requested_by, request.revision.user} - {but, None}


def ask_for_notices() -> None:
    """Called by the clock: have the worker send what waits."""
    if _waiting().exists():
        send_waiting_notices.enqueue()


@task(backend="worker")
def send_waiting_notices() -> None:
    send_notices()


def send_notices() -> int:
    """Send what waits, each notice by one process; returns how many left.

    What the mail server did not take is tried again after a pause; with the server away all others wait too.
    """
    sent = 0
    for notice in _waiting().select_related("person", "page").order_by("pk"):
        untaken = Notice.objects.filter(pk=notice.pk, taken_at=notice.taken_at)
        if not untaken.update(taken_at=timezone.now()):
            continue
        delivery = (
            send(_compose(notice)) if notice.person.is_active else Delivery(Outcome.REFUSED, "account closed")
        )
        sent += delivery.is_sent
        _settle(notice, delivery)
        if delivery.outcome is Outcome.AWAY:
            break
    return sent


def _waiting() -> QuerySet[Notice]:
    return Notice.objects.filter(Q(taken_at=None) | Q(taken_at__lte=timezone.now() - PAUSE))


def _settle(notice: Notice, delivery: Delivery) -> None:
    """Forget what was sent, what is refused for good, and what failed for days."""
    is_old = notice.made_at < timezone.now() - GIVEN_UP_AFTER
    if not delivery.is_sent:
        logger.warning(
            "Could not send notice %s to user %s: %s", notice.pk, notice.person_id, delivery.reason
        )
    if is_old and delivery.outcome in {Outcome.LATER, Outcome.AWAY}:
        logger.error("Gave up sending notice %s", notice.pk)
    if is_old or delivery.outcome in {Outcome.SENT, Outcome.REFUSED}:
        Notice.objects.filter(pk=notice.pk).delete()


def _compose(notice: Notice) -> EmailMessage:
    subject, text = write(notice)
    return EmailMessage(subject, text, to=[notice.person.email])
