"""The sets of this repository: how search does on them, by group and by half."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from search.judging.asking import READERS, answer_pairs, answer_queries, index_pages
from search.judging.metrics import ndcg, recall, reciprocal_rank
from search.judging.reading import read_pages, read_pairs, read_queries
from search.scratch import scratch_index

SETS = Path(__file__).parent / "sets"
HALVES = ("seen", "unseen")
ALL = "all"


@dataclass(frozen=True)
class Line:
    """One line of a report: the means over ``number`` queries."""

    half: str
    group: str
    number: int
    ndcg: float
    mrr: float
    recall: float


@dataclass(frozen=True)
class PairLine:
    """The share of right answers for pairs that must match and for those that must not; -1 where there are none."""

    half: str
    kind: str
    must: int
    must_right: float
    must_not: int
    must_not_right: float


def judge_queries(engine_name: str, halves: Iterable[str] = HALVES) -> list[Line]:
    """A line per group of each half, and one for the whole half (group ``ALL``)."""
    with scratch_index(engine_name) as engine:
        ids = index_pages(engine, read_pages(SETS / "corpus.jsonl"))
        lines = []
        for half in halves:
            queries = read_queries(SETS / f"queries-{half}.jsonl")
            answers = answer_queries(engine, ids, [query.query for query in queries], READERS["openbaar"])
            measured = [
                Line(
                    half,
                    query.group,
                    1,
                    ndcg(found, query.relevant),
                    reciprocal_rank(found, query.relevant),
                    recall(found, query.relevant),
                )
                for query, found in zip(queries, answers, strict=True)
            ]
            for group in [*sorted({line.group for line in measured}), ALL]:
                lines.append(_mean(half, group, [line for line in measured if group in {line.group, ALL}]))
        return lines


def _mean(half: str, group: str, lines: list[Line]) -> Line:
    return Line(
        half,
        group,
        len(lines),
        mean(line.ndcg for line in lines),
        mean(line.mrr for line in lines),
        mean(line.recall for line in lines),
    )


def judge_pairs(engine_name: str, halves: Iterable[str] = HALVES) -> Iterator[PairLine]:
    """A line per kind of each half, and one for the whole half (kind ``all``)."""
    for half in halves:
        with scratch_index(engine_name) as engine:
            answers = list(answer_pairs(engine, read_pairs(SETS / f"pairs-{half}.tsv")))
        for kind in [*sorted({pair.kind for pair, _hit in answers}), ALL]:
            of_kind = [(pair.hit, hit) for pair, hit in answers if kind in {pair.kind, ALL}]
            must = [hit for wanted, hit in of_kind if wanted]
            must_not = [not hit for wanted, hit in of_kind if not wanted]
            yield PairLine(half, kind, len(must), _share(must), len(must_not), _share(must_not))


def _share(right: list[bool]) -> float:
    return sum(right) / len(right) if right else -1


def misses(engine_name: str) -> Iterator[str]:
    """What went wrong in the half that may be looked at, a line each."""
    with scratch_index(engine_name) as engine:
        for pair, hit in answer_pairs(engine, read_pairs(SETS / "pairs-seen.tsv")):
            if hit != pair.hit:
                wrong = "finds" if hit else "misses"
                yield f"{pair.kind}, line {pair.line}: ‘{pair.query}’ {wrong} ‘{pair.document}’"
    with scratch_index(engine_name) as engine:
        ids = index_pages(engine, read_pages(SETS / "corpus.jsonl"))
        queries = read_queries(SETS / "queries-seen.jsonl")
        answers = answer_queries(engine, ids, [query.query for query in queries], READERS["openbaar"])
        for query, found in zip(queries, answers, strict=True):
            if (reached := ndcg(found, query.relevant)) < 0.9:
                wanted = " ".join(f"{page}={grade}" for page, grade in query.relevant.items())
                yield f"{query.group} {query.id}: ‘{query.query}’ {reached:.2f}; found {found[:10]}; wanted {wanted}"
