"""One word understood: its lemma, the parts of a compound, and why.

In this order: what editors say, numbers, the lexicon, a form of a known word, a compound of known words, another
spelling, and at last the stem of Porter's algorithm.
"""

from functools import lru_cache
from typing import NamedTuple

from search.analysis import lexicon
from search.analysis.compounds import LONGEST, Split, split
from search.analysis.exceptions import NO_EXCEPTIONS, Exceptions
from search.analysis.numerals import IN_LETTERS
from search.analysis.spelling import ordinary, relinked, respelled
from search.analysis.unknown import inflected_from, stem

MOST_PARTS = 12
_PARTS = lexicon.Parts()


class Word(NamedTuple):
    """What a folded word is. ``known``: right as it stands; ``flags`` are those of the lexicon."""

    lemma: str
    parts: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    known: bool = False
    why: str = ""
    flags: int = 0
    noun: str = ""

    @property
    def in_compound(self) -> str:
        return self.noun or self.lemma


@lru_cache(maxsize=100_000)
def understand(word: str, exceptions: Exceptions = NO_EXCEPTIONS) -> Word:
    """What is known or guessed of a folded word; its lemma is always its own lemma."""
    if exceptions is not NO_EXCEPTIONS:
        special = _as_editors_say(word, exceptions)
        if special:
            return special
        found = understand(word)
        if found.parts and word in exceptions.never_split:
            return found._replace(parts=(), why="never split, by the editors")
        return found
    return _understood(word)


def _as_editors_say(word: str, exceptions: Exceptions) -> Word | None:
    if word in exceptions.same_as and exceptions.same_as[word] != word:
        other = understand(exceptions.same_as[word])
        return other._replace(known=True, why=f"same as {exceptions.same_as[word]}, by the editors")
    if word in exceptions.split_as:
        words = [understand(part) for part in exceptions.split_as[word]]
        parts = _unique(part.in_compound for part in words) + _unique(
            deeper for part in words for deeper in part.parts
        )
        return Word(understand(word).lemma, _unique(parts), (), True, "split by the editors")
    return None


def _understood(word: str) -> Word:
    if word in IN_LETTERS:
        return Word(IN_LETTERS[word], known=True, why="number")
    if not word.isascii() or not word.isalpha():
        return Word(word, why="not only letters", known=word.isdigit())
    entry = lexicon.find(word)
    if entry:
        found = _from(word, entry)
        is_name = entry.flags & lexicon.NAME and not entry.flags & lexicon.PROTECTED
        other = ordinary(word) if is_name else None
        return found._replace(also=(other.lemma,), known=False) if other else found
    if len(word) < 4 or len(word) > LONGEST:
        return Word(word, why="too short or too long to guess")
    return _guessed(word)


def _from(word: str, entry: lexicon.Entry, why: str = "lexicon") -> Word:
    known = why == "lexicon"
    noun = entry.noun if entry.noun != entry.lemma else ""
    parts = _parts(word, entry.split) if entry.split else ()
    return Word(entry.lemma, parts, entry.also, known, why, entry.flags, noun)


def _guessed(word: str) -> Word:
    for why, guess in (("form of a known word", inflected_from), ("other spelling", relinked)):
        if entry := guess(word):
            return understand(entry.lemma)._replace(known=False, why=why)
    halves = split(word, _PARTS)
    if halves:
        return Word(_lemma(word, halves), _parts(word, halves), (), True, "compound")
    if entry := respelled(word):
        return understand(entry.lemma)._replace(known=False, why="other spelling")
    shorter = stem(word)
    if shorter == word or len(shorter) > len(word):
        return Word(word, why="unknown")
    return Word(understand(shorter).lemma, why="stem")


def _parts(word: str, halves: Split) -> tuple[str, ...]:
    """Lemmas of modifier and head, then of the parts that these consist of."""
    modifier, head = understand(word[: halves.modifier_end]), understand(word[halves.head_start :])
    return _unique((modifier.in_compound, head.in_compound, *modifier.parts, *head.parts))[:MOST_PARTS]


def _lemma(word: str, halves: Split) -> str:
    """The modifier with the lemma of the head, if that falls apart in the same way; otherwise the word itself."""
    lemma = word[: halves.head_start] + understand(word[halves.head_start :]).in_compound
    if lemma == word:
        return word
    entry = lexicon.find(lemma)
    if entry:
        return entry.lemma
    is_stable = not inflected_from(lemma) and not relinked(lemma) and split(lemma, _PARTS) == halves
    return lemma if is_stable else word


def _unique(lemmas) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lemmas))
