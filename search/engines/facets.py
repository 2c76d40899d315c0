"""Multi-select facets, counted by sets of bits: the counts of a facet apply every filter but its own."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kennisbank.facets import FACET_NAMES
from search.engines.base import FacetCount
from search.engines.snapshot import Snapshot


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
    passing: dict[str, int] = {}
    ignored = 0
    for facet, wanted in filters.items():
        known = [
            key
            for value in wanted
            if (key := (facet, value)) in snapshot.values and snapshot.values[key] & visible
        ]
        ignored += len(wanted) - len(known)
        if known:
            passing[facet] = snapshot.rows_with(known)
    facets = {}
    for facet in FACET_NAMES:
        base = _all_but(facet, matched, passing)
        facets[facet] = _counts(snapshot, facet, base, visible, filters.get(facet, ()))
    return Counted(_all_but(None, matched, passing), facets, ignored)


def _all_but(facet: str | None, matched: int, passing: dict[str, int]) -> int:
    for name, bits in passing.items():
        if name != facet:
            matched &= bits
    return matched


def _counts(
    snapshot: Snapshot, facet: str, base: int, visible: int, selected: Sequence[str]
) -> list[FacetCount]:
    counts = []
    for key in snapshot.values_by_facet.get(facet, ()):
        bits = snapshot.values[key]
        number = (base & bits).bit_count()
        if number or bits & visible:
            counts.append(FacetCount(key[1], snapshot.labels[key], number, key[1] in selected))
    return sorted(counts, key=_ORDERS.get(facet, _by_label))


def _by_label(counted: FacetCount) -> tuple:
    return counted.label.casefold(), counted.value


def _latest_first(counted: FacetCount) -> tuple:
    return -_last_number(counted), counted.value


def _by_size(counted: FacetCount) -> tuple:
    return _last_number(counted), counted.value


def _last_number(counted: FacetCount) -> int:
    numbers = re.findall(r"[0-9]+", counted.value)
    return int(numbers[-1][:12]) if numbers else 0


_ORDERS = {"jaar": _latest_first, "grootte": _by_size}
