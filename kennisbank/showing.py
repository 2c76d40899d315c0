"""What a page template gets: sections with their content, and links that this reader may follow."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kennisbank.audience import Reader
from kennisbank.looking_after import Review, review_of
from kennisbank.models.read_model import SearchDocument
from kennisbank.sections.content import Cell, Content, FactList, Rows

if TYPE_CHECKING:
    from kennisbank.models import KnowledgePage


@dataclass(frozen=True)
class ShownSection:
    name: str
    label: str
    content: Content


@dataclass(frozen=True)
class ShownPage:
    """A page as one reader sees it; ``links`` maps page ids to rows that the reader may open."""

    sections: list[ShownSection]
    document: SearchDocument | None
    links: dict[int, SearchDocument]
    replaced_by: SearchDocument | None
    review: Review | None


def shown_page(page: "KnowledgePage", reader: Reader) -> ShownPage:
    """``page`` for ``reader``: at most three queries, however many sections, rows and links it has."""
    sections = shown_sections(page)
    wanted = {cell.page_id for cell in _cells(sections) if cell.page_id} | {page.pk, page.replaced_by_id} - {
        None
    }
    rows = SearchDocument.objects.visible_to(reader).pages().filter(page_id__in=wanted)
    links = {row.page_id: row for row in rows.prefetch_related("facet_values")}
    return ShownPage(sections, links.get(page.pk), links, links.get(page.replaced_by_id), review_of(page))


def shown_sections(page: "KnowledgePage") -> list[ShownSection]:
    """The sections of ``page`` that are filled, in their order, the files last."""
    filled = ((section, section.content(page)) for section in [*page.section_list(), page.file_section()])
    return [ShownSection(section.name, section.label, content) for section, content in filled if content]


def _cells(sections: list[ShownSection]) -> list[Cell]:
    cells: list[Cell] = []
    for section in sections:
        if isinstance(section.content, FactList):
            cells += section.content.cells
        elif isinstance(section.content, Rows):
            cells += [cell for row in section.content.rows for cell in row]
    return cells
