"""A request as the body that both servers take, and what their answer says."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from elasticsearch.dsl import A, Search
from elasticsearch.dsl.query import Bool, ConstantScore, Ids, MatchAll, Query, Terms

from kennisbank.facets import FACET_NAMES
from search.engines.base import Request, Sort
from search.engines.remote.mapping import FACETS
from search.engines.remote.queries import MOST_CLAUSES, clauses, found_all, named
from search.engines.snapshot import FacetKey

MATCHED = "matched"
TIMEOUT = "1800ms"
"""Within the time that we wait for the answer, so that the server stops too."""

_MOST_VALUES = 10_000
_FIRST = 2.0**14
"""More than any other score, and little enough that differences of a hundredth remain beside it."""

Filters = Mapping[str, Sequence[FacetKey]]


def body(request: Request, first: int, last: int, passing: Filters, hidden: Sequence[int]) -> dict[str, Any]:
    """What is sent to ``_search`` for the hits from ``first`` to ``last``.

    ``passing`` are the filters that count, by facet. Rows in ``hidden`` are neither found nor counted.
    """
    search = Search().query(_query(request, hidden))
    if passing:
        search = search.post_filter(_all(passing.values()))
    search.aggs.bucket(MATCHED, A("filter", MatchAll()))
    for facet in FACET_NAMES:
        others = [keys for name, keys in passing.items() if name != facet]
        # Without other filters the values are counted at once, which takes the servers two thirds of the time.
        counted = search.aggs.bucket(facet, A("filter", _all(others))) if others else search.aggs
        counted.bucket(_values(facet), A("terms", field=f"facets.{facet}", size=_MOST_VALUES))
    search = search.sort(*_order(request)).source(False)
    return search.extra(track_total_hits=True, timeout=TIMEOUT)[first:last].to_dict()


def counts(answer: Mapping[str, Any]) -> dict[FacetKey, int]:
    """The number of rows with each facet value in an answer; values without rows are not in it."""
    found = answer["aggregations"]
    return {
        (facet, bucket["key"]): bucket["doc_count"]
        for facet in FACET_NAMES
        for bucket in found.get(facet, found)[_values(facet)]["buckets"]
    }


def _values(facet: str) -> str:
    return f"{facet}_values"


def is_too_long(request: Request) -> bool:
    """Whether a server would refuse it for its length."""
    return _clauses(request) > MOST_CLAUSES


def _clauses(request: Request) -> int:
    return clauses(request.query.wanted) + clauses(request.query.excluded)


def _query(request: Request, hidden: Sequence[int]) -> Query:
    query, tokens = request.query, request.reader.tokens
    words, phrases = found_all(query.words), found_all(query.phrases)
    if words and request.needed is not None and request.needed < len(words):
        words = [Bool(should=words, minimum_should_match=max(1, request.needed))]
    readable = [] if tokens is None else [Terms("audience", sorted(tokens))]
    unwanted = found_all(query.excluded, parts=False)
    if hidden:
        unwanted.append(Ids(values=[str(row_id) for row_id in hidden]))
    if not request.is_ranked:
        return Bool(filter=[MatchAll(), *readable, *words, *phrases], must_not=unwanted)
    gains = named(query.wanted, MOST_CLAUSES - _clauses(request))
    if request.preferred:
        gains.append(ConstantScore(filter=_any_of(request.preferred), boost=_FIRST))
    return Bool(must=[*words, *phrases], should=gains, filter=readable, must_not=unwanted)


def _any_of(keys: Sequence[FacetKey]) -> Query:
    facets = sorted({facet for facet, _value in keys if facet in FACETS})
    return Bool(should=[_has(facet, keys) for facet in facets])


def _has(facet: str, keys: Sequence[FacetKey]) -> Query:
    return Terms(f"facets.{facet}", [value for name, value in keys if name == facet])


def _all(filters: Iterable[Sequence[FacetKey]]) -> Query:
    """The rows that have a value of each of these filters, of one facet each."""
    return Bool(filter=[_has(keys[0][0], keys) for keys in filters])


def _order(request: Request) -> list[Any]:
    """As the engines inside the database order, down to the last tie."""
    if request.sort == Sort.TITLE:
        return ["sort_title", "row_id"]
    if request.is_ranked:
        return ["_score", "row_id"]
    return ["-date", "row_id"]
