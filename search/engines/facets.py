"""Multi-select facets, counted by sets of bits: the counts of a facet apply every filter but its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kennisbank.facets import FACET_NAMES
from search.engines.base import FacetCount
from search.engines.snapshot import FacetKey, Met, Snapshot

Filters = dict[str, list[FacetKey]]


@dataclass(frozen=True)
class Counted:
    """``found`` is the set of rows that pass every filter."""

    found: int
    facets: dict[str, list[FacetCount]]
    ignored: int


def count(snapshot: Snapshot, matched: int, visible: int, filters: Mapping[str, Sequence[str]]) -> Counted:
    """Filter and count ``matched``, the rows that have the words and that the reader may see.

    ``visible`` is everything that the reader may see. A value that none of these has is not listed, and as a filter
    it is ignored: whether it exists is not told.
    """
    known, ignored = known_filters(snapshot, visible, filters)
    passing = {facet: snapshot.rows_with(keys) for facet, keys in known.items()}
    bases = {facet: _all_but(facet, matched, passing) for facet in FACET_NAMES}
    facets = listed(snapshot, visible, filters, lambda met: (bases[met.key[0]] & met.rows).bit_count())
    return Counted(_all_but(None, matched, passing), facets, ignored)


def known_filters(
    snapshot: Snapshot, visible: int, filters: Mapping[str, Sequence[str]]
) -> tuple[Filters, int]:
    """The filters with values that the reader could meet, by facet, and how many other values there were."""
    known: Filters = {}
    ignored = 0
    for facet, wanted in filters.items():
        keys = [key for value in wanted if snapshot.values.get(key := (facet, value), 0) & visible]
        ignored += len(wanted) - len(keys)
        if keys:
            known[facet] = keys
    return known, ignored


def listed(
    snapshot: Snapshot,
    visible: int,
    filters: Mapping[str, Sequence[str]],
    number_of: Callable[[Met], int],
) -> dict[str, list[FacetCount]]:
    """Every value that the reader could meet, those without hits included, in the order of its facet."""
    return {
        facet: [
            FacetCount(met.key[1], met.label, number_of(met), met.key[1] in filters.get(facet, ()))
            for met in values
        ]
        for facet, values in snapshot.values_met_in(visible).items()
    }


def _all_but(facet: str | None, matched: int, passing: Mapping[str, int]) -> int:
    for name, bits in passing.items():
        if name != facet:
            matched &= bits
    return matched
