"""Words with their place in the text.

A word with a hyphen, an apostrophe or an ampersand in it (``cliënt-ondersteuning``, ``foto's``, ``B&W``) gives its
parts, and all of them joined.
"""

import re
from collections.abc import Container, Iterator
from functools import lru_cache
from typing import NamedTuple

from search.analysis.folding import character_class_of_marks, fold
from search.analysis.stemming import stem


class Token(NamedTuple):
    """``text`` folded and ``stem``; the word stands in ``source[start:end]``.

    ``joined`` says that it repeats the parts after it: it takes no place of its own in the row of words.
    """

    text: str
    start: int
    end: int
    stem: str
    joined: bool = False


_MARKS = character_class_of_marks()
_RUN = rf"[^\W_](?:[^\W_]|[{_MARKS}])*"
_JOINING = r"-\u2010\u2011'\u2019&"
_WORD = re.compile(
    # Most words are one run of letters; the group tells them from the others.
    rf"([^\W_]++)(?![{_JOINING}.,][^\W_]|[{_MARKS}])"
    rf"|[^\W\d_](?:\.[^\W\d_])+(?![^\W_])|\d+(?:[.,]\d+)+|{_RUN}(?:[{_JOINING}]{_RUN})*"
)
_PART = re.compile(_RUN)


def analyse(text: str) -> list[Token]:
    """The tokens of ``text`` in their order, a joined word before its parts; never fails, whatever the text."""
    return list(tokens_in(text))


def tokens_in(text: str) -> Iterator[Token]:
    for found in _WORD.finditer(text):
        if found.lastindex:
            folded, stemmed = _known(found.group())
            if folded:
                yield Token(folded, found.start(), found.end(), stemmed)
        else:
            yield from _compound(found.group(), found.start())


def matching_tokens(text: str, stems: Container[str], texts: Container[str]) -> Iterator[Token]:
    """The tokens of ``text`` with one of these stems or folded forms; quicker than looking at all of them."""
    for found in _WORD.finditer(text):
        if found.lastindex:
            folded, stemmed = _known(found.group())
            if folded and (stemmed in stems or folded in texts):
                yield Token(folded, found.start(), found.end(), stemmed)
        else:
            for token in _compound(found.group(), found.start()):
                if token.stem in stems or token.text in texts:
                    yield token


@lru_cache(maxsize=200_000)
def _known(word: str) -> tuple[str, str]:
    folded = fold(word)
    return folded, stem(folded)


def words_in(text: str) -> list[str]:
    """The folded words of ``text``, the parts of a hyphenated word apart."""
    return [token.text for token in tokens_in(text) if not token.joined]


def _compound(word: str, offset: int) -> Iterator[Token]:
    folded, stemmed = _known(word)
    parts = [(part, fold(part.group())) for part in _PART.finditer(word)]
    parts = [(part, text) for part, text in parts if text]
    if len(parts) > 1:
        yield Token(folded, offset, offset + len(word), stemmed, joined=True)
    for part, text in parts:
        yield Token(text, offset + part.start(), offset + part.end(), stem(text))
