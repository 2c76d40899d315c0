"""Participants and municipalities that a query names, so that their own pages can come first."""

from collections.abc import Iterator

from search.analysis import words_in
from search.engines.snapshot import FacetKey, Snapshot
from search.query import Query

LONGEST_NAME = 5


def named_in(snapshot: Snapshot, query: Query) -> tuple[FacetKey, ...]:
    """The facet values of every participant and municipality whose whole name, or a second one, is in the query."""
    named = (key for run in _runs(query) for key in snapshot.owners_by_name.get(run, ()))
    return tuple(dict.fromkeys(named))


def _runs(query: Query) -> Iterator[tuple[str, ...]]:
    typed = [word for term in query.wanted for word in term.typed]
    for length in range(1, LONGEST_NAME + 1):
        for start in range(len(typed) - length + 1):
            yield tuple(typed[start : start + length])
    for because in sorted({form.because for term in query.words for form in term.forms if form.because}):
        yield tuple(words_in(because))
