"""What a word that nobody knows was probably meant to be: a word of public pages that looks or sounds like it.

Only words are corrected that stand in no public page and that the analysis does not know either: who types an
existing word means it.
"""

import threading
from bisect import bisect_left
from collections.abc import Iterable
from heapq import nsmallest
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search import analysis
from search.models import IndexVersion, PublicWord
from search.words import is_word

SHORTEST = 4
_CLOSE = {4: 1, 5: 1, 6: 2, 7: 2, 8: 2, 9: 2}
_CLOSEST = 3
_SOUNDS = (
    ("ij", "ei"), ("y", "ei"), ("au", "ou"), ("ph", "f"), ("ck", "k"), ("qu", "kw"), ("x", "ks"), ("ch", "g"),
    ("th", "t"), ("ie", "i"), ("dt", "t"), ("c", "k"), ("z", "s"), ("v", "f"), ("d", "t"), ("b", "p"),
)  # fmt: skip
"""Letters that sound alike in Dutch, so that people take one for the other."""


class _Known(NamedTuple):
    lemma: str
    documents: int


class PublicWords:
    """The words of public pages, as one process holds them; it reads again only what changed."""

    def __init__(self, alias: str) -> None:
        self.alias = alias
        self._lock = threading.Lock()
        self._born, self._number = "", -1
        self._words: dict[str, _Known] = {}
        self._sounds: dict[str, set[str]] = {}  # May hold words that are gone.
        self._sorted: list[str] | None = None

    def current(self) -> dict[str, _Known]:
        """The words with their lemma and number of pages."""
        with self._lock:
            version = (
                IndexVersion.objects.using(self.alias).filter(pk=1).values_list("born", "number").first()
            )
            born, number = version or ("", 0)
            if born != self._born or number < self._number:
                self._words, self._number = {}, -1
            if number != self._number:
                self._follow()
                self._born, self._number = born, number
            return self._words

    def _follow(self) -> None:
        changed = PublicWord.objects.using(self.alias).filter(number__gt=self._number)
        words = dict(self._words)  # Other threads may be reading the old one.
        for text, lemma, documents in changed.values_list("text", "lemma", "documents").iterator(5000):
            if documents <= 0:
                words.pop(text, None)
                continue
            if text not in words:
                self._sounds.setdefault(sound_of(text), set()).add(text)
            words[text] = _Known(lemma, documents)
        self._words, self._sorted = words, None

    def starting_with(self, prefix: str, number: int) -> list[str]:
        """The words with this beginning, those of most pages first."""
        known = self.current()
        ordered = self._sorted = self._sorted or sorted(known)
        found = ordered[bisect_left(ordered, prefix) : bisect_left(ordered, prefix + "\uffff")]
        return nsmallest(
            number, (word for word in found if word in known), key=lambda word: (-known[word].documents, word)
        )

    def nearest(self, word: str) -> str | None:
        """The most probable known word, or two words that were typed without a space; ``None`` when none is near."""
        known = self.current()
        farthest = _CLOSE.get(len(word), _CLOSEST)
        near = process.extract(
            word,
            [other for other in known if abs(len(other) - len(word)) <= farthest],
            scorer=OSA.distance,
            score_cutoff=farthest,
            limit=30,
        )
        sound = sound_of(word)
        candidates = {other: float(distance) for other, distance, _at in near}
        candidates |= {
            other: 0.3 + min(candidates.get(other, 9.0), 3.0) / 10
            for other in sorted(self._sounds.get(sound, ()))
            if other in known
        }
        if pair := self._apart(word, known):
            candidates[pair] = 0.8
        if not candidates:
            return None
        return min(candidates, key=lambda other: (self._cost(word, other, candidates[other]), other))

    def _cost(self, word: str, other: str, distance: float) -> float:
        """The distance, less for a word of many pages, more where the first letter differs."""
        known = self._words.get(other)
        pages = known.documents if known else 1
        cost = distance + (0.5 if word[0] != other[0] else 0) - min(0.4, pages / 100)
        return cost - (0.4 if sound_of(word) == sound_of(other) else 0)

    def _apart(self, word: str, known: dict[str, _Known]) -> str | None:
        pairs = [
            (min(known[word[:at]].documents, known[word[at:]].documents), f"{word[:at]} {word[at:]}")
            for at in range(3, len(word) - 2)
            if word[:at] in known and word[at:] in known
        ]
        return max(pairs)[1] if pairs else None


def sound_of(word: str) -> str:
    """The word as it sounds, roughly: letters that sound alike are one, and doubled ones single."""
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    return "".join(letter for at, letter in enumerate(word) if at == 0 or letter != word[at - 1])


def correct(words: PublicWords, typed: Iterable[str], exceptions: analysis.Exceptions) -> dict[str, str]:
    """For each of the folded words ``typed`` that nobody knows its probable form; without those that stay."""
    known = words.current()
    found = {}
    for word in typed:
        if len(word) < SHORTEST or not is_word(word) or word in known or analysis.is_known(word, exceptions):
            continue
        if better := words.nearest(word):
            found[word] = better
    return found
