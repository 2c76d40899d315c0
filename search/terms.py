"""What is looked for, in words that no engine knows: each engine writes them in its own grammar.

A *term* is one thing to find. It has *forms*, each of which is enough; a form has a *shape*: words in a row, two
words near each other, or several terms that all occur.
"""

from collections.abc import Iterator
from dataclasses import dataclass

NEAR = 4
"""Two words are near each other when at most this many words stand between them, in either order."""


@dataclass(frozen=True)
class Row:
    """Words directly after each other: lemmas, or folded words as they stand when ``literal``.

    A single lemma is also found as a part of a compound.
    """

    words: tuple[str, ...]
    literal: bool = False


@dataclass(frozen=True)
class Near:
    """Two lemmas near each other; never as parts of compounds."""

    one: str
    other: str


@dataclass(frozen=True)
class Together:
    """Every one of these terms, anywhere in the page."""

    terms: tuple["Term", ...]


Shape = Row | Near | Together


@dataclass(frozen=True)
class Form:
    """``weight`` (0-1) says how well this form stands for the term; ``because`` names the rule that gave it."""

    shape: Shape
    weight: float = 1.0
    because: str = ""


@dataclass(frozen=True)
class Term:
    """``typed`` are the folded words as they stood in the query, to prefer pages that have just these."""

    forms: tuple[Form, ...]
    typed: tuple[str, ...] = ()

    @property
    def is_literal(self) -> bool:
        """Whether only the words as they stand will do, as in a phrase."""
        return all(isinstance(form.shape, Row) and form.shape.literal for form in self.forms)


def lemmas_of(terms: tuple[Term, ...]) -> Iterator[str]:
    """Every lemma in these terms, each as often as it stands there."""
    for term in terms:
        for form in term.forms:
            yield from _lemmas_in(form.shape)


def _lemmas_in(shape: Shape) -> Iterator[str]:
    if isinstance(shape, Near):
        yield from (shape.one, shape.other)
    elif isinstance(shape, Together):
        yield from lemmas_of(shape.terms)
    elif not shape.literal:
        yield from shape.words
