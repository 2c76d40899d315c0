"""The search page as its template gets it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.utils.safestring import SafeString

from kennisbank.audience import Reader
from kennisbank.facets import FACETS
from kennisbank.models.read_model import FacetValue, SearchDocument
from search.address import Address
from search.attachments import FilePage, texts_of
from search.choices import (
    Chip,
    FacetGroup,
    SortOption,
    SpellingOption,
    chips,
    facet_groups,
    sort_options,
    spelling_option,
)
from search.engines.base import Engine
from search.fields import SEARCHED_FACETS
from search.highlighting import Fragment, Highlighter, Passage
from search.notices import notices
from search.query import Query
from search.ranking import Ranked, Reason
from search.searching import Found, find_rows

PAGE_SIZE = 10
_NAMED = [kind for kind in FACETS if kind.name in SEARCHED_FACETS]


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
class Results:
    """``paging`` is Django's page over the numbers of the hits, for the list of pages only.

    ``address`` is what was searched in the end: field words have become filters, a corrected spelling stands in for
    what was typed. ``also`` are pages with some of the words, which ``total`` does not count; ``offered`` is another
    spelling that may have been meant.
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

    @property
    def are_ranked(self) -> bool:
        """Whether there are reasons why these hits come in this order."""
        return any(hit.reasons for hit in self.hits)

    @property
    def other_explanation_url(self) -> str:
        """The same page with the reasons of every hit, or without them when they are shown."""
        return self.address.explaining(not self.address.explains).url()


def find(
    address: Address, reader: Reader, page_size: int = PAGE_SIZE, engine: Engine | None = None
) -> Results:
    """Search and lay out the page; the number of queries does not depend on the number of hits."""
    found = find_rows(address, reader, page_size, engine)
    alias = engine.alias if engine else "default"
    address, answer = found.address, found.answer
    if found.corrected:
        address = address.with_words(found.corrected)
    hits, also = _hits([found.hits, found.also], found, reader, alias)
    paging = Paginator(range(answer.total), page_size).get_page(answer.page)
    return Results(
        found.query,
        address,
        hits,
        also,
        answer.total,
        list(facet_groups(answer)),
        chips(address, answer),
        sort_options(address),
        paging,
        list(notices(found)),
        spelling_option(address, found.offered),
    )


def _hits(lists: Sequence[Sequence[Ranked]], found: Found, reader: Reader, alias: str) -> list[list[Hit]]:
    """The rows behind the hits, asked once more of the database with the reader's own filter."""
    wanted = [hit.row_id for ranked in lists for hit in ranked]
    rows = SearchDocument.objects.using(alias).visible_to(reader).pages().filter(pk__in=wanted)
    by_id = {row.pk: row for row in rows}
    others = _other_passages(by_id, alias)
    highlighter = Highlighter(found.query, found.exceptions)
    return [
        [
            _hit(by_id[hit.row_id], highlighter, hit, others[hit.row_id])
            for hit in ranked
            if hit.row_id in by_id
        ]
        for ranked in lists
    ]


def _other_passages(rows: Mapping[int, SearchDocument], alias: str) -> dict[int, list[Passage]]:
    """What may be all that was found of a row: its themes, target groups and the like, and the files on the page."""
    if not rows:
        return {}
    values = FacetValue.objects.using(alias).filter(row_id__in=rows)
    labels: dict[tuple[int, str], list[str]] = defaultdict(list)
    for row_id, facet, label in values.order_by("pk").values_list("row_id", "facet", "label"):
        labels[row_id, facet].append(label)
    of_files = texts_of(rows.values(), alias)
    return {
        row_id: [
            *(Passage(kind.label, ", ".join(labels[row_id, kind.name])) for kind in _NAMED),
            *(Passage(_place_in_file(page), page.text, page.page_url) for page in of_files[row_id]),
        ]
        for row_id in rows
    }


def _hit(row: SearchDocument, highlighter: Highlighter, ranked: Ranked, others: list[Passage]) -> Hit:
    passages = [
        # The text of facts begins with their label too.
        Passage(section["label"], section["text"].removeprefix(f"{section['label']}: "))
        for section in row.sections
    ]
    return Hit(
        row.key,
        row.kind,
        row.kind_label,
        row.title,
        highlighter.whole(row.title),
        highlighter.whole(row.summary),
        highlighter.fragments([*passages, *others]),
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
