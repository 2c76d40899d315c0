"""The search page as its template gets it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.utils.safestring import SafeString

from kennisbank.audience import Reader
from kennisbank.facets import FACETS, FacetKind
from kennisbank.models.read_model import SearchDocument
from search import vocabulary
from search.address import Address
from search.attachments import FilePage, texts_of
from search.engines.base import Answer, Engine, FacetCount, Sort
from search.fields import SEARCHED_FACETS
from search.highlighting import Fragment, Highlighter
from search.query import Query
from search.ranking import Ranked, Reason
from search.searching import Found, find_rows

PAGE_SIZE = 10
SHORT_FACET = 8
"""As many values of a facet are open; the rest opens with a click."""

_SORT_LABELS = {Sort.RELEVANCE: "Best passend", Sort.NEWEST: "Nieuwste eerst", Sort.TITLE: "Op titel"}


@dataclass(frozen=True)
class Hit:
    key: str
    kind: str
    kind_label: str
    title: str
    title_html: SafeString
    summary_html: SafeString
    fragments: list[Fragment]
    url: str
    participant: str
    label: str
    audience: str
    current: bool
    date: date | None
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class FacetGroup:
    """One facet: ``short`` are the values with the most hits and the chosen ones, ``more`` the others."""

    name: str
    label: str
    short: list[FacetCount]
    more: list[FacetCount]
    selected: int


@dataclass(frozen=True)
class Chip:
    """A filter that is on; ``url`` takes it off."""

    facet_label: str
    label: str
    url: str


@dataclass(frozen=True)
class SortOption:
    label: str
    url: str
    selected: bool


@dataclass(frozen=True)
class SpellingOption:
    """Another spelling of the query; ``url`` searches with it."""

    text: str
    url: str


@dataclass(frozen=True)
class Results:
    """``paging`` is Django's page over the numbers of the hits, for the list of pages only.

    ``also`` are pages with some of the words, ``offered`` is another spelling that may have been meant.
    """

    query: Query
    address: Address
    hits: list[Hit]
    also: list[Hit]
    total: int
    facets: list[FacetGroup]
    chips: list[Chip]
    sorts: list[SortOption]
    paging: Page
    notices: list[str]
    offered: SpellingOption | None = None

    @property
    def without_filters_url(self) -> str:
        return self.address.without_filters().url()


def find(
    address: Address, reader: Reader, page_size: int = PAGE_SIZE, engine: Engine | None = None
) -> Results:
    """Search and lay out the page; the number of queries does not depend on the number of hits."""
    found = find_rows(address, reader, page_size, engine)
    alias = engine.alias if engine else "default"
    address, answer = found.address, found.answer
    hits, also = _hits([found.hits, found.also], found.query, reader, alias)
    return Results(
        found.query,
        address,
        hits,
        also,
        answer.total,
        [group for kind in FACETS if (group := _group(kind, answer.facets.get(kind.name, [])))],
        _chips(address, answer),
        [
            SortOption(label, address.sorted_by(sort).url(), sort == address.sort)
            for sort, label in _SORT_LABELS.items()
        ],
        Paginator(range(answer.total), page_size).get_page(answer.page),
        list(_notices(found)),
        SpellingOption(found.offered, address.asking(found.offered).url()) if found.offered else None,
    )


def _hits(lists: Sequence[Sequence[Ranked]], query: Query, reader: Reader, alias: str) -> list[list[Hit]]:
    """The rows behind the hits, asked once more of the database with the reader's own filter."""
    wanted = [hit.row_id for ranked in lists for hit in ranked]
    rows = SearchDocument.objects.using(alias).visible_to(reader).pages().filter(pk__in=wanted)
    by_id = {row.pk: row for row in rows.prefetch_related("facet_values")}
    of_files = texts_of(by_id.values(), alias) if by_id else {}
    highlighter = Highlighter(query, vocabulary.current(alias).exceptions)
    return [
        [
            _hit(by_id[hit.row_id], highlighter, hit, of_files.get(hit.row_id, []))
            for hit in ranked
            if hit.row_id in by_id
        ]
        for ranked in lists
    ]


def _hit(row: SearchDocument, highlighter: Highlighter, ranked: Ranked, files: list[FilePage]) -> Hit:
    texts = [(section["label"], section["text"]) for section in row.sections]
    # A word of a theme or target group may be all that was found.
    texts += [
        (kind.label, ", ".join(row.facet_labels(kind.name)))
        for kind in FACETS
        if kind.name in SEARCHED_FACETS
    ]
    texts += [(_place_in_file(page), page.text) for page in files]
    return Hit(
        row.key,
        row.kind,
        row.kind_label,
        row.title,
        highlighter.whole(row.title),
        highlighter.whole(row.summary),
        highlighter.fragments(texts),
        row.url,
        row.participant_name,
        row.label,
        row.audience,
        row.current,
        row.date,
        ranked.score,
        ranked.reasons,
    )


def _place_in_file(page: FilePage) -> str:
    place = f", bladzijde {page.page}" if page.page else ""
    return f"Bestand ‘{page.file_title}’{place}"


def _group(kind: FacetKind, counts: list[FacetCount]) -> FacetGroup | None:
    """The facet as the page shows it; ``None`` when there is nothing to choose."""
    if len(counts) > SHORT_FACET:
        # A long list of zeros helps nobody; of a short one they say what the words do not occur with.
        counts = [counted for counted in counts if counted.count or counted.selected]
    if not counts:
        return None
    order = sorted(counts, key=lambda counted: (not counted.selected, -counted.count))
    open_values = {counted.value for counted in order[:SHORT_FACET]}
    return FacetGroup(
        kind.name,
        kind.label,
        [counted for counted in counts if counted.value in open_values],
        [counted for counted in counts if counted.value not in open_values],
        sum(counted.selected for counted in counts),
    )


def _chips(address: Address, answer: Answer) -> list[Chip]:
    return [
        Chip(kind.label, counted.label, address.without_value(kind.name, counted.value).url())
        for kind in FACETS
        for counted in answer.facets.get(kind.name, [])
        if counted.selected
    ]


def _notices(found: Found) -> Iterator[str]:
    """What the visitor should know about how the words were read."""
    query, total = found.query, found.answer.total
    if found.fallback:
        yield "De uitgebreide zoekmachine antwoordt nu niet. U ziet resultaten uit onze eigen database."
    if found.corrected:
        yield f"Niets gevonden voor ‘{found.typed_text}’. U ziet resultaten voor ‘{found.corrected}’."
    if total and found.needed < len(query.words):
        yield (
            f"Geen pagina heeft al uw woorden. U ziet pagina's met ten minste {found.needed} "
            f"van de {len(query.words)} woorden."
        )
    if total and found.near:
        yield "Geen pagina heeft precies deze woorden. U ziet pagina's met woorden die erop lijken."
    if query.shortened:
        yield "Uw zoekvraag is lang. Er is gezocht met het eerste deel ervan."
    for field in found.unknown_fields:
        yield f"‘{field}’ bestaat hier niet en is weggelaten."
    if found.answer.ignored:
        yield "Een filter dat hier niet bestaat, is weggelaten."
