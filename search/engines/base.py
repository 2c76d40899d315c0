"""What every engine can do, and the neutral words in which it is asked and answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from kennisbank.audience import Reader
from kennisbank.models.read_model import SearchDocument
from search.query import Query


class Sort(StrEnum):
    RELEVANCE = "relevantie"
    NEWEST = "nieuwste"
    TITLE = "titel"


@dataclass(frozen=True)
class Request:
    """One question: what is looked for, by whom, within which filters, and which slice of the hits."""

    query: Query
    reader: Reader
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    page_size: int = 10


@dataclass(frozen=True)
class RankedHit:
    row_id: int
    score: float


@dataclass(frozen=True)
class FacetCount:
    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Answer:
    """``hits`` are those of ``page``, the nearest page there is.

    ``words_needed`` is how many of the query's words a hit has at least. ``facets`` gives, by name, every value that
    this reader could meet, those without hits included. ``ignored`` are filter values that this reader cannot know.
    """

    hits: list[RankedHit]
    total: int
    page: int
    words_needed: int
    facets: dict[str, list[FacetCount]]
    ignored: int = 0


class Engine(Protocol):
    """An index of the read model. A write belongs to the transaction in which it is called, or to an outbox."""

    def index(self, rows: Iterable[SearchDocument]) -> None:
        """Add or replace these rows, whose facet values were prefetched."""

    def remove(self, row_ids: Iterable[int]) -> None:
        """Forget these rows; unknown ids are fine."""

    def search(self, request: Request) -> Answer:
        """The rows that the request's reader may see and that match; nothing else is counted either."""
