"""The lists that people keep beside the dictionary, in ``search/analysis/lists``."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "lists"


def lines(name: str) -> list[str]:
    """The lines of a list without comments and empty ones."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in (line.partition("#")[0].strip() for line in text.splitlines()) if line]


@cache
def words(name: str) -> tuple[str, ...]:
    """All words of a list, wherever they stand on a line."""
    return tuple(word for line in lines(name) for word in line.split())


@cache
def irregular_nouns() -> dict[str, str]:
    """Plural → singular."""
    return dict(line.split() for line in lines("irregular_nouns"))


@cache
def families() -> dict[str, str]:
    """Word → head word, for families that no rule finds."""
    found = {}
    for line in lines("families"):
        head, _colon, members = line.partition(":")
        found.update(dict.fromkeys(members.split(), head.strip()))
    return found


@cache
def unrelated() -> frozenset[tuple[str, str]]:
    """Pairs (word, head) that a rule would join although they mean different things."""
    pairs = (line.split() for line in lines("unrelated"))
    return frozenset((word, head) for head, *words in pairs for word in words)
