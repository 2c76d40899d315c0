"""Searches at a server of its own, beside the index that the database always keeps."""

import logging
import time
from collections.abc import Iterable, Sequence

from django.db.models import Q

from kennisbank.audience import Reader
from kennisbank.models.read_model import SearchDocument
from search.engines import embedded_engine, facets
from search.engines.base import Answer, EngineUnavailable, RankedHit, Request
from search.engines.bits import bits_of
from search.engines.remote import bodies, checking
from search.engines.remote.clients import Json, SearchServer, ServerError
from search.engines.remote.outbox import IndexMissing, Outbox
from search.engines.remote.rebuilding import Rebuilding
from search.models import IndexedRow, RemoteIndex, WaitingRow

logger = logging.getLogger(__name__)

REST_SECONDS = 5.0
"""After a failure the database answers for so long, so that not every visitor waits for the server."""
_MOST_HIDDEN = 20_000
_WRONG_REQUEST = 400


class RemoteEngine:
    """The rows of the database ``alias`` in an index of ``server`` that is found under the name ``prefix``.

    What is indexed goes into the database, and to the server when ``flush`` is called, mostly by the worker.
    """

    def __init__(self, alias: str, server: SearchServer, prefix: str) -> None:
        self.alias = alias
        self.name = server.kind
        self.server = server
        self.prefix = prefix
        self.embedded = embedded_engine(alias)
        self.outbox = Outbox(self.embedded, server)
        self._rests_until = 0.0

    def index(self, rows: Iterable[SearchDocument]) -> None:
        self.embedded.index(rows)

    def remove(self, row_ids: Iterable[int]) -> None:
        self.embedded.remove(row_ids)

    def flush(self) -> None:
        """Send what waits, into a new index when there is none; everything sent is findable then.

        Raises ``EngineUnavailable`` when something could not be sent. What the server has, does not wait any more.
        """
        try:
            self.outbox.send_waiting(self.index_in_use())
        except IndexMissing as missing:
            logger.warning("A new index is made: %s", missing)
            self.rebuild()
            self.outbox.send_waiting(self.index_in_use())

    def rebuild(self) -> int:
        """Make a new index of every row and use it; returns how many rows it has. Raises ``EngineUnavailable``."""
        return Rebuilding(self.outbox, self.prefix).run()

    def index_in_use(self) -> str:
        """The name of the index that is searched; raises ``IndexMissing`` when it is not there as we made it."""
        name, uuid = RemoteIndex.of(self.alias).values_list("name", "uuid").get()
        if not name:
            raise IndexMissing("Er is nog geen index.")
        if self.server.indices(self.prefix) != {name: uuid}:
            if self.server.indices(name) != {name: uuid}:
                raise IndexMissing(f"De index {name} is er niet meer.")
            # A process died before it came to this, or somebody changed the alias.
            self.server.move_alias(self.prefix, name)
        return name

    def reason_to_rebuild(self) -> str:
        """Why a new index is needed, in Dutch; empty when it is not. Raises ``EngineUnavailable``."""
        return checking.reason_to_rebuild(self)

    def drop(self) -> None:
        """Remove the index from the server."""
        self.server.delete_indices(list(self.server.indices(f"{self.prefix}-*")))

    def search(self, request: Request) -> Answer:
        if bodies.is_too_long(request):
            return self.embedded.search(request)
        if time.monotonic() < self._rests_until:
            raise EngineUnavailable(f"{self.server.title} failed a moment ago.")
        try:
            return self._search(request)
        except EngineUnavailable as error:
            if isinstance(error, ServerError) and error.status == _WRONG_REQUEST:
                logger.exception("%s does not understand a question", self.server.title)
            else:
                self._rests_until = time.monotonic() + REST_SECONDS
            raise

    def _search(self, request: Request) -> Answer:
        snapshot = self.embedded.snapshots.current()
        hidden = self._hidden_from(request.reader)
        visible = snapshot.visible_to(request.reader) & ~bits_of(hidden)
        passing, ignored = facets.known_filters(snapshot, visible, request.filters)
        # No deeper than there can be anything: the server makes room for every hit before the last.
        page = _nearest(request.page, visible.bit_count(), request.page_size)
        found = self._ask(request, page, passing, hidden)
        total = found["hits"]["total"]["value"]
        if (nearest := _nearest(page, total, request.page_size)) != page:
            page = nearest
            found = self._ask(request, page, passing, hidden)
        numbers = bodies.counts(found)
        return Answer(
            [RankedHit(int(hit["_id"]), hit["_score"] or 0.0) for hit in found["hits"]["hits"]],
            total,
            found["aggregations"][bodies.MATCHED]["doc_count"],
            page,
            facets.listed(snapshot, visible, request.filters, lambda met: numbers.get(met.key, 0)),
            ignored,
        )

    def _ask(self, request: Request, page: int, passing: bodies.Filters, hidden: Sequence[int]) -> Json:
        answer = self.server.search(self.prefix, bodies.body(request, *request.span(page), passing, hidden))
        if answer["timed_out"]:
            raise EngineUnavailable(f"{self.server.title} did not look through everything in time.")
        return answer

    def _hidden_from(self, reader: Reader) -> list[int]:
        """Rows that the reader may not see (any more), and of which the server may have an older version."""
        readable = Q(present=True)
        if reader.tokens is not None:
            readable &= Q(audience__in=reader.tokens)
        waiting = WaitingRow.objects.using(self.alias).values("row_id")
        unreadable = IndexedRow.objects.using(self.alias).filter(~readable, row_id__in=waiting)
        hidden = {*self.embedded.about_to_leave(reader), *unreadable.values_list("row_id", flat=True)}
        if len(hidden) > _MOST_HIDDEN:
            raise EngineUnavailable(f"{self.server.title} has not followed {len(hidden)} changes yet.")
        return sorted(hidden)


def _nearest(page: int, hits: int, page_size: int) -> int:
    """The page itself, or the last one there is; there is always a first."""
    return min(max(1, page), max(1, -(-hits // page_size)))
