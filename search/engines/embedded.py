"""What the two engines inside the database share; each adds only its index of words."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from heapq import nlargest, nsmallest

from django.db import transaction
from django.db.models import Q

from kennisbank.audience import Reader
from kennisbank.models.read_model import SearchDocument
from search.analysis import VERSION
from search.engines import facets
from search.engines.base import Answer, RankedHit, Request, Sort
from search.engines.bits import bits_of, flags_of, ids_of
from search.engines.names import rows_of_named
from search.engines.snapshot import Snapshot, Snapshots
from search.fields import IndexedFields, fields_of
from search.models import IndexedRow, IndexVersion
from search.query import Query

Scored = list[tuple[int, float]]


class EmbeddedEngine(ABC):
    """An index in the site's own database, written in the transaction that fills the rows."""

    refined_at_most = 0
    """Of how many of the best hits ``refine`` is asked."""

    def __init__(self, alias: str = "default") -> None:
        self.alias = alias
        self.snapshots = Snapshots(alias)

    @abstractmethod
    def write(self, fields: list[IndexedFields]) -> None:
        """Add or replace the words of these rows."""

    @abstractmethod
    def erase(self, row_ids: list[int]) -> None:
        """Forget the words of these rows."""

    @abstractmethod
    def match(self, query: Query, tokens: frozenset[str] | None) -> Scored:
        """Rows with every word and phrase and nothing excluded, of an audience in ``tokens`` (``None``: of any)."""

    @abstractmethod
    def match_some(self, query: Query, needed: int, tokens: frozenset[str] | None) -> Scored:
        """As ``match``, with at least ``needed`` of the words."""

    def refine(self, query: Query, row_ids: list[int]) -> dict[int, float]:
        """What to add to the scores of these rows, which match."""
        return {}

    def index(self, rows: Iterable[SearchDocument]) -> None:
        fields = [fields_of(row) for row in rows]
        if fields:
            with transaction.atomic(self.alias):
                self._note({row.row_id: row.audience for row in fields}, present=True)
                self.write(fields)

    def remove(self, row_ids: Iterable[int]) -> None:
        with transaction.atomic(self.alias):
            known = IndexedRow.objects.using(self.alias).filter(row_id__in=list(row_ids), present=True)
            ids = list(known.values_list("row_id", flat=True))
            if ids:
                self._note(dict.fromkeys(ids, ""), present=False)
                self.erase(ids)

    def _note(self, audiences: dict[int, str], *, present: bool) -> None:
        number = IndexVersion.raise_number(self.alias)
        notes = [
            IndexedRow(row_id=row_id, number=number, analysis=VERSION, audience=audience, present=present)
            for row_id, audience in audiences.items()
        ]
        IndexedRow.objects.using(self.alias).bulk_create(
            notes,
            batch_size=500,
            update_conflicts=True,
            unique_fields=["row_id"],
            update_fields=["number", "analysis", "audience", "present"],
        )

    def search(self, request: Request) -> Answer:
        snapshot = self.snapshots.current()
        visible = snapshot.visible_to(request.reader) & ~self._about_to_leave(request.reader)
        scored, needed = self._matches(request)
        matched = visible if scored is None else bits_of([row_id for row_id, _score in scored]) & visible
        counted = facets.count(snapshot, matched, visible, request.filters)
        total = counted.found.bit_count()
        last_page = max(1, -(-total // request.page_size))
        page = min(max(1, request.page), last_page)
        best = self._best(request, snapshot, scored, counted.found, page * request.page_size)
        hits = best[(page - 1) * request.page_size :]
        return Answer(hits, total, page, needed, counted.facets, counted.ignored)

    def _matches(self, request: Request) -> tuple[Scored | None, int]:
        """Scored rows, or ``None`` for all there are, and how many of the words each has at least."""
        query, tokens = request.query, request.reader.tokens
        number = len(query.words)
        if query.is_empty:
            return None, 0
        scored = self.match(query, tokens)
        if scored or number < 2:
            return scored, number
        needed = max(1, number * 3 // 4)
        some = self.match_some(query, needed, tokens)
        return (some, needed) if some else ([], number)

    def _about_to_leave(self, reader: Reader) -> int:
        """Rows that changed so that the reader may no longer see them, and that the index has not followed yet."""
        readable = Q(live=True, listed=True)
        if reader.tokens is not None:
            readable &= Q(audience__in=reader.tokens)
        changed = SearchDocument.objects.using(self.alias).filter(~readable, changed=True)
        return bits_of(list(changed.values_list("pk", flat=True)))

    def _best(
        self, request: Request, snapshot: Snapshot, scored: Scored | None, found: int, number: int
    ) -> list[RankedHit]:
        """The first ``number`` rows of ``found`` in the order asked for; without words, the newest first."""
        keys = snapshot.sort_keys
        if request.sort == Sort.TITLE:
            rows = nsmallest(number, ids_of(found), key=lambda row_id: (keys[row_id][1], row_id))
            return [RankedHit(row_id, 0.0) for row_id in rows]
        if request.sort == Sort.NEWEST or scored is None:
            rows = nlargest(number, ids_of(found), key=lambda row_id: (keys[row_id][0], -row_id))
            return [RankedHit(row_id, 0.0) for row_id in rows]
        flags = flags_of(found)
        first = flags_of(found & rows_of_named(snapshot, request.query))
        candidates = (
            (first[row_id : row_id + 1] == "1", score, -row_id)
            for row_id, score in scored
            if flags[row_id : row_id + 1] == "1"
        )
        ranked = nlargest(max(number, self.refined_at_most), candidates)
        if self.refined_at_most and ranked:
            chosen = [-negative for _first, _score, negative in ranked[: self.refined_at_most]]
            more = self.refine(request.query, chosen)
            ranked = sorted(
                ((named, score + more.get(-negative, 0.0), negative) for named, score, negative in ranked),
                reverse=True,
            )
        return [RankedHit(-negative, score) for _named, score, negative in ranked[:number]]
