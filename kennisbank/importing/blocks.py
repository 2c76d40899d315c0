"""The parts of a document between reading and laying out: headings, paragraphs, lists, tables."""

import html
import re
from dataclasses import dataclass

TAG = re.compile(r"<[^>]*>")
LINE_BREAK = re.compile(r"<br\s*/?>")


def plain(markup: str) -> str:
    """The text of a piece of our own whitelisted markup."""
    if "<" not in markup and "&" not in markup:
        return markup
    return html.unescape(TAG.sub("", LINE_BREAK.sub("\n", markup)))


def escape(text: str) -> str:
    return html.escape(text, quote=False)


@dataclass(frozen=True)
class Heading:
    """A heading; `level` 1 is the title of the document. `styled` when the file itself says it is one."""

    content: str
    level: int = 2
    styled: bool = False
    why: str = ""

    @property
    def text(self) -> str:
        return self.content

    def map(self, change):
        return Heading(plain(change(escape(self.content))), self.level, self.styled, self.why)


@dataclass(frozen=True)
class Paragraph:
    """Running text; `markup` holds inline elements of the whitelist only."""

    markup: str
    why: str = ""

    @property
    def text(self) -> str:
        return plain(self.markup)

    def map(self, change):
        return Paragraph(change(self.markup), self.why)


@dataclass(frozen=True)
class Item:
    """One entry of a list. `marker` is a number that stands as words in the file ("1."), else empty."""

    markup: str
    marker: str = ""
    depth: int = 0

    @property
    def text(self) -> str:
        return plain(self.markup)


@dataclass(frozen=True)
class ListBlock:
    items: tuple[Item, ...]
    ordered: bool = False
    why: str = ""

    @property
    def text(self) -> str:
        lines = []
        for _number, item in enumerate(self.items, start=1):
            lead = item.marker or ("" if self.ordered else "-")
            lines.append("  " * item.depth + f"{lead} {item.text}".strip())
        return "\n".join(lines)

    @property
    def counted_by_the_list(self) -> bool:
        """Whether an ordered list shows the same numbers by itself, so that they need not stay in the text."""
        markers = [item.marker for item in self.items if not item.depth]
        return self.ordered and markers == [f"{number}." for number in range(1, len(markers) + 1)]

    def map(self, change):
        items = tuple(Item(change(item.markup), item.marker, item.depth) for item in self.items)
        return ListBlock(items, self.ordered, self.why)


@dataclass(frozen=True)
class Table:
    """Rows of cells, each cell inline markup; all rows are equally long."""

    rows: tuple[tuple[str, ...], ...]
    has_header: bool = False
    why: str = ""

    @property
    def text(self) -> str:
        return "\n".join("\t".join(plain(cell) for cell in row) for row in self.rows)

    def map(self, change):
        return Table(
            tuple(tuple(change(cell) for cell in row) for row in self.rows), self.has_header, self.why
        )


Block = Heading | Paragraph | ListBlock | Table
