"""Sending questions: to the mailbox of the participant, and to the curators where that one is unknown or broken.

A question leaves with an envelope of its own (``EMAIL_BOUNCES``), by which a mail that comes back is recognised.
"""

import logging
from datetime import timedelta
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone
from django_tasks import task

from municipalities.mail import Delivery, Outcome, one_line, send
from municipalities.models import MailboxProblem, ParticipantPage, Question
from municipalities.review.rules import curators

logger = logging.getLogger(__name__)

PAUSE = timedelta(minutes=5)
KEPT = timedelta(days=30)


def deliver(question: Question) -> Delivery:
    """Send ``question``, which the caller took. What was sent is forgotten; what was not waits for the clock."""
    mailbox = working_mailbox(question.participant)
    if mailbox:
        delivery = send(_to_mailbox(question, mailbox))
        if delivery.is_sent:
            _forget(question, Question.Status.SENT, mailbox)
        if delivery.outcome is Outcome.REFUSED:
            note_problem(question.participant, delivery.reason)
        elif delivery.outcome is not Outcome.UNWANTED:
            return delivery
        return _deliver_to_curators(question, delivery.reason)
    return _deliver_to_curators(question)


def working_mailbox(participant: ParticipantPage) -> str:
    """The mailbox of the participant, or nothing when there is none or mail to it came back."""
    problem = problem_of(participant)
    return "" if problem else participant.contact_mailbox


def problem_of(participant: ParticipantPage) -> MailboxProblem | None:
    problem = MailboxProblem.objects.filter(participant=participant).select_related("participant").first()
    return None if problem is None or problem.is_over else problem


def note_problem(participant: ParticipantPage, reason: str) -> None:
    values = {"mailbox": participant.contact_mailbox, "noticed_on": timezone.localdate(), "reason": reason}
    MailboxProblem.objects.update_or_create(participant=participant, defaults=values)


def tell_curators(subject: str, body: str, reply_to: list[str]) -> Delivery:
    """One mail to all curators, who do not see each other's addresses."""
    addresses = [curator.email for curator in curators()]
    if not addresses:
        logger.error("There is no curator to send to: %s", subject)
        return Delivery(Outcome.LATER, "no curator")
    hidden = {"To": "undisclosed-recipients:;"}
    return send(EmailMessage(subject, body, bcc=addresses, reply_to=reply_to, headers=hidden))


def ask_for_waiting() -> None:
    """Called by the clock: have the worker send what a mail server that was away left."""
    if _waiting().exists():
        send_waiting_questions.enqueue()


@task(backend="worker")
def send_waiting_questions() -> None:
    send_waiting()


def send_waiting() -> int:
    """Send what waits, each question by one process; returns how many left."""
    sent = 0
    for question in _waiting().select_related("participant").order_by("taken_at"):
        untaken = Question.objects.filter(pk=question.pk, taken_at=question.taken_at)
        if not untaken.update(taken_at=timezone.now()):
            continue
        try:
            delivery = deliver(question)
        except Exception:  # One question that cannot be sent may not keep back the others.
            logger.exception("Question %s could not be sent", question.pk)
            continue
        sent += delivery.is_sent
        if delivery.outcome is Outcome.AWAY:
            break
    return sent


def forget_old() -> None:
    """Called by the clock: after thirty days nothing of a question is left."""
    Question.objects.filter(asked_at__lt=timezone.now() - KEPT).delete()


def _waiting():
    return Question.objects.filter(status=Question.Status.WAITING, taken_at__lte=timezone.now() - PAUSE)


def _to_mailbox(question: Question, mailbox: str) -> EmailMessage:
    return EmailMessage(
        one_line(f"Vraag aan {question.participant.title} via {settings.WAGTAIL_SITE_NAME}"),
        render_to_string("questions/mail_to_mailbox.txt", _context(question)),
        from_email=envelope_of(question),
        to=[mailbox],
        reply_to=[_asker(question)],
        headers={"From": settings.DEFAULT_FROM_EMAIL},
    )


def _deliver_to_curators(question: Question, refused: str = "") -> Delivery:
    """``refused`` is why the mailbox did not take this question just now."""
    subject = one_line(f"Vraag aan {question.participant.title}: wilt u hem doorgeven?")
    context = _context(question) | {"problem": problem_of(question.participant), "refused": refused}
    body = render_to_string("questions/mail_to_curators.txt", context)
    delivery = tell_curators(subject, body, [_asker(question)])
    if delivery.is_sent:
        _forget(question, Question.Status.TO_CURATORS)
    return delivery


def envelope_of(question: Question) -> str:
    """The address to which this mail comes back: ``bounces+TOKEN@example.nl``, or the sender of all mail."""
    local, _at, domain = settings.EMAIL_BOUNCES.partition("@")
    return f"{local}+{question.token}@{domain}" if domain else settings.DEFAULT_FROM_EMAIL


def _asker(question: Question) -> str:
    return formataddr((one_line(question.name), question.address))


def _context(question: Question) -> dict[str, object]:
    return {
        "question": question,
        "participant": question.participant,
        "url": settings.WAGTAILADMIN_BASE_URL + (question.participant.url or ""),
    }


def _forget(question: Question, status: str, mailbox: str = "") -> None:
    question.status, question.mailbox = status, mailbox
    question.text, question.name, question.address = "", "", ""
    question.save(update_fields=["status", "mailbox", "text", "name", "address"])
