"""How well search finds may rise but not fall; and foreign sets are read, judged and answered as asked."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from search.judging.metrics import ndcg, recall, reciprocal_rank
from search.judging.own_sets import ALL, SETS, judge_pairs, judge_queries

REACHED = json.loads((SETS.parent / "reached.json").read_text())
TOLERATED = 0.02


@pytest.fixture(autouse=True)
def databases(django_db_blocker):
    with django_db_blocker.unblock():
        yield


def asked(*arguments: str) -> list[dict]:
    out = StringIO()
    call_command("judge_search", *arguments, "--engine", "sqlite", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_judged_queries_are_answered_as_well_as_they_were():
    reached = {line.half: line.ndcg for line in judge_queries("sqlite") if line.group == ALL}
    for half, before in REACHED["ndcg"].items():
        assert reached[half] >= before - TOLERATED


def test_pairs_are_told_apart_as_well_as_they_were():
    reached = {
        line.half: (line.must_right, line.must_not_right)
        for line in judge_pairs("sqlite")
        if line.kind == ALL
    }
    for half, (must, must_not) in REACHED["pairs"].items():
        assert reached[half][0] >= must - TOLERATED
        assert reached[half][1] >= must_not - TOLERATED


def test_foreign_pairs_are_answered_line_by_line(tmp_path: Path):
    pairs, anchors = tmp_path / "pairs.tsv", tmp_path / "anchors.txt"
    pairs.write_text(
        "plural\tgezin\tdrie gezinnen\t1\t\n"
        "false friend\tgemeen\tde gemeente\t0\tnote\n"
        "typo\tvrijwillegers\tvrijwilligers\t1\t\n"
    )
    anchors.write_text("een vreemd document\n")
    answers = asked("--pairs", str(pairs), "--anchors", str(anchors))
    assert answers == [{"line": 1, "hit": True}, {"line": 2, "hit": False}, {"line": 3, "hit": True}]


def test_foreign_queries_are_answered_for_the_audience_asked(tmp_path: Path):
    corpus, queries = tmp_path / "corpus.jsonl", tmp_path / "queries.jsonl"
    pages = [
        {
            "id": "a",
            "type": "visie",
            "municipality": "Lindehoven",
            "title": "Visie op vervoer",
            "visibility": "openbaar",
        },
        {
            "id": "b",
            "type": "les",
            "title": "Les",
            "body": "Over vervoer.",
            "themes": ["wonen"],
            "visibility": "gemeente",
        },
    ]
    corpus.write_text("\n".join(map(json.dumps, pages)))
    queries.write_text('{"id": "q1", "query": "vervoer"}\n')
    files = ("--corpus", str(corpus), "--queries", str(queries))
    assert asked(*files) == [{"id": "q1", "hits": ["a"]}]
    assert asked(*files, "--audience", "alles") == [{"id": "q1", "hits": ["a", "b"]}]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [("kind\tquery\n", "line 1"), ("a\tb\tc\t2\t\n", "line 1"), ("a\tb\tc\t1\n\x00\tb", "line 2")],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, content, sentence):
    file = tmp_path / "pairs.tsv"
    file.write_text(content)
    with pytest.raises(CommandError, match=sentence):
        asked("--pairs", str(file))


@pytest.mark.parametrize(
    ("page", "query", "sentence"),
    [
        ('{"id": "a", "themes": 5}', '{"id": "q", "query": "a"}', "themes"),
        ('{"id": "a"}', '{"id": "q", "query": "a", "relevant": ["a"]}', "relevant"),
        ('{"id": "a"}', '{"id": "q", "query": null}', "query is missing"),
        ("[" * 100_000, '{"id": "q", "query": "a"}', "no JSON object"),
    ],
)
def test_a_page_or_query_that_cannot_be_read_is_named(tmp_path: Path, page, query, sentence):
    corpus, queries = tmp_path / "corpus.jsonl", tmp_path / "queries.jsonl"
    corpus.write_text(page)
    queries.write_text(query)
    with pytest.raises(CommandError, match=sentence):
        asked("--corpus", str(corpus), "--queries", str(queries))


def test_letters_that_no_database_takes_are_left_out(tmp_path: Path):
    corpus, queries = tmp_path / "corpus.jsonl", tmp_path / "queries.jsonl"
    corpus.write_text('{"id": "a\\ud800", "title": "ver\\u0000voer\\ud800 molen"}')
    queries.write_text('{"id": "q", "query": "molen\\ud800"}')
    assert asked("--corpus", str(corpus), "--queries", str(queries)) == [{"id": "q", "hits": ["a\ud800"]}]


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(CommandError, match=r"nowhere\.tsv"):
        asked("--pairs", str(tmp_path / "nowhere.tsv"))


def test_the_measures_are_those_of_the_books():
    relevant = {"a": 3, "b": 1}
    assert ndcg(["a", "b"], relevant) == 1
    assert ndcg(["x", "a"], {"a": 3}) == pytest.approx(0.6309, abs=1e-4)
    assert reciprocal_rank(["x", "a"], relevant) == 0.5
    assert recall(["a", "x"], relevant) == 0.5
