"""Damaged letters repaired while every place in the text stays known: ``cliÃ«nt`` is searched as ``cliënt``."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from kennisbank.importing import mojibake
from search.analysis.token import Token


@dataclass(frozen=True)
class Places:
    """How far each place of a changed text lies from where it was: from ``at[n]`` on, ``shift[n]`` further on."""

    at: list[int]
    shift: list[int]

    def moved(self, token: Token) -> Token:
        """The token with its place in the text as it was."""
        return token._replace(start=self._place(token.start), end=self._place(token.end))

    def _place(self, place: int) -> int:
        number = bisect_right(self.at, place)
        return place + self.shift[number - 1] if number else place


def repaired(text: str) -> tuple[str, list[Places]]:
    """The text without damage, and how to come back to ``text``: the last change is undone first."""
    if text.isascii():
        return text, []
    changes: list[Places] = []
    composed = text
    if not unicodedata.is_normalized("NFC", text):
        composed = unicodedata.normalize("NFC", text)
        if not mojibake.pattern().search(composed):
            return text, []
        composed, places = _changed(text, _letters(text))
        changes.append(places)
    found = [
        (each.start(), each.end(), mojibake.table()[each.group()])
        for each in mojibake.pattern().finditer(composed)
    ]
    if not found:
        return text, []
    mended, places = _changed(composed, found)
    return mended, [places, *changes]


def repaired_word(word: str) -> str:
    """One word without damage."""
    return repaired(word)[0]


def _changed(text: str, changes: Iterable[tuple[int, int, str]]) -> tuple[str, Places]:
    """The text with ``text[start:end]`` replaced, for every (start, end, new) in their order."""
    pieces: list[str] = []
    at: list[int] = []
    shifts: list[int] = []
    done = shift = 0
    for start, end, new in changes:
        pieces += [text[done:start], new]
        shift += end - start - len(new)
        # Whatever lies behind the changed letter has moved; inside it only its start has a place.
        at.append(end - shift)
        shifts.append(shift)
        done = end
    return "".join([*pieces, text[done:]]), Places(at, shifts)


def _letters(text: str) -> Iterable[tuple[int, int, str]]:
    """Every letter that normalisation joins with the marks behind it."""
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and (unicodedata.combining(text[end]) or _joins_before(text[end])):
            end += 1
        letter = unicodedata.normalize("NFC", text[at:end])
        if letter != text[at:end]:
            yield at, end, letter
        at = end


def _joins_before(character: str) -> bool:
    """Korean vowels and finals, which normalisation joins to the letter before them without being marks."""
    return "\u1160" <= character <= "\u11ff"
