"""What a reader hands over: the blocks of a file, and the words that were in it."""

from collections import Counter
from dataclasses import dataclass, field

from kennisbank.importing.blocks import Block


@dataclass
class Reading:
    """`words` is counted from the file itself, apart from the blocks, so that the two can be compared."""

    blocks: list[Block]
    words: Counter
    title: str = ""
    warnings: list[str] = field(default_factory=list)
    loose_headings: bool = False  # headings can only be guessed from their shape (.txt, .pdf)
