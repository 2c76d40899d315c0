"""Forms of one word brought together: ``lessen`` and ``les``, ``klantreizen`` and ``klantreis``."""

import snowballstemmer

_stemmer = snowballstemmer.stemmer("dutch_porter")
_VOWELS = frozenset("aeiouy")
_AT_WORD_END = {"v": "f", "z": "s"}


def stem(folded: str) -> str:
    """The stem of a folded word; numbers and short words such as ``wmo`` and ``ggz`` keep their form."""
    if len(folded) <= 3 or not folded.isascii() or not folded.isalpha():
        return folded
    return _as_singular(_stemmer.stemWord(folded), folded)


def _as_singular(stemmed: str, folded: str) -> str:
    """What Dutch spelling does at the end of a word when the ending goes: ``less`` is ``les``, ``reiz`` is ``reis``."""
    if stemmed == folded or len(stemmed) < 3:
        return stemmed
    last, before = stemmed[-1], stemmed[-2]
    if last == before and last not in _VOWELS:
        return stemmed[:-1]
    return stemmed[:-1] + _AT_WORD_END.get(last, last)
