"""Words with their place in the text.

A word with a hyphen, an apostrophe or an ampersand in it (``cliënt-ondersteuning``, ``foto's``, ``B&W``) gives its
parts, and all of them joined.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from search.analysis.clauses import with_separable_verbs
from search.analysis.exceptions import NO_EXCEPTIONS, Exceptions
from search.analysis.folding import character_class_of_marks, fold
from search.analysis.repairing import repaired
from search.analysis.token import Token
from search.analysis.words import understand


class Explanation(NamedTuple):
    """What became of one word, and ``why``, in a few words."""

    text: str
    lemma: str
    parts: tuple[str, ...]
    also: tuple[str, ...]
    why: str


MOST_REMEMBERED = 200_000
_MARKS = character_class_of_marks()
_RUN = rf"[^\W_](?:[^\W_]|[{_MARKS}])*"
_JOINING = r"-\u2010\u2011'\u2019&"
_WORD = re.compile(
    # Most words are one run of letters; the group tells them from the others.
    rf"([^\W_]++)(?![{_JOINING}.,][^\W_]|[{_MARKS}])"
    rf"|[^\W\d_][{_MARKS}]*(?:\.[^\W\d_][{_MARKS}]*)+(?![^\W_])|\d+(?:[.,]\d+)+|{_RUN}(?:[{_JOINING}]{_RUN})*"
)
_PART = re.compile(_RUN)


def analyse(text: str, exceptions: Exceptions = NO_EXCEPTIONS) -> list[Token]:
    """The tokens of ``text`` in their order, a joined word before its parts; never fails, whatever the text."""
    mended, changes = repaired(text)
    tokens = with_separable_verbs(mended, _tokens(mended, exceptions))
    for places in changes:
        tokens = [places.moved(token) for token in tokens]
    return tokens


def words_in(text: str) -> list[str]:
    """The folded words of ``text``, the parts of a hyphenated word apart."""
    return [token.text for token in _tokens(repaired(text)[0], NO_EXCEPTIONS) if not token.joined]


def found_by(word: str, exceptions: Exceptions = NO_EXCEPTIONS) -> tuple[str, ...]:
    """By what one written word of letters only is found: itself, folded, its lemma, its parts, its other lemmas."""
    folded, lemma, parts, also = _memory_of(exceptions)[word]
    return folded, lemma, *parts, *also


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


class _Memory(dict[str, tuple[str, str, tuple[str, ...], tuple[str, ...]]]):
    """What written words were found to be: text, lemma, parts, also. Forgets all when it is full."""

    def __init__(self, exceptions: Exceptions) -> None:
        super().__init__()
        self.exceptions = exceptions

    def __missing__(self, written: str) -> tuple[str, str, tuple[str, ...], tuple[str, ...]]:
        folded = fold(written)
        word = understand(folded, self.exceptions)
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        self[written] = found = (folded, word.lemma, word.parts, word.also)
        return found


_memory_of = lru_cache(maxsize=4)(_Memory)
forget = _memory_of.cache_clear


def _tokens(text: str, exceptions: Exceptions) -> list[Token]:
    tokens: list[Token] = []
    memory = _memory_of(exceptions)
    new = tuple.__new__  # Half the time of Token(…), and this runs for every word of every page.
    for found in _WORD.finditer(text):
        if found.lastindex:
            folded, lemma, parts, also = memory[found.group()]
            if folded:
                start, end = found.span()
                tokens.append(new(Token, (folded, start, end, lemma, parts, also, False)))
        else:
            tokens += _with_parts(found.group(), found.start(), memory)
    return tokens


def _with_parts(written: str, offset: int, memory: _Memory) -> Iterator[Token]:
    parts = [(part, memory[part.group()]) for part in _PART.finditer(written)]
    parts = [(part, known) for part, known in parts if known[0]]
    if len(parts) > 1:
        folded, lemma, inside, also = memory[written]
        yield Token(folded, offset, offset + len(written), lemma, inside, also, joined=True)
    for part, (folded, lemma, inside, also) in parts:
        yield Token(folded, offset + part.start(), offset + part.end(), lemma, inside, also)
