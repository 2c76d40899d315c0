"""Who may read what: the one rule, and the one function that answers it.

The editor chooses ``openbaar``, ``netwerk`` or ``deelnemer``. What counts is the effective token: ``openbaar``,
``netwerk`` or ``deelnemer:12`` (12 = the participant's page), never wider than that of the page above.
"""

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models
from django.http import Http404

OPEN = "openbaar"
NETWORK = "netwerk"
PARTICIPANT = "deelnemer"

CHOICES = [
    (OPEN, "Iedereen"),
    (NETWORK, "Ingelogde collega's van alle deelnemers"),
    (PARTICIPANT, "Alleen onze gemeente of regio"),
]
Documents = TypeVar("Documents", bound="models.QuerySet[Any, Any]")
_RESTRICTIONS = {
    OPEN: "",
    NETWORK: "Alleen voor ingelogde collega's",
    PARTICIPANT: "Alleen voor deze gemeente of regio",
}
_WIDTH = {PARTICIPANT: 0, NETWORK: 1, OPEN: 2}


def choice_of(token: str) -> str:
    """The choice behind a token: ``deelnemer:12`` gives ``deelnemer``."""
    return token.partition(":")[0]


def restriction(token: str) -> str:
    """The words that a page bears which not everybody may read; empty for a public one."""
    return _RESTRICTIONS[choice_of(token)]


def participant_token(participant_id: int | None) -> str:
    """The token of one participant's people; of a page without participant nobody holds it."""
    return f"{PARTICIPANT}:{participant_id or 0}"


def effective_token(choice: str, participant_id: int | None, parent_token: str) -> str:
    """The token that counts for a page with this choice below a page with ``parent_token``."""
    if _WIDTH[choice_of(parent_token)] < _WIDTH[choice]:
        choice = choice_of(parent_token)
    return participant_token(participant_id) if choice == PARTICIPANT else choice


def is_wider(choice: str, than: str) -> bool:
    return _WIDTH[choice] > _WIDTH[than]


@dataclass(frozen=True)
class Reader:
    """What one person may read; ``tokens`` is ``None`` for who reads everything that is published."""

    tokens: frozenset[str] | None

    def may_read(self, token: str) -> bool:
        return self.tokens is None or token in self.tokens

    def filter(self, documents: Documents) -> Documents:
        """``documents`` (rows with an ``audience`` column) without those that this person may not read."""
        return documents if self.tokens is None else documents.filter(audience__in=self.tokens)


ANONYMOUS = Reader(frozenset({OPEN}))


def reader_for(user: Any) -> Reader:
    """The reader behind a user (or an anonymous one); the user model says what his roles let him read."""
    if not user.is_authenticated or not user.is_active:
        return ANONYMOUS
    if user.reads_everything:
        return Reader(None)
    own = {participant_token(participant_id) for participant_id in user.participant_ids}
    network = {NETWORK} if user.reads_network else set()
    return Reader(frozenset({OPEN} | network | own))


def require_readable(user: Any, token: str) -> None:
    """Raise the same ``Http404`` as for a page that does not exist."""
    if token != OPEN and not reader_for(user).may_read(token):
        raise Http404
