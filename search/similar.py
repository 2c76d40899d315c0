"""Pages like this one: with its most telling words, themes and target groups, those of other participants first.

What was found is kept for some minutes per page and kind of reader. Whoever asks gets only what is visible to him at
that moment, by one query.
"""

import hashlib
import logging
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest
from typing import NamedTuple

from django.core.cache import cache
from django.db import DatabaseError

from kennisbank.audience import Reader
from kennisbank.models.read_model import SearchDocument
from search.analysis import is_stop_word
from search.engines import active_engine, embedded_engine
from search.engines.base import EngineUnavailable, RankedHit, Request
from search.engines.bits import ids_of
from search.engines.snapshot import FacetKey, Snapshot
from search.models import PublicWord
from search.query import Query
from search.ranking import PageFacts, Ranked, Ranking
from search.terms import Form, Row, Term
from search.title_words import title_words
from search.words import document_frequencies

logger = logging.getLogger(__name__)

MOST = 5
SECONDS = 600
SECONDS_AFTER_FAILURE = 60
_KEPT = 3 * MOST  # Some may be hidden by the time they are shown.
_CANDIDATES = 25
_MOST_TERMS = 8
_SAME_KIND = 1.6
_SAME_THEME = 0.2  # For each of at most three themes and target groups.
_SHORTEST_WORD = 4
_FEW_PAGES = 30  # A word on no more pages than this says something on a small site too.
_SHARED_FACETS = ("thema", "doelgroep")
_FIELDS = {"title": 4.0, "lead": 2.0, "body": 1.0}

_MONTHS_AND_NUMBERS = """
januari februari maart april juni juli augustus september oktober november december later altijd maand week jaar
vier vijf zeven acht negen tien twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig dertig
veertig vijftig honderd
"""
_UNTELLING = frozenset(_MONTHS_AND_NUMBERS.split())
"""Pages share these without being alike."""
Kept = list[tuple[int, str]]
"""Ids of rows, best first, each with why it is there."""


@dataclass(frozen=True)
class Similar:
    """A row of the read model, and in one sentence what it shares with the page."""

    row: SearchDocument
    why: str


def similar_to(row: SearchDocument, reader: Reader) -> list[Similar]:
    """At most five pages like that of ``row``, whose facet values were prefetched; none when the engine is down."""
    name = _cache_name(row, reader)
    kept: Kept | None = cache.get(name)
    if kept is None:
        seconds = SECONDS
        try:
            kept = _Looking(row, reader).found()
        except (EngineUnavailable, DatabaseError) as error:
            logger.warning("No similar pages: %s", error)
            kept, seconds = [], SECONDS_AFTER_FAILURE
        cache.set(name, kept, seconds)
    visible = (
        SearchDocument.objects.visible_to(reader).pages().filter(pk__in=[row_id for row_id, _why in kept])
    )
    rows = visible.defer("sections").in_bulk()
    return [Similar(rows[row_id], why) for row_id, why in kept if row_id in rows][:MOST]


def _cache_name(row: SearchDocument, reader: Reader) -> str:
    tokens = "everything" if reader.tokens is None else " ".join(sorted(reader.tokens))
    return f"search.similar.{row.pk}.{row.version}.{hashlib.sha256(tokens.encode()).hexdigest()[:16]}"


class _Other(NamedTuple):
    """A page that may stand beside this one."""

    facts: PageFacts
    page_id: int
    participant_id: int | None


class _Looking:
    """The search for pages like one."""

    def __init__(self, row: SearchDocument, reader: Reader) -> None:
        self._row, self._reader = row, reader
        self._engine = active_engine()
        self._embedded = embedded_engine(self._engine.alias)
        self._snapshot: Snapshot = self._embedded.snapshots.current()
        self._own = [
            (value.facet, value.value) for value in row.facet_values.all() if value.facet in _SHARED_FACETS
        ]

    def found(self) -> Kept:
        texts = self._embedded.texts([self._row.pk]).get(self._row.pk)
        frequencies = self._telling_lemmas(texts) if texts else {}
        query = Query(words=tuple(Term((Form(Row((lemma,))),), (lemma,)) for lemma in frequencies))
        hits = self._hits(query)
        rows = self._others(
            [hit.row_id for hit in hits] + self._newest_with_theme(enough=len(hits) > 2 * MOST)
        )
        others = [hit for hit in hits if hit.row_id in rows]
        kept = self._by_words(query, frequencies, others, rows) if others else []
        known = {row_id for row_id, _why in kept}
        on_theme = [row_id for row_id in rows if row_id not in known and self._shared(row_id)]
        kept += [
            (row_id, self._why(row_id, {}, {}))
            for row_id in sorted(on_theme, key=lambda pk: self._is_own(rows[pk]))
        ]
        return kept[:_KEPT]

    def _telling_lemmas(self, texts: Mapping[str, str]) -> dict[str, int]:
        """The lemmas of this page that say most about it, each with the number of pages in which it stands.

        They are often here, rare elsewhere, and not of its owner or kind.
        """
        not_these = {*texts["owner"].split(), *texts["kind"].split()} | _UNTELLING
        counted: dict[str, float] = defaultdict(float)
        for field, weight in _FIELDS.items():
            for lemma, number in Counter(texts[field].split()).items():
                if len(lemma) >= _SHORTEST_WORD and lemma.isalpha() and lemma not in not_these:
                    counted[lemma] += weight * (1 + math.log(number))
        documents = max(1, self._snapshot.public.bit_count())
        most_pages = max(_FEW_PAGES, documents // 10)
        frequencies = document_frequencies(self._engine.alias, counted)
        scored = [
            (-weight * math.log(1 + documents / frequencies[lemma]), lemma)
            for lemma, weight in counted.items()
            if 1 < frequencies.get(lemma, 0) <= most_pages and not is_stop_word(lemma)
        ]
        return {lemma: frequencies[lemma] for _score, lemma in sorted(scored)[:_MOST_TERMS]}

    def _hits(self, query: Query) -> list[RankedHit]:
        """Pages with at least some of the words."""
        if len(query.words) < 2:
            return []
        needed = max(2, len(query.words) // 3)
        return self._engine.search(Request(query, self._reader, needed=needed)).hits[:_CANDIDATES]

    def _newest_with_theme(self, *, enough: bool) -> list[int]:
        """Pages of the same kind with a theme of this page, for when few have its words."""
        themes = [key for key in self._own if key[0] == "thema"]
        if enough or not themes:
            return []
        same = self._snapshot.rows_with([("soort", self._row.kind)]) & self._snapshot.rows_with(themes)
        visible = same & self._snapshot.visible_to(self._reader)
        keys = self._snapshot.sort_keys
        return nlargest(_KEPT, ids_of(visible), key=lambda row_id: (keys[row_id][0], -row_id))

    def _by_words(
        self, query: Query, frequencies: Mapping[str, int], hits: list[RankedHit], rows: Mapping[int, _Other]
    ) -> Kept:
        texts = self._embedded.texts([hit.row_id for hit in hits])
        ranking = Ranking(query, frequencies, self._snapshot.public.bit_count())
        ranked = ranking.order(hits, texts, {row_id: other.facts for row_id, other in rows.items()})
        order = sorted(
            ranked,
            key=lambda hit: (self._is_own(rows[hit.row_id]), -self._score(hit, rows[hit.row_id]), hit.row_id),
        )[:_KEPT]
        on_words = [hit for hit in order if not self._shared(hit.row_id)]
        spellings = self._spellings([term.typed[0] for term in query.words]) if on_words else {}
        return [(hit.row_id, self._why(hit.row_id, texts[hit.row_id], spellings)) for hit in order]

    def _others(self, row_ids: list[int]) -> dict[int, _Other]:
        """Those of these rows that may stand beside this page, in their order: texts that still hold, not its own."""
        visible = SearchDocument.objects.using(self._engine.alias).visible_to(self._reader).pages()
        rows = visible.filter(pk__in=row_ids, current=True)
        columns = rows.values_list(*PageFacts._fields, "page_id", "participant_id")
        found = {values[0]: _Other(PageFacts._make(values[:-2]), *values[-2:]) for values in columns}
        not_these = {self._row.page_id, self._row.replaced_by_id}
        return {
            row_id: found[row_id]
            for row_id in row_ids
            if row_id in found
            and found[row_id].page_id not in not_these
            and not self._is_listed(found[row_id])
        }

    def _is_own(self, other: _Other) -> bool:
        return self._row.participant_id is not None and other.participant_id == self._row.participant_id

    def _is_listed(self, other: _Other) -> bool:
        """Whether ``other`` stands below this page or above it: a participant lists its pages already."""
        return self._is_own(other) and "deelnemer" in {self._row.kind, other.facts.kind}

    def _score(self, hit: Ranked, other: _Other) -> float:
        same_kind = _SAME_KIND if other.facts.kind == self._row.kind else 1.0
        return hit.score * same_kind * (1 + _SAME_THEME * min(3, len(self._shared(hit.row_id))))

    def _shared(self, row_id: int) -> list[FacetKey]:
        return [key for key in self._own if self._snapshot.values.get(key, 0) >> row_id & 1]

    def _why(self, row_id: int, texts: Mapping[str, str], spellings: Mapping[str, str]) -> str:
        """What the two pages share; themes say more than words."""
        if shared := self._shared(row_id):
            labels = (self._snapshot.labels[key] for key in shared[:2])
            return f"Gaat ook over: {', '.join(label[:1].lower() + label[1:] for label in labels)}."
        found = {lemma for field in _FIELDS for lemma in texts.get(field, "").split()}
        words = [spelling for lemma, spelling in spellings.items() if lemma in found]
        return f"Noemt ook: {', '.join(words[:3])}." if words else ""

    def _spellings(self, lemmas: Iterable[str]) -> dict[str, str]:
        """Each lemma as public pages write it most often, in the order given."""
        known = PublicWord.objects.using(self._engine.alias).filter(lemma__in=list(lemmas), documents__gt=0)
        forms = known.order_by("documents", "-text").values_list("lemma", "text")
        titles = title_words(self._snapshot, self._engine.alias)
        most_used = dict(forms)
        return {
            lemma: titles.spelling(most_used.get(lemma, lemma), self._snapshot.public) for lemma in lemmas
        }
