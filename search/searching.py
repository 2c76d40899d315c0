"""One search from typed words to ranked rows: what to try when nothing has all words, and on which engine.

All words; then the words as they were probably meant; then three quarters of them; then near forms.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from kennisbank.audience import Reader
from kennisbank.models.read_model import SearchDocument
from search import vocabulary
from search.address import Address
from search.analysis import NO_EXCEPTIONS, Exceptions
from search.correction import PublicWords, correct
from search.engines import active_engine, embedded_engine
from search.engines.base import Answer, Engine, EngineUnavailable, RankedHit, Request
from search.engines.embedded import EmbeddedEngine
from search.engines.names import named_in
from search.engines.snapshot import FacetKey
from search.expansion import expand
from search.field_words import as_filters
from search.query import Query, parse
from search.ranking import PageFacts, Ranked, Ranking
from search.terms import Form, Near, Row, Term, Together, lemmas_of
from search.words import document_frequencies

logger = logging.getLogger(__name__)

_STOPPED = ("praktijk", "gestopt")
FEW = 3
"""With fewer hits than this, a probable other spelling is offered."""


@dataclass(frozen=True)
class Found:
    """What one search came to.

    ``query`` is what was looked for in the end: after a ``corrected`` spelling where that was needed. ``needed`` is
    how many of its words a hit has at least, and ``near`` says that parts of words were enough. ``also`` are pages
    with some of the words, for below a short list of hits. ``offered`` is another spelling of the whole query.
    ``exceptions`` are those of the analysis that the words were read with.
    """

    address: Address
    query: Query
    answer: Answer
    hits: list[Ranked]
    needed: int
    corrected: str = ""
    offered: str = ""
    near: bool = False
    also: tuple[Ranked, ...] = ()
    unknown_fields: tuple[str, ...] = ()
    fallback: bool = False
    typed_text: str = ""
    exceptions: Exceptions = NO_EXCEPTIONS


@cache
def public_words(alias: str) -> PublicWords:
    """The words of public pages that this process knows."""
    return PublicWords(alias)


class Search:
    """One search, by one reader, on one engine."""

    def __init__(
        self, address: Address, reader: Reader, page_size: int, engine: Engine | None = None
    ) -> None:
        self.engine = engine or active_engine()
        self.embedded: EmbeddedEngine = embedded_engine(self.engine.alias)
        self.alias = self.engine.alias
        self.reader = reader
        self.page_size = page_size
        self.vocabulary = vocabulary.current(self.alias)
        self.snapshot = self.embedded.snapshots.current()
        self.fallback = False
        typed = parse(address.words, self.vocabulary.exceptions)
        self.address, self.unknown_fields = as_filters(address, typed, self.snapshot, reader)
        self.typed = typed

    def run(self) -> Found:
        """Search, loosening the words step by step for as long as nothing is found."""
        query, corrected, near = self.typed, "", False
        wanted = expand(query, self.vocabulary)
        needed = len(wanted.words)
        answer = self._ask(wanted)
        if not answer.matched and (better := self._corrected(query)):
            query, corrected = parse(better, self.vocabulary.exceptions), better
            wanted = expand(query, self.vocabulary)
            needed = len(wanted.words)
            answer = self._ask(wanted)
        if not answer.matched and needed > 1:
            needed = max(1, needed * 3 // 4)
            answer = self._ask(wanted, needed)
        if not answer.matched and (nearer := _near_forms(query)):
            wanted, needed, near = nearer, len(nearer.words), True
            answer = self._ask(wanted)
        hits = self._ranked(wanted, answer)
        offered = "" if corrected or answer.matched >= FEW else self._corrected(query)
        also = self._also(wanted, answer) if self.address.page == 1 else ()
        return Found(
            self.address,
            wanted,
            answer,
            hits,
            needed,
            corrected,
            offered,
            near,
            also,
            self.unknown_fields,
            self.fallback,
            self.typed.text,
            self.vocabulary.exceptions,
        )

    def _ask(self, query: Query, needed: int | None = None) -> Answer:
        request = Request(
            query,
            self.reader,
            self.address.filters,
            self.address.sort,
            self.address.page,
            self.page_size,
            needed,
            named_in(self.snapshot, query),
        )
        return self._answer(request)

    def _answer(self, request: Request) -> Answer:
        if not self.fallback:
            try:
                return self.engine.search(request)
            except EngineUnavailable as error:
                logger.warning("Search falls back to the database: %s", error)
                self.fallback = True
        return self.embedded.search(request)

    def _ranked(self, query: Query, answer: Answer) -> list[Ranked]:
        """The hits of the page that the answer is about, in their final order."""
        request = self._request(query)
        if not request.is_ranked:
            return [Ranked(hit.row_id, hit.score) for hit in answer.hits]
        first, _last = request.span(answer.page)
        ordered = self._order(query, answer.hits)
        start = (answer.page - 1) * self.page_size - first
        return ordered[start : start + self.page_size]

    def _request(self, query: Query) -> Request:
        return Request(query, self.reader, sort=self.address.sort, page_size=self.page_size)

    def _order(self, query: Query, hits: list[RankedHit]) -> list[Ranked]:
        ids = [hit.row_id for hit in hits]
        rows = SearchDocument.objects.using(self.alias).visible_to(self.reader).pages().filter(pk__in=ids)
        facts = map(PageFacts._make, rows.values_list(*PageFacts._fields))
        ranking = Ranking(
            query,
            document_frequencies(self.alias, lemmas_of(query.wanted)),
            self.snapshot.public.bit_count(),
            self._those_with(named_in(self.snapshot, query), ids),
            self._those_with([_STOPPED], ids),
        )
        return ranking.order(hits, self.embedded.texts(ids), {page.pk: page for page in facts})

    def _those_with(self, facets: Iterable[FacetKey], ids: list[int]) -> frozenset[int]:
        """The rows among these that have any of the facet values."""
        rows = self.snapshot.rows_with(facets)
        return frozenset(row_id for row_id in ids if rows >> row_id & 1)

    def _also(self, query: Query, answer: Answer) -> tuple[Ranked, ...]:
        """Pages with some of the words, when the hits do not fill the page."""
        wider = _near_forms(query)
        if len(query.words) < 2 and not wider:
            return ()
        if answer.total >= self.page_size or not self._request(query).is_ranked:
            return ()
        known = {hit.row_id for hit in answer.hits}
        some = self._ask(wider or query, 1)
        others = [hit for hit in some.hits if hit.row_id not in known]
        return tuple(self._order(wider or query, others)[: self.page_size - len(known)])

    def _corrected(self, query: Query) -> str:
        """The query with its misspelt words as they were probably meant; empty when there is nothing to better."""
        typed = [word for term in query.words for word in term.typed]
        better = correct(public_words(self.alias), typed, self.vocabulary.exceptions)
        return query.respelled(better) if better else ""


def _near_forms(query: Query) -> Query | None:
    """The query with compounds found by their two halves, wherever these stand; ``None`` when there are none."""
    words = tuple(_halved(term) for term in query.words)
    return query.with_words(words) if words != query.words else None


def _halved(term: Term) -> Term:
    halves = [
        Form(Together(tuple(Term((Form(Row((lemma,))),)) for lemma in (form.shape.one, form.shape.other))))
        for form in term.forms
        if isinstance(form.shape, Near)
    ]
    return replace(term, forms=(*term.forms, *halves))


def find_rows(address: Address, reader: Reader, page_size: int, engine: Engine | None = None) -> Found:
    """Search; the hits are ids of rows that this reader may see, checked once more in the database."""
    return Search(address, reader, page_size, engine).run()
