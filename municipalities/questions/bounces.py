"""Mail that came back: a delivery report (RFC 3464) about a question, recognised by the token in its address."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import parseaddr

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string

from municipalities.mail import REASON_LENGTH, Delivery, one_line
from municipalities.models import Question
from municipalities.questions.sending import note_problem, tell_curators

logger = logging.getLogger(__name__)

RECIPIENT_HEADERS = ["Delivered-To", "X-Original-To", "Envelope-To", "To"]
LONGEST_TEXT = 12_000
_TOKEN = re.compile(r"\+([0-9a-f]{16})@")


@dataclass(frozen=True)
class Bounce:
    """A mail that will never arrive; ``text`` and ``reply_to`` are of the question, where the report returns it."""

    token: str
    reason: str
    text: str = ""
    reply_to: str = ""


class TellLater(Exception):
    """The curators could not be told; the mail server should offer the report again."""


def read_bounce(raw: bytes, recipient: str = "") -> Bounce | None:
    """The bounce in the mail ``raw``, sent to ``recipient`` (or to whom its headers say).

    ``None`` for everything else: another mail, a report that it was delivered or will be tried again, and what is no
    mail at all.
    """
    message = message_from_bytes(raw, policy=policy.default)
    try:
        token = _token_in([recipient, *_headers(message, RECIPIENT_HEADERS)])
        reason = _reason_of_failure(message)
        return Bounce(token, reason, *_returned(message)) if token and reason else None
    except Exception:  # Anybody may send anything here, and the parser trips over some of it in its own ways.
        logger.warning("A mail that came back cannot be read", exc_info=True)
        return None


def note_bounce(bounce: Bounce) -> bool:
    """Mark the mailbox as broken and tell the curators, once for each question; whether it was news.

    A mailbox that somebody gave since is not marked for what went to the one before.
    Raises ``TellLater``, with nothing noted, when the curators' mail cannot leave.
    """
    with transaction.atomic():
        questions = Question.objects.select_for_update(of=("self",)).select_related("participant")
        question = questions.filter(token=bounce.token, status=Question.Status.SENT).first()
        if question is None:
            return False
        question.status = Question.Status.CAME_BACK
        question.save(update_fields=["status"])
        changed = question.mailbox != question.participant.contact_mailbox
        if not changed:
            note_problem(question.participant, bounce.reason)
        delivery = _tell(question, bounce, changed)
        if not delivery.is_sent:
            raise TellLater(delivery.reason)
    return True


def _tell(question: Question, bounce: Bounce, changed: bool) -> Delivery:
    participant = question.participant
    what = "Een vraag aan {} kwam terug" if changed else "De mailbox van {} werkt niet"
    subject = one_line(what.format(participant.title))
    context = {"question": question, "participant": participant, "bounce": bounce, "changed": changed}
    body = render_to_string("questions/mail_about_bounce.txt", context)
    return tell_curators(subject, body, [bounce.reply_to] if bounce.reply_to else [])


def _headers(message: Message, names: list[str]) -> list[str]:
    return [str(value) for name in names for value in message.get_all(name, [])]


def _token_in(addresses: list[str]) -> str:
    found = (_TOKEN.search(address) for address in addresses)
    return next((match[1] for match in found if match), "")


def _reason_of_failure(message: Message) -> str:
    """Why it will never be delivered, in the words of the mail server; nothing when that is not what it says."""
    for block in _recipient_blocks(message):
        if str(block.get("Action", "")).strip().lower() == "failed":
            words = block.get("Diagnostic-Code") or block.get("Status") or "onbekende reden"
            return one_line(str(words))[:REASON_LENGTH] or "onbekende reden"
    return ""


def _recipient_blocks(message: Message) -> Iterator[Message]:
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            yield from part.get_payload()  # type: ignore[misc]  # Each block of headers is a message.


def _returned(message: Message) -> tuple[str, str]:
    """The text and the sender of the question, when the report holds the mail that came back."""
    for part in message.walk():
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            original = part.get_payload(0)
            if isinstance(original, EmailMessage):
                body = original.get_body(["plain"])
                text = str(body.get_content()) if body else ""
                return text[:LONGEST_TEXT], _address_in(str(original.get("Reply-To", "")))
    return "", ""


def _address_in(header: str) -> str:
    """The address in a header that anybody may have written, or nothing when it is none."""
    address = parseaddr(header)[1]
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address
