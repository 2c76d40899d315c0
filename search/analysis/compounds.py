"""Compounds taken apart: cliëntondersteuningsbeleid is cliëntondersteuning, s, beleid.

Only a full cover counts: every letter belongs to a part that may stand where it stands, or to a linking s, e, en or
n between two parts. The fewest parts win, then the most likely links, then the most uneven parts. That keeps
arts out of kwarts and team out of steam.
"""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

LONGEST = 60  # Letters; longer words are not Dutch.
SHORTEST = 6
_LONGEST_PART = 30
_LINKS = ("", "s", "en", "e", "n")
_COST_OF_PART = 100
_COST_OF_LINK = {"": 0, "s": 4, "en": 20, "e": 24, "n": 24}
_USUAL_LINK = 1
_MISSING_S = 6
_RARE_PART = 8


class Part(NamedTuple):
    """What a word may do in a compound. ``takes_s``: usually with a linking s; ``usual``: known to make compounds."""

    modifier: bool
    head: bool
    takes_s: bool
    usual: bool


class Split(NamedTuple):
    """``word[:modifier_end]`` and ``word[head_start:]``; between them stands the linking element."""

    modifier_end: int
    head_start: int


class _Cover(NamedTuple):
    cost: int
    evenness: int  # Minus the length of the longest part.
    starts: tuple[tuple[int, int], ...]  # Per part: where it starts, and where it ends.


class PartLexicon(Protocol):
    """What is known of words as parts."""

    def beginning(self, text: str) -> Iterable[str]:
        """The known words with which ``text`` begins, the shortest first."""

    def get(self, word: str) -> Part | None:
        """What a known word may do; ``None`` for no part."""


def cover(word: str, lexicon: PartLexicon) -> tuple[tuple[int, int], ...]:
    """Start and end of each part of ``word``, at least two, or nothing when it is no compound of known parts."""
    length = len(word)
    if not SHORTEST <= length <= LONGEST:
        return ()
    best: list[_Cover | None] = [None] * (length + 1)
    for start in range(length - 2, -1, -1):
        best[start] = _best_from(word, start, best, lexicon)
    found = best[0]
    return found.starts if found else ()


def _best_from(word: str, start: int, best: list[_Cover | None], lexicon: PartLexicon) -> _Cover | None:
    chosen: _Cover | None = None
    for form in lexicon.beginning(word[start : start + _LONGEST_PART]):
        end = start + len(form)
        for option in _options(word, start, end, best, lexicon) if len(form) > 1 else ():
            if chosen is None or option < chosen:
                chosen = option
    return chosen


def _options(
    word: str, start: int, end: int, best: list[_Cover | None], lexicon: PartLexicon
) -> list[_Cover]:
    """The covers whose first part is ``word[start:end]``."""
    if end == len(word):
        part = lexicon.get(word[start:end]) if start else None
        return [_Cover(_cost(part), start - end, ((start, end),))] if part and part.head else []
    if not any(best[end : end + 3]):
        return []  # So it is at most places, and asking this first takes half the time.
    rests = [
        (link, rest)
        for link in _LINKS
        if end + len(link) < len(word) and (rest := best[end + len(link)]) and word.startswith(link, end)
    ]
    part = lexicon.get(word[start:end]) if rests else None
    if part is None or not part.modifier:
        return []
    return [
        _Cover(
            _cost(part) + _cost_of_link(link, part) + rest.cost,
            min(start - end, rest.evenness),
            ((start, end), *rest.starts),
        )
        for link, rest in rests
    ]


def _cost(part: Part) -> int:
    return _COST_OF_PART + (0 if part.usual else _RARE_PART)


def _cost_of_link(link: str, part: Part) -> int:
    if part.takes_s:
        return _USUAL_LINK if link == "s" else _MISSING_S + _COST_OF_LINK[link]
    return _COST_OF_LINK[link]


def split(word: str, lexicon: PartLexicon) -> Split | None:
    """The two halves of a compound; of three parts or more, the last one is the head."""
    parts = cover(word, lexicon)
    return Split(parts[-2][1], parts[-1][0]) if parts else None
