"""Participants and municipalities that a query names, so that their own pages can come first."""

from collections.abc import Iterator
from functools import lru_cache

from search.analysis import words_in
from search.engines.snapshot import FacetKey, Snapshot
from search.fields import OWNER_FACETS
from search.query import Query

LONGEST_NAME = 5


@lru_cache(maxsize=2000)
def _words_of(label: str) -> tuple[str, ...]:
    return tuple(words_in(label))


def named_in(snapshot: Snapshot, query: Query) -> tuple[FacetKey, ...]:
    """The facet values of every participant and municipality whose whole name, or a second one, is in the query."""
    runs = set(_runs(query))
    return tuple(
        key
        for facet in OWNER_FACETS
        for key in snapshot.values_by_facet.get(facet, ())
        if _words_of(snapshot.labels[key]) in runs
    )


def _runs(query: Query) -> Iterator[tuple[str, ...]]:
    typed = [word for term in query.wanted for word in term.typed]
    for length in range(1, LONGEST_NAME + 1):
        for start in range(len(typed) - length + 1):
            yield tuple(typed[start : start + length])
    for term in query.words:
        for form in term.forms:
            if form.because:
                yield _words_of(form.because)
