"""Sends rows to an index of the search server, and understands what it answers about each."""

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from search.engines.base import EngineUnavailable
from search.engines.embedded import EmbeddedEngine
from search.engines.remote.clients import SearchServer, ServerError, reason_of
from search.engines.remote.documents import MOST_ROWS, Message, messages, parcels
from search.models import IndexedRow, IndexVersion, RemoteIndex, WaitingRow

logger = logging.getLogger(__name__)

_NEWER_THERE = 409
_GONE = 404
_TOO_LARGE = 413
_REFUSED = frozenset({400, _TOO_LARGE})


class IndexMissing(EngineUnavailable):
    """The index that we write to is not there, or not the one that we made."""


@dataclass
class Sent:
    """What became of some messages: their rows, and why some were refused."""

    confirmed: list[int] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)
    newer_there: list[Message] = field(default_factory=list)


def write_alias(index: str) -> str:
    """The name by which an index is written to: gone with the index, so that a write never makes one by accident."""
    return f"{index}-write"


class Outbox:
    """The rows of one database on their way to one server."""

    def __init__(self, embedded: EmbeddedEngine, server: SearchServer) -> None:
        self.alias = embedded.alias
        self.embedded = embedded
        self.server = server

    def waiting(self) -> list[int]:
        """The rows to send, the newest first: who publishes while thousands wait sees his own page soon."""
        rows = WaitingRow.objects.using(self.alias).filter(refused="")
        return list(rows.order_by("-number", "row_id").values_list("row_id", flat=True))

    def send_waiting(self, index: str) -> None:
        """Bring ``index`` up to date with every row that waits now; raises ``EngineUnavailable`` half-way."""
        self.send(
            index, self.waiting(), refresh=True, after=lambda sent, seen: self._confirm(index, sent, seen)
        )

    def send(
        self,
        index: str,
        row_ids: Sequence[int],
        *,
        refresh: bool,
        pauses: Sequence[float] = (),
        after: Callable[[Sent, int], None] = lambda sent, seen: None,
    ) -> None:
        """Send these rows as they are now, and tell ``after`` of each parcel and the number of the index before it.

        A parcel that is not taken in is sent again after each of these ``pauses`` (in seconds).
        """
        for start in range(0, len(row_ids), MOST_ROWS):
            seen = number_of(self.alias)
            for parcel in parcels(messages(self.embedded, row_ids[start : start + MOST_ROWS])):
                sent = Sent()
                try:
                    self._send_patiently(index, parcel, sent, pauses, refresh=refresh)
                finally:
                    after(sent, seen)

    def _send_patiently(
        self, index: str, parcel: Sequence[Message], sent: Sent, pauses: Sequence[float], *, refresh: bool
    ) -> None:
        for pause in pauses:
            try:
                self._send(index, parcel, sent, refresh=refresh)
            except IndexMissing:
                raise
            except EngineUnavailable:
                time.sleep(pause)
            else:
                return
        self._send(index, parcel, sent, refresh=refresh)

    def _send(self, index: str, parcel: Sequence[Message], sent: Sent, *, refresh: bool) -> None:
        try:
            results = self.server.bulk(
                write_alias(index), "".join(message.lines for message in parcel), refresh=refresh
            )
        except ServerError as error:
            if error.status == _TOO_LARGE:
                self._send_halves(index, parcel, sent, str(error), refresh=refresh)
                return
            raise _unavailable(error.status, str(error)) from error
        trouble: EngineUnavailable | None = None
        for message, result in zip(parcel, results, strict=True):
            status = result["status"]
            if status < 300 or (status == _GONE and "error" not in result):
                sent.confirmed.append(message.row_id)
            elif status == _NEWER_THERE:
                sent.newer_there.append(message)
            elif status in _REFUSED:
                sent.refused[message.row_id] = reason_of(result)
            else:
                trouble = trouble or _unavailable(status, reason_of(result))
        if trouble:
            raise trouble

    def _send_halves(
        self, index: str, parcel: Sequence[Message], sent: Sent, reason: str, *, refresh: bool
    ) -> None:
        if len(parcel) == 1:
            sent.refused[parcel[0].row_id] = reason
            return
        middle = len(parcel) // 2
        for half in (parcel[:middle], parcel[middle:]):
            self._send(index, half, sent, refresh=refresh)

    def _confirm(self, index: str, sent: Sent, seen: int) -> None:
        """Let go of rows that the server has, unless they changed again or another index has come into use."""
        with transaction.atomic(self.alias):
            used = RemoteIndex.objects.using(self.alias).select_for_update().filter(pk=1, name=index)
            if not used.exists():
                return
            note_refused(self.alias, sent.refused)
            rows = WaitingRow.objects.using(self.alias).filter(number__lte=seen)
            rows.filter(row_id__in=[*sent.confirmed, *self._overtaken(sent.newer_there)]).delete()

    def _overtaken(self, newer_there: Iterable[Message]) -> list[int]:
        """Rows of which another worker sent a newer message meanwhile.

        The server may also have a newer one from a life of the database that was undone by putting back a backup:
        then the index says what is no longer true, and has to be made anew.
        """
        numbers = {message.row_id: message.number for message in newer_there}
        rows = IndexedRow.objects.using(self.alias).filter(row_id__in=numbers)
        overtaken = [
            row_id for row_id, number in rows.values_list("row_id", "number") if number > numbers[row_id]
        ]
        if len(overtaken) < len(numbers):
            raise IndexMissing("De index hoort bij een latere stand van de database.")
        return overtaken


def note_refused(alias: str, refused: dict[int, str]) -> None:
    """Keep the reasons with the rows, which then hold up nobody."""
    for row_id, reason in refused.items():
        logger.error("The search server refuses row %s: %s", row_id, reason)
        WaitingRow.objects.using(alias).filter(row_id=row_id).update(refused=reason or "?")


def number_of(alias: str) -> int:
    """The number of the index now: what changes later gets a higher one."""
    return IndexVersion.objects.using(alias).filter(pk=1).values_list("number", flat=True).first() or 0


def _unavailable(status: int | None, reason: str) -> EngineUnavailable:
    kind = IndexMissing if status == _GONE else EngineUnavailable
    return kind(reason)
