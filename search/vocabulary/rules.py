"""Which words find which, as editors and the shipped files write it."""

import re
from dataclasses import dataclass
from enum import StrEnum

_BETWEEN = re.compile(r"[,;\r\n]+")


class Direction(StrEnum):
    BOTH = "beide"
    """All expressions of the rule find each other."""
    ONE = "een"
    """The words find what the rule says that they find, not the reverse."""


@dataclass(frozen=True)
class Rule:
    """``words`` find each other, or, in one direction, ``finds``; each is an expression of one or more words.

    ``key`` stays the same in every release and for as long as the rule exists.
    """

    key: str
    words: tuple[str, ...]
    finds: tuple[str, ...] = ()

    @property
    def direction(self) -> Direction:
        return Direction.ONE if self.finds else Direction.BOTH

    def found_by(self, word: str) -> tuple[str, ...]:
        """What somebody who types ``word``, an expression of the left side, finds too."""
        return self.finds or tuple(other for other in self.words if other != word)


def expressions_in(text: str) -> tuple[str, ...]:
    """The expressions in ``text``, which stand between commas, semicolons or ends of lines; spaces made single."""
    pieces = (" ".join(piece.split()) for piece in _BETWEEN.split(text))
    return tuple(piece for piece in pieces if piece)
