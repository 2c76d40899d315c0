"""The engines find the same pages, count the same, and agree on which come first."""

from contextlib import ExitStack

import pytest

from search.address import Address
from search.judging.asking import READERS, index_pages
from search.judging.own_sets import HALVES, SETS
from search.judging.reading import read_pages, read_queries
from search.results import find
from search.scratch import ENGINES, scratch_index
from tests.search.conftest import address_of

FILTERS = ({}, {"soort": ("les", "visie")}, {"thema": ("vindbaarheid",), "soort": ("les",)})


@pytest.fixture(scope="module")
def engines(django_db_blocker):
    """Every engine of this machine with the judged pages in it."""
    with django_db_blocker.unblock(), ExitStack() as opened:
        found = []
        for name in ENGINES:
            if (address := address_of(name)) is not None:
                engine = opened.enter_context(scratch_index(name, address))
                found.append((engine, index_pages(engine, read_pages(SETS / "corpus.jsonl"))))
        yield found


def answers(engine, ids, query, filters, reader):
    results = find(Address(query, filters), reader, engine=engine)
    facets = {
        group.name: sorted((counted.value, counted.count) for counted in [*group.short, *group.more])
        for group in results.facets
    }
    by_key = {f"judged{number}": page for number, page in enumerate(ids.values(), 1)}
    return results.total, facets, [by_key[hit.key] for hit in results.hits]


def test_totals_and_counts_are_equal_and_four_in_five_top_tens_agree(engines):
    if len(engines) < 2:
        pytest.skip("only one engine here (see make test)")
    queries = [query.query for half in HALVES for query in read_queries(SETS / f"queries-{half}.jsonl")]
    (first, first_ids), *others = engines
    for other, other_ids in others:
        agreeing = 0
        for number, query in enumerate(queries):
            filters, reader = FILTERS[number % 3], READERS[("openbaar", "netwerk", "alles")[number % 3]]
            total, facets, top = answers(first, first_ids, query, filters, reader)
            other_total, other_facets, other_top = answers(other, other_ids, query, filters, reader)
            assert (query, total, facets) == (query, other_total, other_facets)
            agreeing += top == other_top
        assert agreeing >= 0.8 * len(queries)
