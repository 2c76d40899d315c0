"""What is guessed of a word that the lexicon does not have: a form of a known word, or at last its stem."""

from collections.abc import Iterator

import snowballstemmer

from search.analysis import lexicon

SHORTEST = 5
_stemmer = snowballstemmer.stemmer("dutch_porter")
_VOWELS = frozenset("aeiouy")
_AT_WORD_END = {"v": "f", "z": "s"}
# Endings of nouns, adjectives and verbs, the longest first.
_DIMINUTIVES = ("etjes", "etje", "tjes", "tje", "pjes", "pje", "jes", "je")
_ENDINGS = (
    *(
        "eren",
        "enden",
        "ende",
        "end",
        "sten",
        "ste",
        "ere",
        "ers",
        "den",
        "ten",
        "en",
        "er",
        "st",
        "de",
        "te",
        "es",
    ),
    *("e", "s", "n", "t", "d"),
)


def inflected_from(word: str) -> lexicon.Entry | None:
    """The entry of the known word that ``word`` looks like a form of."""
    if len(word) < SHORTEST:
        return None
    for base in _bases(word):
        entry = lexicon.find(base) if len(base) >= 3 else None
        if entry and not (entry.flags & lexicon.NAME and len(base) < SHORTEST):
            return entry
    return None


def _bases(word: str) -> Iterator[str]:
    for ending in (*_DIMINUTIVES, *_ENDINGS):
        if not word.endswith(ending):
            continue
        stem = word[: len(word) - len(ending)]
        if len(stem) < 4:
            continue
        yield stem
        if ending in {"etje", "etjes", "en", "er", "ere", "e", "es", "ers"}:
            yield from _closed(stem)


def _closed(stem: str) -> Iterator[str]:
    """``gezinn`` is gezin, ``huiz`` is huis, ``eenzam`` is eenzaam."""
    last, before = stem[-1], stem[-2]
    hard = stem[:-1] + _AT_WORD_END.get(last, last)
    if last == before and last not in _VOWELS:
        yield stem[:-1]
    elif before in "aeou" and stem[-3] not in _VOWELS:
        yield hard[:-1] + before + hard[-1]
    if hard != stem:
        yield hard


def stem(word: str) -> str:
    """The stem of a word of which nothing is known; numbers and short words keep their form."""
    if len(word) <= 3 or not word.isascii() or not word.isalpha():
        return word
    stemmed = _stemmer.stemWord(word)
    if stemmed == word or len(stemmed) < 3:
        return stemmed or word
    last, before = stemmed[-1], stemmed[-2]
    if last == before and last not in _VOWELS:
        return stemmed[:-1]
    return stemmed[:-1] + _AT_WORD_END.get(last, last)
