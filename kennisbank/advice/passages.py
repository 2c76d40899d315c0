"""What a page says, cut into the pieces that advice is given on: paragraphs, links, tables and pictures by section."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import html

from kennisbank.models import KnowledgePage
from kennisbank.sections import Section, build_section
from kennisbank.sections.content import Cell, Content, FactList, Prose, RichText, Rows, Sentence, Table

_BLOCKS = ("p", "li", "h2", "h3", "h4", "h5", "h6", "blockquote", "div")


@dataclass(frozen=True)
class Text:
    """One paragraph, item or value. ``running`` text consists of sentences; ``label`` stands beside a value."""

    text: str
    running: bool = True
    label: str = ""


@dataclass(frozen=True)
class Link:
    text: str
    target: str


@dataclass
class Passage:
    """One section of the page, and the id of its place in the editor.

    ``pictures`` counts those without a text for who does not see them.
    """

    section: str
    label: str
    place: str = ""
    texts: list[Text] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    pictures: int = 0


def passages_of(page: KnowledgePage) -> list[Passage]:
    """The summary and every section that is filled, in the order of the page."""
    sections = [build_section(type(page), "summary"), *page.section_list(), page.file_section()]
    filled = ((section, section.content(page)) for section in sections)
    return [_passage(section, content) for section, content in filled if content]


def _passage(section: Section, content: Content) -> Passage:
    passage = Passage(section.name, section.label, section.place_in_editor)
    if isinstance(content, Prose):
        for part in content.parts:
            if isinstance(part, RichText):
                _add_rich_text(passage, part.source)
            else:
                _add_table(passage, part)
    elif isinstance(content, Sentence):
        passage.texts.append(Text(content.text))
    elif isinstance(content, FactList):
        passage.texts += _of_cells(content.cells)
    elif isinstance(content, Rows):
        passage.texts += [text for row in content.rows for text in _of_cells(row)]
    return passage


def _of_cells(cells: list[Cell]) -> Iterator[Text]:
    """Long values are running text too; a short one is a name, a date or a place."""
    for cell in cells:
        if not cell.url:
            for value in filter(None, [cell.text, *cell.items]):
                yield Text(value, running="." in value and " " in value, label=cell.label)


def _add_table(passage: Passage, table: Table) -> None:
    passage.tables.append(table)
    for row in table.rows:
        for heading, cell in zip(table.headings, row, strict=False):
            if cell.strip():
                passage.texts.append(Text(cell, running=False, label=heading))


def _add_rich_text(passage: Passage, source: str) -> None:
    root = _parsed(source)
    targets = ((anchor, _target(anchor)) for anchor in root.iter("a"))
    passage.links += [Link(_words_of(anchor), target) for anchor, target in targets if target is not None]
    pictures = root.xpath(".//embed[@embedtype='image'] | .//img")
    passage.pictures += sum(not (picture.get("alt") or "").strip() for picture in pictures)
    passage.texts += [Text(text) for text in _block_texts(root) if text.strip()]


def _parsed(source: str) -> Any:
    """The rich text as a tree; control characters, which no tree can hold, become spaces."""
    clean = "".join(letter if letter.isprintable() or letter in "\n\t" else " " for letter in source)
    return html.fragment_fromstring(clean, create_parent="div")


def _target(anchor: Any) -> str | None:
    """Where a link leads, as one word: an address, or the page or file with its number."""
    if anchor.get("href"):
        return str(anchor.get("href"))
    return f"{anchor.get('linktype')}:{anchor.get('id')}" if anchor.get("linktype") else None


def _words_of(element: Any) -> str:
    return " ".join(str(element.text_content()).split())


def _block_texts(root: Any) -> Iterator[str]:
    """The text of each block, without that of the blocks inside it; a line break ends a line."""
    for element in root.iter(*_BLOCKS):
        pieces = [element.text or ""]
        for child in element:
            if child.tag == "br":
                pieces.append("\n")
            elif child.tag not in {*_BLOCKS, "ul", "ol"}:
                pieces.append(_inline_text(child))
            pieces.append(child.tail or "")
        yield "".join(pieces).strip()


def _inline_text(element: Any) -> str:
    if not isinstance(element.tag, str):  # A comment.
        return ""
    for line_break in element.iter("br"):
        line_break.tail = f"\n{line_break.tail or ''}"
    return str(element.text_content())
