"""What is sent to the servers."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from kennisbank.audience import ANONYMOUS, Reader
from search.engines.base import Request, Sort
from search.engines.remote.bodies import body
from search.engines.remote.documents import MOST_BYTES, Message, parcels
from search.engines.remote.mapping import signature
from search.query import parse
from tests.search.rows import EVERYTHING

ALLOWED = {
    "bool", "constant_score", "dis_max", "ids", "match_all", "match_none", "span_near", "span_term", "term", "terms",
}  # fmt: skip


def kinds_in(query: Any) -> Iterator[str]:
    """The kinds of queries in a query."""
    if isinstance(query, list):
        for one in query:
            yield from kinds_in(one)
        return
    ((kind, said),) = query.items()
    yield kind
    for name in ("must", "should", "filter", "must_not", "queries", "clauses"):
        if kind in {"bool", "dis_max", "span_near", "constant_score"} and name in said:
            yield from kinds_in(said[name])


@pytest.mark.parametrize(
    "typed",
    [
        "wijk",
        'wijk "in de buurt" -geheim',
        "wijk) OR (1:1",
        '{"match_all": {}}',
        "title:* ~2 ^8",
        "a" * 400,
        "wijk* -zorg?",
    ],
)
def test_whatever_is_typed_only_tokens_are_sent(typed):
    sent = body(Request(parse(typed), ANONYMOUS), 0, 100, {}, [])
    assert set(kinds_in(sent["query"])) <= ALLOWED
    assert "query_string" not in json.dumps(sent)


def test_what_a_reader_may_see_is_part_of_the_query_and_not_of_a_later_filter():
    sent = body(Request(parse("wijk"), Reader(frozenset({"openbaar", "netwerk"}))), 0, 100, {}, [7])
    assert sent["query"]["bool"]["filter"] == [{"terms": {"audience": ["netwerk", "openbaar"]}}]
    assert sent["query"]["bool"]["must_not"] == [{"ids": {"values": ["7"]}}]


def test_who_reads_everything_is_not_filtered():
    sent = body(Request(parse("wijk"), EVERYTHING), 0, 100, {}, [])
    assert "audience" not in json.dumps(sent)


def test_without_ranking_nothing_is_scored():
    sent = body(Request(parse("wijk"), EVERYTHING, sort=Sort.TITLE), 0, 10, {}, [])
    assert set(sent["query"]["bool"]) == {"filter"}


def test_a_parcel_stays_below_what_a_server_accepts():
    messages = [Message(number, 1, "é" * (MOST_BYTES // 5)) for number in range(7)]
    found = list(parcels(messages))
    assert [message for parcel in found for message in parcel] == messages
    assert all(sum(len(message.lines.encode()) for message in parcel) <= MOST_BYTES for parcel in found)
    assert [len(parcel) for parcel in parcels([Message(1, 1, "x" * 2 * MOST_BYTES)] * 2)] == [1, 1]


def test_another_analysis_needs_another_index():
    assert signature("1") != signature("2")
    assert signature("1") == signature("1")
