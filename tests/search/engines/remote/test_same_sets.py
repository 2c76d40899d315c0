"""A server and the database beside it find, count and order the same, whatever is asked."""

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kennisbank.audience import OPEN, Reader
from search.analysis import analyse
from search.engines.base import Answer, Engine, Request, Sort
from search.engines.remote import RemoteEngine
from search.query import MOST_TERMS, Query, parse
from search.scratch import REMOTE, scratch_index
from search.terms import Form, Near, Row, Term, Together
from tests.search.conftest import address_of
from tests.search.rows import Index

WORDS = [
    "wijk",
    "zorg",
    "plan",
    "school",
    "sport",
    "cliëntondersteuning",
    "mantelzorg",
    "2024",
    "Wmo",
    "huis",
    "de",
]
LEMMAS = sorted({lemma for word in WORDS for token in analyse(word) for lemma in (token.lemma, *token.parts)})
TYPED = sorted({token.text for word in WORDS for token in analyse(word)})
TOKENS = [OPEN, "netwerk", "deelnemer:1"]
THEMES, KINDS = ["werven", "vervoer", "wonen"], ["les", "visie"]


@pytest.fixture(scope="module", params=REMOTE)
def engine(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[RemoteEngine]:
    """Two hundred small pages of few words, so that everything occurs in every order."""
    address = address_of(request.param)
    if address is None:
        pytest.skip(f"no address of {request.param} was given (see make test)")
    with django_db_blocker.unblock(), scratch_index(request.param, address) as found:
        fill(found)
        yield found


def fill(engine: Engine) -> None:
    chance = random.Random(7)
    index = Index(engine)
    flush, engine.flush = engine.flush, lambda: None  # Once, at the end.
    for _number in range(200):
        facets = {
            "thema": {value: value.title() for value in chance.sample(THEMES, chance.randint(0, 3))},
            "soort": {(kind := chance.choice(KINDS)): kind.title()},
        }
        index.make_row(
            " ".join(chance.choices(WORDS, k=chance.randint(1, 3))),
            " ".join(chance.choices([*WORDS, ".", ","], k=chance.randint(0, 14))),
            summary=" ".join(chance.choices(WORDS, k=chance.randint(0, 3))),
            audience=chance.choice(TOKENS),
            date=chance.choice([None, date(2020, 1, 1), date(2024, 5, 6)]),
            facets=facets,
        )
    engine.flush = flush
    engine.flush()


lemmas = st.sampled_from(LEMMAS)
rows = st.builds(Row, st.lists(lemmas, min_size=1, max_size=3).map(tuple))
literal = st.builds(
    lambda words: Row(words, literal=True),
    st.lists(st.sampled_from(TYPED), min_size=1, max_size=3).map(tuple),
)
near = st.lists(lemmas, min_size=2, max_size=2, unique=True).map(lambda pair: Near(*pair))
simple = st.builds(
    lambda shapes: Term(tuple(map(Form, shapes))), st.lists(rows | near, min_size=1, max_size=3)
)
together = st.lists(simple, min_size=1, max_size=2).map(lambda terms: Together(tuple(terms)))
terms = st.builds(
    lambda shapes, weight: Term(tuple(Form(shape, weight) for shape in shapes)),
    st.lists(rows | near | literal | together, min_size=1, max_size=3),
    st.sampled_from([1.0, 0.5]),
)
phrases = literal.map(lambda row: Term((Form(row),)))
queries = st.builds(
    lambda words, phrases, excluded: Query("", tuple(words), tuple(phrases), tuple(excluded)),
    st.lists(terms, max_size=4),
    st.lists(phrases, max_size=1),
    st.lists(terms, max_size=2),
)
requests = st.builds(
    Request,
    queries,
    st.sampled_from([Reader(None), Reader(frozenset({OPEN})), Reader(frozenset({OPEN, "deelnemer:1"}))]),
    st.dictionaries(
        st.sampled_from(["thema", "soort"]),
        st.lists(st.sampled_from([*THEMES, *KINDS, "onbekend"]), max_size=2),
    ),
    st.sampled_from(Sort),
    st.integers(1, 4),
    st.sampled_from([3, 10, 200]),
    st.none() | st.integers(1, 3),
)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(request=requests)
def test_both_find_count_and_order_the_same(engine, request):
    assert comparable(request, engine.search(request)) == comparable(request, engine.embedded.search(request))


def comparable(request: Request, answer: Answer) -> tuple[Any, ...]:
    ids = [hit.row_id for hit in answer.hits]
    if request.is_ranked:  # The order is made later, from the best hundred; here there may be more.
        ids = sorted(ids) if answer.total <= len(ids) else [len(ids)]
    return ids, answer.total, answer.matched, answer.page, answer.facets, answer.ignored


def test_the_longest_query_is_understood(engine):
    typed = " ".join(
        f"{word}{number}" for number in range(8) for word in ("cliëntondersteuning", "huis", "op", "x")
    )
    query = parse(typed)
    words = tuple(
        Term(
            tuple(
                Form(shape)
                for _ in range(8)
                for shape in (Row((lemma,)), Row((lemma, lemma)), Near(lemma, "x"))
            )
        )
        for lemma in (LEMMAS * MOST_TERMS)[:MOST_TERMS]
    )
    for long in (query, query.with_words(words)):
        request = Request(long, Reader(None), needed=1)
        assert engine.search(request).total == engine.embedded.search(request).total


def test_preferred_pages_come_first(engine):
    request = Request(parse("zorg"), Reader(None), preferred=(("thema", "wonen"),))
    hits = [hit.row_id for hit in engine.search(request).hits]
    preferred = engine.embedded.snapshots.current().rows_with([("thema", "wonen")])
    flags = [bool(preferred >> row_id & 1) for row_id in hits]
    assert flags == sorted(flags, reverse=True)
    assert True in flags
