"""The search page as its template gets it."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.utils.safestring import SafeString

from kennisbank.audience import Reader
from kennisbank.facets import FACETS, FacetKind
from kennisbank.models.read_model import SearchDocument
from search.address import Address
from search.engines import engine
from search.engines.base import Answer, FacetCount, RankedHit, Request, Sort
from search.fields import SEARCHED_FACETS
from search.highlighting import Fragment, Highlighter
from search.query import Query, parse

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
class Results:
    """``paging`` is Django's page over the numbers of the hits, for the list of pages only."""

    query: Query
    address: Address
    hits: list[Hit]
    total: int
    facets: list[FacetGroup]
    chips: list[Chip]
    sorts: list[SortOption]
    paging: Page
    notices: list[str]

    @property
    def without_filters_url(self) -> str:
        return self.address.without_filters().url()


def find(address: Address, reader: Reader, page_size: int = PAGE_SIZE) -> Results:
    """Search and lay out the page; five queries, however many hits there are."""
    query = parse(address.words)
    address = address.with_words(query.text)
    request = Request(query, reader, address.filters, address.sort, address.page, page_size)
    answer = engine().search(request)
    chips = _chips(address, answer)
    return Results(
        query,
        address,
        _hits(answer.hits, query, reader),
        answer.total,
        [group for kind in FACETS if (group := _group(kind, answer.facets.get(kind.name, [])))],
        chips,
        [
            SortOption(label, address.sorted_by(sort).url(), sort == address.sort)
            for sort, label in _SORT_LABELS.items()
        ],
        Paginator(range(answer.total), page_size).get_page(answer.page),
        list(_notices(query, answer)),
    )


def _hits(ranked: list[RankedHit], query: Query, reader: Reader) -> list[Hit]:
    """The rows behind the hits, asked once more of the database with the reader's own filter."""
    wanted = [hit.row_id for hit in ranked]
    rows = SearchDocument.objects.visible_to(reader).pages().filter(pk__in=wanted)
    by_id = {row.pk: row for row in rows.prefetch_related("facet_values")}
    highlighter = Highlighter(query)
    return [_hit(by_id[hit.row_id], highlighter, hit.score) for hit in ranked if hit.row_id in by_id]


def _hit(row: SearchDocument, highlighter: Highlighter, score: float) -> Hit:
    texts = [(section["label"], section["text"]) for section in row.sections]
    # A word of a theme or target group may be all that was found.
    texts += [
        (kind.label, ", ".join(row.facet_labels(kind.name)))
        for kind in FACETS
        if kind.name in SEARCHED_FACETS
    ]
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
        score,
    )


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


def _notices(query: Query, answer: Answer) -> list[str]:
    """What the visitor should know about how the words were read."""
    notices = []
    number = len(query.words)
    if answer.total and answer.words_needed < number:
        notices.append(
            f"Geen pagina heeft al uw woorden. U ziet pagina's met ten minste {answer.words_needed} "
            f"van de {number} woorden."
        )
    if query.shortened:
        notices.append("Uw zoekvraag is lang. Er is gezocht met het eerste deel ervan.")
    if answer.ignored:
        notices.append("Een filter dat hier niet bestaat, is weggelaten.")
    return notices
