"""What a section says, free of HTML pages, search engines and file formats.

Every road out of a page (web page, search text, comparison, export) starts from these values.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from wagtail.rich_text import get_text_for_indexing


@dataclass(frozen=True)
class RichText:
    """Paragraphs and lists as the editor stored them (Wagtail's rich text, no headings)."""

    source: str

    @property
    def text(self) -> str:
        return get_text_for_indexing(self.source).strip()


@dataclass(frozen=True)
class Table:
    """A table of plain cells; every row is as long as ``headings``."""

    headings: list[str]
    rows: list[list[str]]
    caption: str = ""

    @property
    def text(self) -> str:
        lines = [[self.caption], self.headings, *self.rows]
        return "\n".join(" ".join(filter(None, line)) for line in lines).strip()


@dataclass(frozen=True)
class Cell:
    """One labelled value: of a fact, or of a column in a row.

    ``page_id`` names a page of this site whose title may only be shown to who may read that page, so it is
    resolved at the moment of showing and never becomes search text.
    """

    name: str
    label: str
    text: str = ""
    url: str = ""
    page_id: int | None = None
    items: list[str] = field(default_factory=list)
    value: object = None

    @property
    def search_text(self) -> str:
        return " ".join(filter(None, [self.text, *self.items]))


@dataclass(frozen=True)
class Prose:
    template = "sections/prose.html"
    parts: list[RichText | Table]

    @property
    def text(self) -> str:
        return "\n".join(part.text for part in self.parts).strip()


@dataclass(frozen=True)
class Sentence:
    template = "sections/sentence.html"
    text: str


@dataclass(frozen=True)
class FactList:
    template = "sections/facts.html"
    cells: list[Cell]

    @property
    def text(self) -> str:
        return "\n".join(f"{cell.label}: {cell.search_text}" for cell in self.cells if cell.search_text)


@dataclass(frozen=True)
class Rows:
    """Repeated rows with the same columns; a row holds only the cells that are filled."""

    columns: list[Cell]
    rows: list[list[Cell]]
    layout: str

    @property
    def template(self) -> str:
        return f"sections/{self.layout}.html"

    @property
    def text(self) -> str:
        return "\n".join(" ".join(cell.search_text for cell in row) for row in self.rows).strip()

    def grid(self) -> Iterator[list[Cell]]:
        """Each row with an empty cell where a column is not filled, for a real table."""
        for row in self.rows:
            filled = {cell.name: cell for cell in row}
            yield [filled.get(column.name, column) for column in self.columns]

    def used_columns(self) -> list[Cell]:
        """The columns that at least one row fills."""
        used = {cell.name for row in self.rows for cell in row}
        return [column for column in self.columns if column.name in used]


Content = Prose | Sentence | FactList | Rows
