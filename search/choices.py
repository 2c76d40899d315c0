"""What a visitor can choose on the search page: filters, taking them away, another order, another spelling."""

from collections.abc import Iterator
from dataclasses import dataclass

from kennisbank.facets import FACETS, FacetKind
from search.address import Address
from search.engines.base import Answer, FacetCount, Sort

SHORT_FACET = 8
"""As many values of a facet are open; the rest opens with a click."""
LONG_FACET = 40
"""Of a facet with more values, those without hits are only named: hundreds of tick boxes that give nothing."""

_SORT_LABELS = {Sort.RELEVANCE: "Best passend", Sort.NEWEST: "Nieuwste eerst", Sort.TITLE: "Op titel"}


@dataclass(frozen=True)
class FacetGroup:
    """One facet: ``short`` are the values with the most hits and the chosen ones, ``more`` the others.

    ``without_hits`` are the other values of a long facet, which nothing was found with.
    """

    name: str
    label: str
    short: list[FacetCount]
    more: list[FacetCount]
    without_hits: list[FacetCount]
    selected: int

    @property
    def hidden(self) -> int:
        """How many values a click opens."""
        return len(self.more) + len(self.without_hits)


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


def facet_groups(answer: Answer) -> Iterator[FacetGroup]:
    """The facets that have anything to choose for this reader."""
    for kind in FACETS:
        if counts := answer.facets.get(kind.name):
            yield _group(kind, counts)


def _group(kind: FacetKind, counts: list[FacetCount]) -> FacetGroup:
    is_long = len(counts) > LONG_FACET
    offered = [counted for counted in counts if counted.count or counted.selected or not is_long]
    order = sorted(offered, key=lambda counted: (not counted.selected, -counted.count))
    open_values = {counted.value for counted in order[:SHORT_FACET]}
    return FacetGroup(
        kind.name,
        kind.label,
        [counted for counted in offered if counted.value in open_values],
        [counted for counted in offered if counted.value not in open_values],
        [counted for counted in counts if not (counted.count or counted.selected)] if is_long else [],
        sum(counted.selected for counted in counts),
    )


def chips(address: Address, answer: Answer) -> list[Chip]:
    return [
        Chip(kind.label, counted.label, address.without_value(kind.name, counted.value).url())
        for kind in FACETS
        for counted in answer.facets.get(kind.name, [])
        if counted.selected
    ]


def sort_options(address: Address) -> list[SortOption]:
    return [
        SortOption(label, address.sorted_by(sort).url(), sort == address.sort)
        for sort, label in _SORT_LABELS.items()
    ]


def spelling_option(address: Address, offered: str) -> SpellingOption | None:
    return SpellingOption(offered, address.asking(offered).url()) if offered else None
