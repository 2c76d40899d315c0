"""Participants and municipalities that a query names, so that their own pages can come first."""

from functools import lru_cache

from search.analysis import words_in
from search.engines.snapshot import Snapshot
from search.fields import OWNER_FACETS
from search.query import Query

LONGEST_NAME = 5


@lru_cache(maxsize=2000)
def _words_of(label: str) -> tuple[str, ...]:
    return tuple(words_in(label))


def rows_of_named(snapshot: Snapshot, query: Query) -> int:
    """The rows, as bits, of every participant and municipality whose whole name stands in the query."""
    typed = [token.text for term in query.wanted for token in term.forms[-1].tokens]
    runs = {
        tuple(typed[start : start + length])
        for length in range(1, LONGEST_NAME + 1)
        for start in range(len(typed) - length + 1)
    }
    named = 0
    for facet in OWNER_FACETS:
        for key in snapshot.values_by_facet.get(facet, ()):
            if _words_of(snapshot.labels[key]) in runs:
                named |= snapshot.values[key]
    return named
