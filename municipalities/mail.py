"""Sends one mail, and says what the mail server made of it."""

import logging
from dataclasses import dataclass
from enum import Enum
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused

from django.core.mail import EmailMessage

logger = logging.getLogger(__name__)

REASON_LENGTH = 300


class Outcome(Enum):
    SENT = "sent"
    REFUSED = "refused"  # The mail server will never take mail for these people.
    UNWANTED = "unwanted"  # It will never take this mail; another one it may.
    LATER = "later"  # It may take this mail another time.
    AWAY = "away"  # There is no mail server to speak to.


@dataclass(frozen=True)
class Delivery:
    outcome: Outcome
    reason: str = ""

    @property
    def is_sent(self) -> bool:
        return self.outcome is Outcome.SENT


def send(message: EmailMessage) -> Delivery:
    """Hand ``message`` to the mail server. Raises nothing that the server or the network can cause."""
    try:
        message.send()
    except SMTPRecipientsRefused as refused:
        codes = [(code, text) for code, text in refused.recipients.values()]
        for_good = all(code >= 500 for code, _text in codes)
        return _refusal(Outcome.REFUSED if for_good else Outcome.LATER, *codes[0])
    except SMTPDataError as refused:
        outcome = Outcome.UNWANTED if refused.smtp_code >= 500 else Outcome.LATER
        return _refusal(outcome, refused.smtp_code, refused.smtp_error)
    except (SMTPException, OSError) as error:
        logger.warning("The mail server cannot be reached: %s", error)
        return Delivery(Outcome.AWAY, str(error)[:REASON_LENGTH])
    return Delivery(Outcome.SENT)


def one_line(text: str) -> str:
    """``text`` without line ends and other controls, so that it may stand in a header."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _refusal(outcome: Outcome, code: int, text: bytes | str) -> Delivery:
    words = text.decode(errors="replace") if isinstance(text, bytes) else text
    return Delivery(outcome, f"{code} {one_line(words)}"[:REASON_LENGTH])
