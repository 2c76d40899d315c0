"""The compiled lexicon: what is known of a word before anything is guessed.

Two files beside each other are mapped into memory, so that all processes of a machine share them. ``words.marisa``
gives each folded form one record (see ``Entry.packed``); ``about.json`` says what it was compiled from.
"""

import json
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import marisa_trie

from search.analysis.compounds import Part, Split

FOLDER = Path(__file__).resolve().parent / "data"
WORDS = FOLDER / "words.marisa"
ABOUT = FOLDER / "about.json"

# What a form may do: stand before or at the end of a compound, take a linking s there, be known for it; be a verb in
# two halves; have the plural of a noun as its second lemma; be a name; be a form of a verb; never be guessed about.
MODIFIER, HEAD, TAKES_S, USUAL, SEPARABLE, NOUN_SECOND, NAME, VERB = (1 << bit for bit in range(8))
PROTECTED = 1 << 8
_CUT = 0x80  # Above the letters, so that it separates the lemmas of a record.


class Entry(NamedTuple):
    """One form: its lemma, further lemmas it may belong to, where it falls apart, and what it may do."""

    flags: int
    lemma: str
    also: tuple[str, ...] = ()
    split: Split | None = None

    @property
    def as_part(self) -> Part:
        flags = self.flags
        return Part(bool(flags & MODIFIER), bool(flags & HEAD), bool(flags & TAKES_S), bool(flags & USUAL))

    @property
    def noun(self) -> str:
        """The lemma inside a compound, where raden is always the plural of raad."""
        return self.also[0] if self.flags & NOUN_SECOND and self.also else self.lemma

    def packed(self, form: str) -> bytes:
        """Flags, place of the split, length of the link; per lemma how many letters go and which come instead."""
        end, start = self.split or (0, 0)
        record = bytearray((self.flags & 0xFF, self.flags >> 8, end, start - end))
        for lemma in (self.lemma, *self.also):
            shared = _shared(form, lemma)
            record.append(_CUT + len(form) - shared)
            record += lemma[shared:].encode("ascii")
        return bytes(record)


def unpacked(form: str, record: bytes) -> Entry:
    """The reverse of ``Entry.packed``."""
    flags, end, link = record[0] | record[1] << 8, record[2], record[3]
    lemmas = []
    at, length = 4, len(record)
    while at < length:
        kept = form[: len(form) - (record[at] - _CUT)]
        at += 1
        start = at
        while at < length and record[at] < _CUT:
            at += 1
        lemmas.append(kept + record[start:at].decode("ascii"))
    return Entry(flags, lemmas[0], tuple(lemmas[1:]), Split(end, end + link) if end else None)


def _shared(form: str, lemma: str) -> int:
    shared = 0
    for one, other in zip(form, lemma, strict=False):
        if one != other:
            break
        shared += 1
    return shared


@cache
def _words() -> "marisa_trie.BytesTrie":
    words = marisa_trie.BytesTrie()
    words.mmap(str(WORDS))
    return words


def find(form: str) -> Entry | None:
    """What the lexicon knows of a folded form."""
    words = _words()
    # Most questions are about words that are not there, and asking is quicker than getting.
    return unpacked(form, words[form][0]) if form in words else None


class Parts:
    """The forms of the lexicon as parts of compounds; see ``compounds.PartLexicon``."""

    def beginning(self, text: str) -> list[str]:
        return _words().prefixes(text)

    def get(self, word: str) -> Part | None:
        return _part(word)


@lru_cache(maxsize=20_000)
def _part(word: str) -> Part | None:
    entry = find(word)
    return entry.as_part if entry else None


def about() -> dict[str, str]:
    """Source, version and fingerprint of the compiled lexicon."""
    return json.loads(ABOUT.read_text(encoding="utf-8"))
