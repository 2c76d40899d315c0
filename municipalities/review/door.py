"""The one door through which a page reaches the site: exactly the version that somebody else approved.

A program may publish what it makes itself (``revision.publish()``: example content, an import by an administrator); no
request of a person gets there but through ``publish_approved``.
"""

import logging
from typing import Any, NoReturn

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from wagtail.models import Page, Revision, TaskState, WorkflowState

from kennisbank.models.placed_page import lock_tree
from municipalities.models.review import FourEyesTaskState
from municipalities.review import rules
from municipalities.review.corrections import FEWER_THAN, changed_words

logger = logging.getLogger(__name__)

Reason = FourEyesTaskState.Reason
CHANGED_MEANWHILE = "De tekst is intussen veranderd. Lees de nieuwe versie."
OWN_CHANGE = "U hebt deze versie zelf als laatste veranderd. Iemand anders moet haar goedkeuren."
NOT_YOURS = "U kunt deze pagina niet goedkeuren."
OUTCOMES = {
    WorkflowState.STATUS_APPROVED: "Iemand anders heeft dit net goedgekeurd.",
    WorkflowState.STATUS_NEEDS_CHANGES: "Iemand anders heeft net wijzigingen gevraagd.",
    WorkflowState.STATUS_CANCELLED: "Het verzoek is net ingetrokken.",
}


class Refused(Exception):
    """What somebody tried does not happen; the message is for him."""


def version_of(request: TaskState, page: Page) -> str:
    """What a second reader saw: the version of the text, and who may read it once it is published."""
    audience = getattr(page, "effective_audience", "")
    return f"{request.revision_id} {request.revision.created_at.isoformat()} {audience}".strip()


@transaction.atomic
def approve(page: Page, person: Any, version: str, comment: str = "") -> FourEyesTaskState:
    """Publish the version that ``person`` saw and approves, or plan it when it has a date to go live.

    Raises ``Refused`` when he may not, when it changed meanwhile, when somebody else was first, or when the page above
    it is not published.
    """
    request = _request_to_decide_on(page, person, version)
    request.reason = Reason.SECOND_READER
    try:
        request.approve(user=person, comment=comment)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    return request


@transaction.atomic
def ask_changes(page: Page, person: Any, version: str, comment: str) -> FourEyesTaskState:
    """Give the text back to its author. Raises ``Refused`` as ``approve`` does."""
    request = _request_to_decide_on(page, person, version)
    request.reject(user=person, comment=comment)
    return request


def _request_to_decide_on(page: Page, person: Any, version: str) -> FourEyesTaskState:
    request = locked_request(page, person)
    page = type(page)._base_manager.get(pk=page.pk)
    changer = rules.changed_by(request)
    if not rules.may_decide(person, page, changer):
        refuse(person, page, OWN_CHANGE if person.pk == changer else NOT_YOURS)
    if version != version_of(request, page):
        refuse(person, page, CHANGED_MEANWHILE)
    return request


def locked_request(page: Page, person: Any) -> FourEyesTaskState:
    """The request that waits, locked until the end of the transaction: of two people at once one decides.

    With the tree locked nobody meanwhile changes who reads the page either. Raises ``Refused`` when nothing waits.
    """
    lock_tree()
    states = WorkflowState.objects.for_instance(page).select_for_update().order_by("-created_at", "-pk")
    state = states.first()
    if state is None or state.status != WorkflowState.STATUS_IN_PROGRESS:
        refuse(person, page, OUTCOMES[state.status] if state else NOT_YOURS)
    request: FourEyesTaskState = state.current_task_state.specific
    return request


def refuse(person: Any, page: Page, sentence: str) -> NoReturn:
    """Raise ``Refused`` with a sentence for the person, and log it."""
    logger.warning("Refused to user %s at page %s: %s", person.pk, page.pk, sentence)
    raise Refused(sentence)


def pass_unread(request: FourEyesTaskState, user: Any) -> bool:
    """Approve a request at once where the rules ask for no second reader; whether that happened."""
    page = request.workflow_state.content_object.specific
    request.read_revision = last_read_version(page)
    request.changed_words = _words_changed(page, request)
    if request.changed_words is not None and request.changed_words < FEWER_THAN:
        request.reason = Reason.CORRECTION
    elif rules.publishes_itself(user, rules.participant_of(page)):
        request.reason = Reason.OWN_CHOICE
    else:
        request.save()
        return False
    request.approve(user=user, update=False)
    return True


def last_read_version(page: Page) -> Revision | None:
    """The published version, or the one before its corrections: small ones must not add up to a text nobody read."""
    if not page.live or page.live_revision_id is None:
        return None
    passed = FourEyesTaskState.objects.filter(
        revision=page.live_revision_id, status=TaskState.STATUS_APPROVED
    ).order_by("-pk")
    last = passed.first()
    if last is not None and last.reason == Reason.CORRECTION:
        return last.read_revision
    return page.live_revision


def _words_changed(page: Page, request: FourEyesTaskState) -> int | None:
    if request.read_revision is None:
        return None
    return changed_words(page, request.read_revision, request.revision)


def publish_approved(workflow_state: WorkflowState, user: Any = None) -> None:
    """The finish action of the workflow: publish the version of the approved request, and look once more whether it is.

    Raises ``PermissionDenied`` for what did not pass our task, however it got here.
    """
    request = workflow_state.current_task_state.specific
    if not _has_passed(request):
        logger.warning(
            "Refused to publish page %s: it did not pass a second reader", workflow_state.object_id
        )
        raise PermissionDenied
    request.revision.publish(user=user, skip_permission_checks=True)


def _has_passed(request: TaskState) -> bool:
    if not isinstance(request, FourEyesTaskState) or request.status != TaskState.STATUS_APPROVED:
        return False
    if request.reason == Reason.SECOND_READER:
        page = request.workflow_state.content_object
        return request.finished_by is not None and rules.may_decide(
            request.finished_by, page, rules.changed_by(request)
        )
    return request.reason in {Reason.CORRECTION, Reason.OWN_CHOICE}


def keep_to_newest(instance: Revision, **kwargs: Any) -> None:
    """What waits is always the newest version: a receiver of saved revisions."""
    older = FourEyesTaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__base_content_type=instance.base_content_type_id,
        workflow_state__object_id=instance.object_id,
    ).exclude(revision=instance.pk)
    if older.exists() and instance.is_latest_revision():
        older.update(revision=instance)
