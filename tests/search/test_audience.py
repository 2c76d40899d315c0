"""Nobody learns from search what he may not read: no hit, no count, no facet value."""

import pytest

from kennisbank.audience import ANONYMOUS, NETWORK, OPEN, Reader, participant_token
from kennisbank.models import SearchDocument
from tests.search.rows import ask, counts, fill, make_row, titles

pytestmark = pytest.mark.django_db

COLLEAGUE = Reader(frozenset({OPEN, NETWORK}))
OF_GOIRLE = Reader(frozenset({OPEN, NETWORK, participant_token(1)}))


@pytest.fixture
def pages():
    make_row("Open", "wijkteam", facets={"thema": {"wonen": "Wonen"}})
    make_row("Netwerk", "wijkteam", audience=NETWORK, facets={"thema": {"werk": "Werk"}})
    make_row("Goirle", "wijkteam", audience=participant_token(1), facets={"thema": {"wonen": "Wonen"}})
    make_row("Vught", "wijkteam", audience=participant_token(12), facets={"thema": {"geheim": "Geheim"}})


@pytest.mark.parametrize("words", ["wijkteam", "", "wijkteam raadsel", '"wijkteam"', "-raadsel"])
def test_hits_counts_and_facet_values_are_those_of_the_reader(pages, words):
    expected = {
        ANONYMOUS: ({"Open"}, {"wonen": 1}),
        COLLEAGUE: ({"Open", "Netwerk"}, {"wonen": 1, "werk": 1}),
        OF_GOIRLE: ({"Open", "Netwerk", "Goirle"}, {"wonen": 2, "werk": 1}),
        Reader(None): ({"Open", "Netwerk", "Goirle", "Vught"}, {"wonen": 2, "werk": 1, "geheim": 1}),
    }
    for reader, (found, themes) in expected.items():
        results = ask(words, reader)
        assert {hit.title for hit in results.hits} == found
        assert results.total == len(found)
        assert counts(results, "thema") == themes


def test_a_hidden_filter_value_answers_like_one_that_does_not_exist(pages):
    hidden, unknown = (
        ask("wijkteam", ANONYMOUS, filters={"thema": (name,)}) for name in ("geheim", "bestaat-niet")
    )
    assert hidden.total == unknown.total == 1
    assert hidden.notices == unknown.notices
    assert hidden.chips == unknown.chips == []


def test_fewer_words_are_not_tried_because_of_a_page_that_the_reader_may_not_see(pages):
    make_row("Verborgen", "wijkteam raadsel", audience=participant_token(12))
    assert titles("wijkteam raadsel", ANONYMOUS) == ["Open"]
    assert titles("wijkteam raadsel", Reader(None)) == ["Verborgen"]


def test_a_page_that_becomes_less_public_is_gone_before_the_index_follows(pages):
    SearchDocument.objects.filter(title="Open").update(audience=NETWORK, changed=True)
    results = ask("wijkteam", ANONYMOUS)
    assert (results.hits, results.total, counts(results, "thema")) == ([], 0, {})


def test_the_index_follows_a_change_of_audience(pages):
    row = SearchDocument.objects.get(title="Netwerk")
    SearchDocument.objects.filter(pk=row.pk).update(audience=OPEN)
    fill(row)
    assert set(titles("wijkteam", ANONYMOUS)) == {"Open", "Netwerk"}


def test_a_row_that_search_wrongly_thinks_open_is_stopped_by_the_last_check(pages):
    SearchDocument.objects.filter(title="Open").update(audience=NETWORK)
    assert titles("wijkteam", ANONYMOUS) == []
