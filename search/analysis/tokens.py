"""Words with their place in the text.

A word with a hyphen, an apostrophe or an ampersand in it (``cliënt-ondersteuning``, ``foto's``, ``B&W``) gives its
parts, and all of them joined.
"""

import re
from collections.abc import Iterator
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
_WORD = re.compile(
    rf"[^\W\d_](?:\.[^\W\d_])+(?![^\W_])|\d+(?:[.,]\d+)+|{_RUN}(?:[-\u2010\u2011'\u2019&]{_RUN})*"
)
_PART = re.compile(_RUN)
_PLAIN = re.compile(r"[^\W_]+")


def analyse(text: str) -> list[Token]:
    """The tokens of ``text`` in their order, a joined word before its parts; never fails, whatever the text."""
    return list(tokens_in(text))


def tokens_in(text: str) -> Iterator[Token]:
    for found in _WORD.finditer(text):
        word = found.group()
        if _PLAIN.fullmatch(word):
            if folded := fold(word):
                yield Token(folded, found.start(), found.end(), stem(folded))
        else:
            yield from _compound(word, found.start())


def words_in(text: str) -> list[str]:
    """The folded words of ``text``, the parts of a hyphenated word apart."""
    return [token.text for token in tokens_in(text) if not token.joined]


def _compound(word: str, offset: int) -> Iterator[Token]:
    folded = fold(word)
    parts = [(part, fold(part.group())) for part in _PART.finditer(word)]
    parts = [(part, text) for part, text in parts if text]
    if len(parts) != 1 and folded:
        yield Token(folded, offset, offset + len(word), stem(folded), joined=True)
    for part, text in parts:
        yield Token(text, offset + part.start(), offset + part.end(), stem(text))
