"""Words with their place in the text.

A word with a hyphen, an apostrophe or an ampersand in it (``cliënt-ondersteuning``, ``foto's``, ``B&W``) gives its
parts, and all of them joined.
"""

import re
from collections.abc import Container, Iterator
from functools import lru_cache
from typing import NamedTuple

from search.analysis.clauses import with_separable_verbs
from search.analysis.exceptions import NO_EXCEPTIONS, Exceptions
from search.analysis.folding import character_class_of_marks, fold
from search.analysis.repairing import repaired
from search.analysis.token import Token
from search.analysis.words import Word, understand


class Explanation(NamedTuple):
    """What became of one word, and ``why``, in a few words."""

    text: str
    lemma: str
    parts: tuple[str, ...]
    also: tuple[str, ...]
    why: str


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
    mended, places = repaired(text)
    tokens = with_separable_verbs(mended, list(_tokens(mended, exceptions)))
    return tokens if places is None else [places.moved(token) for token in tokens]


def tokens_in(text: str, exceptions: Exceptions = NO_EXCEPTIONS) -> Iterator[Token]:
    """As ``analyse``, one by one."""
    return iter(analyse(text, exceptions))


def matching_tokens(
    text: str, lemmas: Container[str], texts: Container[str], exceptions: Exceptions = NO_EXCEPTIONS
) -> Iterator[Token]:
    """The tokens of ``text`` with one of these lemmas, themselves or in a part, or one of these folded forms."""
    for token in analyse(text, exceptions):
        if (
            token.lemma in lemmas
            or token.text in texts
            or (token.parts and any(part in lemmas for part in token.parts))
            or (token.also and any(other in lemmas for other in token.also))
        ):
            yield token


def words_in(text: str) -> list[str]:
    """The folded words of ``text``, the parts of a hyphenated word apart."""
    return [token.text for token in _tokens(repaired(text)[0], NO_EXCEPTIONS) if not token.joined]


def written_words(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of ``text`` stand, as they were written; a word with a hyphen in it is one."""
    for found in _WORD.finditer(text):
        yield found.span()


def explain(text: str, exceptions: Exceptions = NO_EXCEPTIONS) -> list[Explanation]:
    """The tokens of ``text`` with the reason for their lemma and parts, for people."""
    found = []
    for token in analyse(text, exceptions):
        word = understand(token.text, exceptions)
        why = word.why if token.also == word.also else f"{word.why}; separable verb"
        found.append(Explanation(token.text, token.lemma, token.parts, token.also, why))
    return found


def is_known(word: str, exceptions: Exceptions = NO_EXCEPTIONS) -> bool:
    """Whether ``word`` is right as it stands: nobody should be asked whether another one was meant."""
    folded = fold(word)
    return bool(folded) and understand(folded, exceptions).known


def _tokens(text: str, exceptions: Exceptions) -> Iterator[Token]:
    for found in _WORD.finditer(text):
        if found.lastindex:
            folded, word = _read(found.group(), exceptions)
            if folded:
                yield Token(folded, found.start(), found.end(), word.lemma, word.parts, word.also)
        else:
            yield from _compound(found.group(), found.start(), exceptions)


@lru_cache(maxsize=200_000)
def _read(written: str, exceptions: Exceptions) -> tuple[str, Word]:
    folded = fold(written)
    return folded, understand(folded, exceptions)


def _compound(written: str, offset: int, exceptions: Exceptions) -> Iterator[Token]:
    folded, word = _read(written, exceptions)
    parts = [(part, fold(part.group())) for part in _PART.finditer(written)]
    parts = [(part, text) for part, text in parts if text]
    if len(parts) > 1:
        end = offset + len(written)
        yield Token(folded, offset, end, word.lemma, word.parts, word.also, joined=True)
    for part, text in parts:
        word = understand(text, exceptions)
        yield Token(text, offset + part.start(), offset + part.end(), word.lemma, word.parts, word.also)
