"""One piece of advice."""

from dataclasses import dataclass

QUOTE_LENGTH = 240


@dataclass(frozen=True)
class Item:
    """What stands where (``quote``: a sentence or a find, unescaped), and in one sentence what to do about it.

    What differs between finds with the same advice stands in ``note``, so that the advice is said once.
    """

    section: str
    label: str
    quote: str
    what_to_do: str
    note: str = ""


def shortened(text: str) -> str:
    """The text on one line, cut after a whole word where it is too long to quote."""
    line = " ".join(text.split())
    if len(line) <= QUOTE_LENGTH:
        return line
    return line[:QUOTE_LENGTH].rsplit(" ", 1)[0] + " …"
