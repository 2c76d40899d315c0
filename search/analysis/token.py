"""What the analysis gives for each word of a text."""

from typing import NamedTuple


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
