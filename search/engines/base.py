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


CANDIDATES = 60
"""As many of an engine's best hits are put in their final order by ``search.ranking``, the same for all engines."""


@dataclass(frozen=True)
class Request:
    """One question: what is looked for, by whom, within which filters, and which slice of the hits.

    ``needed`` is how many of the query's words a hit must have; ``None`` means all. Rows with a facet value of
    ``preferred`` come first.
    """

    query: Query
    reader: Reader
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    page_size: int = 10
    needed: int | None = None
    preferred: tuple[tuple[str, str], ...] = ()

    def span(self, page: int) -> tuple[int, int]:
        """The first and last place (from 0, the last not included) of the hits that an answer for ``page`` holds."""
        depth = max(CANDIDATES, self.page_size)
        if self.is_ranked and page * self.page_size <= depth:
            return 0, depth
        return (page - 1) * self.page_size, page * self.page_size

    @property
    def needs_all(self) -> bool:
        """Whether a hit has all of the words."""
        return self.needed is None or self.needed >= len(self.query.words)

    @property
    def is_ranked(self) -> bool:
        """Whether the hits are ordered by how well they match; without words, the newest come first."""
        return self.sort == Sort.RELEVANCE and bool(self.query.wanted)


@dataclass(frozen=True)
class RankedHit:
    row_id: int
    score: float


@dataclass(slots=True)  # Not frozen: a search makes a thousand of them, and that takes twice as long frozen.
class FacetCount:
    """One value of a facet: how many hits have it, and whether it was chosen."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Answer:
    """``hits`` are those of ``page``, the nearest page there is; or, ordered by relevance, the best ``CANDIDATES``
    when the page lies within them.

    ``total`` counts what passes the filters, ``matched`` what has the words. ``facets`` gives, by name, every value
    that this reader could meet, those without hits included. ``ignored`` are filter values that this reader cannot
    know.
    """

    hits: list[RankedHit]
    total: int
    matched: int
    page: int
    facets: dict[str, list[FacetCount]]
    ignored: int = 0


class EngineUnavailable(Exception):
    """The engine does not answer, or not with what was asked; the sentence says what happened."""


class Engine(Protocol):
    """An index of the read model. A write belongs to the transaction in which it is called, or to an outbox."""

    name: str
    alias: str
    """The database whose rows it knows."""

    def index(self, rows: Iterable[SearchDocument]) -> None:
        """Add or replace these rows, whose facet values were prefetched."""

    def remove(self, row_ids: Iterable[int]) -> None:
        """Forget these rows; unknown ids are fine."""

    def flush(self) -> None:
        """Make what was written findable now; for who cannot wait for a worker."""

    def search(self, request: Request) -> Answer:
        """The rows that the request's reader may see and that match; nothing else is counted either.

        Raises ``EngineUnavailable``.
        """
