"""How much differs between two wordings, counted so that nothing hides in a word, a mark or what looks blank."""

import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from unicodedata import category, normalize

LONGEST_WORD = 40
MOST_CHARACTERS = 150
"""More characters that differ than this are no correction, however few words they are."""
MARKS_PER_WORD = 5
NEGATIONS = {"niet", "geen", "nooit", "zonder"}
_LOOKS_BLANK = set("\u115f\u1160\u2800\u3164\uffa0")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_NUMBER = re.compile(r"\S*\d\S*")
_AROUND_NUMBERS = ".,;:!?()[]'\"‘’“”"


class Words(str):
    """One piece of text, apart from what stands around it."""

    __slots__ = ()


def words_between(pairs: Iterable[tuple[str, str]]) -> int | None:
    """How many words differ between the earlier and the later of all these texts; ``None`` needs a reader whatever.

    Five marks that differ, or fewer, count as one word. Other digits, a negation more or less, a very long word, many
    characters and what cannot be seen need a reader.
    """
    words = marks = characters = 0
    for old, new in pairs:
        if old == new:
            continue
        if _unseen(new) - _unseen(old) or _numbers(old) != _numbers(new):
            return None
        for gone, come in _changes(old, new):
            if any(len(token) > LONGEST_WORD or token.lower() in NEGATIONS for token in gone + come):
                return None
            words += max(sum(map(_is_word, gone)), sum(map(_is_word, come)))
            marks += max(len(gone) - sum(map(_is_word, gone)), len(come) - sum(map(_is_word, come)))
            characters += max(len("".join(gone)), len("".join(come)))
    return words - (-marks // MARKS_PER_WORD) if characters <= MOST_CHARACTERS else None


def _changes(old: str, new: str) -> list[tuple[list[str], list[str]]]:
    """The words and marks that went, with those that came in their place."""
    before, after = (_TOKEN.findall(normalize("NFKC", text)) for text in (old, new))
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [
        (before[old_start:old_end], after[new_start:new_end])
        for kind, old_start, old_end, new_start, new_end in codes
        if kind != "equal"
    ]


def _is_word(token: str) -> bool:
    return token[0].isalnum() or token[0] == "_"


def _unseen(text: str) -> Counter[str]:
    return Counter(char for char in text if char in _LOOKS_BLANK or category(char) == "Cf")


def _numbers(text: str) -> list[str]:
    """Everything with a digit in it, with its sign and its separators."""
    return [found.strip(_AROUND_NUMBERS) for found in _NUMBER.findall(normalize("NFKC", text))]
