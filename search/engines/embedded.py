"""What the two engines inside the database share; each adds only its index of words."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from heapq import nlargest, nsmallest

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kennisbank.audience import OPEN, Reader
from kennisbank.models.read_model import SearchDocument
from search import vocabulary
from search.analysis import VERSION
from search.attachments import texts_of
from search.engines import facets
from search.engines.base import Answer, RankedHit, Request, Sort
from search.engines.bits import bits_of, flags_of, ids_of
from search.engines.snapshot import Snapshot, Snapshots
from search.fields import FIELDS, GAP, IndexedFields, fields_of
from search.models import IndexedRow, IndexVersion, WaitingRow
from search.query import Query
from search.words import count_words

MOST_RANKED_BY_TEXT = 3_000
"""Of more hits than this, those without the words in a name follow in the order of their date: words that stand in so
many texts say little, and reading them all takes long."""


def analysis_version(alias: str = "default") -> str:
    """What the tokens of an index depend on; a row of another version is indexed again."""
    return f"{VERSION}{vocabulary.current(alias).fingerprint}"


class EmbeddedEngine(ABC):
    """An index in the site's own database, written in the transaction that fills the rows."""

    name: str
    alias: str

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
    def texts(self, row_ids: Sequence[int], fields: Sequence[str] = FIELDS) -> dict[int, dict[str, str]]:
        """The texts of these rows by field, as ``search.fields`` made them."""

    @abstractmethod
    def match(self, query: Query) -> list[int]:
        """The rows with every word and phrase and nothing excluded, whoever may read them."""

    @abstractmethod
    def match_excluded(self, query: Query) -> list[int]:
        """The rows with any of the excluded words."""

    @abstractmethod
    def match_some(self, query: Query, needed: int) -> list[int]:
        """As ``match``, with at least ``needed`` of the words."""

    @abstractmethod
    def rank_names(self, query: Query, documents: int) -> dict[int, float]:
        """How well the words stand in the names (titles, owners, labels) of rows; without rows that have none there.

        ``documents`` is the number of public pages, to tell rare words by.
        """

    @abstractmethod
    def rank_texts(self, query: Query, row_ids: list[int], *, all_words: bool) -> dict[int, float]:
        """How well the words stand in the other text of these rows, and perhaps of others, on the same scale.

        With ``all_words``, every row has each of the words in one form or another.
        """

    def index(self, rows: Iterable[SearchDocument]) -> None:
        rows = list(rows)
        exceptions = vocabulary.current(self.alias).exceptions
        of_files = texts_of(rows, self.alias) if rows else {}
        fields = [
            fields_of(row, exceptions, [found.text for found in of_files.get(row.pk, ())]) for row in rows
        ]
        if fields:
            with transaction.atomic(self.alias):
                self._note({row.row_id: row.audience for row in fields}, fields, present=True)
                self.write(fields)

    def remove(self, row_ids: Iterable[int]) -> None:
        with transaction.atomic(self.alias):
            known = IndexedRow.objects.using(self.alias).filter(row_id__in=list(row_ids), present=True)
            ids = list(known.values_list("row_id", flat=True))
            if ids:
                self._note(dict.fromkeys(ids, ""), [], present=False)
                self.erase(ids)

    def _note(self, audiences: dict[int, str], fields: list[IndexedFields], *, present: bool) -> None:
        """Note what becomes of these rows, before their words are written or erased."""
        number = IndexVersion.raise_number(self.alias)
        self._count_words(list(audiences), fields, number)
        analysis = analysis_version(self.alias)
        notes = [
            IndexedRow(row_id=row_id, number=number, analysis=analysis, audience=audience, present=present)
            for row_id, audience in audiences.items()
        ]
        IndexedRow.objects.using(self.alias).bulk_create(
            notes,
            batch_size=500,
            update_conflicts=True,
            unique_fields=["row_id"],
            update_fields=["number", "analysis", "audience", "present"],
        )
        now = timezone.now()
        WaitingRow.objects.using(self.alias).bulk_create(
            [WaitingRow(row_id=row_id, number=number, since=now) for row_id in audiences],
            batch_size=500,
            update_conflicts=True,
            unique_fields=["row_id"],
            update_fields=["number", "refused"],
        )

    def _count_words(self, row_ids: list[int], coming: list[IndexedFields], number: int) -> None:
        """Keep count of the words of public pages."""
        known = IndexedRow.objects.using(self.alias).filter(row_id__in=row_ids, present=True, audience=OPEN)
        old = self.texts(list(known.values_list("row_id", flat=True)), ["exact"])
        leaving = [
            {token[1:] for token in texts["exact"].split(" ") if token != GAP} for texts in old.values()
        ]
        count_words(self.alias, [row.words for row in coming if row.audience == OPEN], leaving, number)

    def flush(self) -> None:  # noqa: B027 - there is nothing for the two engines to add
        """Nothing waits here: a write is part of its transaction."""

    def search(self, request: Request) -> Answer:
        snapshot = self.snapshots.current()
        visible = snapshot.visible_to(request.reader) & ~bits_of(self.about_to_leave(request.reader))
        matched = visible & self._matching(request)
        counted = facets.count(snapshot, matched, visible, request.filters)
        total = counted.found.bit_count()
        page = min(max(1, request.page), max(1, -(-total // request.page_size)))
        first, last = request.span(page)
        hits = self._best(request, snapshot, counted.found, last)[first:]
        return Answer(hits, total, matched.bit_count(), page, counted.facets, counted.ignored)

    def _matching(self, request: Request) -> int:
        """The rows that have the words, as bits; -1, which has every bit, when there are no words."""
        query = request.query
        if query.is_empty:
            return -1
        if not query.wanted:
            return ~bits_of(self.match_excluded(query))
        if request.needs_all:
            return bits_of(self.match(query))
        return bits_of(self.match_some(query, request.needed or 0))

    def about_to_leave(self, reader: Reader) -> list[int]:
        """Rows that changed so that the reader may no longer see them, and that the index has not followed yet."""
        readable = Q(live=True, listed=True)
        if reader.tokens is not None:
            readable &= Q(audience__in=reader.tokens)
        # SQLite looks through every row for a bare "changed" (20 ms at 20,000), and in its index for a comparison.
        changed = SearchDocument.objects.using(self.alias).filter(~readable, changed__gt=False)
        return list(changed.values_list("pk", flat=True))

    def _best(self, request: Request, snapshot: Snapshot, found: int, number: int) -> list[RankedHit]:
        """The first ``number`` rows of ``found`` in the order asked for; without words, the newest first."""
        keys = snapshot.sort_keys
        if request.sort == Sort.TITLE:
            rows = nsmallest(number, ids_of(found), key=lambda row_id: (keys[row_id][1], row_id))
            return [RankedHit(row_id, 0.0) for row_id in rows]
        best = self._ranked(request, snapshot, found, number) if request.is_ranked else []
        if len(best) < number:
            rest = found & ~bits_of([hit.row_id for hit in best])
            rows = nlargest(number - len(best), ids_of(rest), key=lambda row_id: (keys[row_id][0], -row_id))
            best += [RankedHit(row_id, 0.0) for row_id in rows]
        return best

    def _ranked(self, request: Request, snapshot: Snapshot, found: int, number: int) -> list[RankedHit]:
        """The rows that are preferred or have a score, good enough to choose ``number`` of them."""
        total = found.bit_count()
        if total <= number:
            return []  # All of them are chosen.
        preferred = found & snapshot.rows_with(request.preferred)
        scores = dict(self.rank_names(request.query, snapshot.public.bit_count()))
        if total <= MOST_RANKED_BY_TEXT:
            texts = self.rank_texts(request.query, list(ids_of(found)), all_words=request.needs_all)
            for row_id, score in texts.items():
                scores[row_id] = scores.get(row_id, 0.0) + score
        first, passing = flags_of(preferred), flags_of(found)
        candidates = (
            (first[row_id : row_id + 1] == "1", scores.get(row_id, 0.0), -row_id)
            for row_id in {**scores, **dict.fromkeys(ids_of(preferred))}
            if passing[row_id : row_id + 1] == "1"
        )
        return [RankedHit(-negative, score) for _first, score, negative in nlargest(number, candidates)]
