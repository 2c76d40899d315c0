"""Words with their place in the text.

A word with a hyphen, an apostrophe or an ampersand in it (``cliënt-ondersteuning``, ``foto's``, ``B&W``) gives its
parts, and all of them joined.
"""

import re
from collections.abc import Container, Iterator
from functools import lru_cache
from typing import NamedTuple

from search.analysis.exceptions import NO_EXCEPTIONS, Exceptions
from search.analysis.folding import character_class_of_marks, fold
from search.analysis.stemming import stem


class Token(NamedTuple):
    """``text`` is the folded form of ``source[start:end]``, ``lemma`` the head word of its family.

    ``parts`` are the lemmas of a compound's parts: modifier and head first, then what those consist of. ``also``
    are further lemmas that this token may be a form of, and the separable verb that it is half of. ``joined`` says
    that it repeats the parts after it: it takes no place of its own in the row of words.
    """

    text: str
    start: int
    end: int
    lemma: str
    parts: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    joined: bool = False


class Explanation(NamedTuple):
    """What became of one word, and ``why``, in short reasons."""

    text: str
    lemma: str
    parts: tuple[str, ...]
    also: tuple[str, ...]
    why: tuple[str, ...]


_MARKS = character_class_of_marks()
_RUN = rf"[^\W_](?:[^\W_]|[{_MARKS}])*"
_JOINING = r"-\u2010\u2011'\u2019&"
_WORD = re.compile(
    # Most words are one run of letters; the group tells them from the others.
    rf"([^\W_]++)(?![{_JOINING}.,][^\W_]|[{_MARKS}])"
    rf"|[^\W\d_](?:\.[^\W\d_])+(?![^\W_])|\d+(?:[.,]\d+)+|{_RUN}(?:[{_JOINING}]{_RUN})*"
)
_PART = re.compile(_RUN)


def analyse(text: str, exceptions: Exceptions = NO_EXCEPTIONS) -> list[Token]:
    """The tokens of ``text`` in their order, a joined word before its parts; never fails, whatever the text."""
    return list(tokens_in(text, exceptions))


def tokens_in(text: str, exceptions: Exceptions = NO_EXCEPTIONS) -> Iterator[Token]:
    for found in _WORD.finditer(text):
        if found.lastindex:
            folded, stemmed = _known(found.group())
            if folded:
                yield Token(folded, found.start(), found.end(), stemmed)
        else:
            yield from _compound(found.group(), found.start())


def matching_tokens(
    text: str, lemmas: Container[str], texts: Container[str], exceptions: Exceptions = NO_EXCEPTIONS
) -> Iterator[Token]:
    """The tokens of ``text`` with one of these lemmas, themselves or in a part, or one of these folded forms."""
    for token in tokens_in(text, exceptions):
        if (
            token.lemma in lemmas
            or token.text in texts
            or any(part in lemmas for part in token.parts)
            or any(other in lemmas for other in token.also)
        ):
            yield token


def explain(text: str, exceptions: Exceptions = NO_EXCEPTIONS) -> list[Explanation]:
    """The tokens of ``text`` with the reasons for their lemma and parts, for people."""
    return [
        Explanation(token.text, token.lemma, token.parts, token.also, ("stem",))
        for token in tokens_in(text, exceptions)
    ]


def is_known(word: str, exceptions: Exceptions = NO_EXCEPTIONS) -> bool:
    """Whether ``word`` is right as it stands: nobody should be asked whether another one was meant."""
    return False


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
