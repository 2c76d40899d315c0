"""What the analysis alone brings together, without synonyms, corrections or ranking."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from search.analysis import Token, analyse, is_stop_word

NEAR = 4


class Pair(NamedTuple):
    """``hit``: whether a search for ``query`` has to find ``document``."""

    kind: str
    query: str
    document: str
    hit: bool


def matches(query: str, document: str) -> bool:
    """Whether every word of ``query`` is in ``document``, as itself, a form, a part, or two halves near each other."""
    tokens = analyse(document)
    asked = [token for token in analyse(query) if not is_stop_word(token.text)]
    if not asked:
        asked = analyse(query)
    joined = [token for token in asked if token.joined]
    if joined and all(_found(token, tokens) for token in joined):
        return True
    return all(_found(token, tokens) for token in asked if not token.joined)


def _found(asked: Token, tokens: list[Token]) -> bool:
    wanted = {asked.lemma, *asked.also}
    if any(wanted & {token.lemma, *token.also, *token.parts} for token in tokens):
        return True
    return bool(asked.parts) and _halves_near(asked.parts[:2], tokens)


def _halves_near(halves: tuple[str, ...], tokens: list[Token]) -> bool:
    places = [
        [place for place, token in enumerate(tokens) if half in {token.lemma, *token.also, *token.parts}]
        for half in halves
    ]
    return any(abs(one - other) <= NEAR for one in places[0] for other in places[-1])


def read_pairs(path: Path) -> Iterator[Pair]:
    """The pairs of a tab-separated file, whatever the order of its columns."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            query = row.get("query") or row["# query"]
            document = row.get("document") or row["document text"]
            hit = row.get("hit") or row["finds it (1) or must not (0)"]
            yield Pair(row["kind"], query, document, hit == "1")
