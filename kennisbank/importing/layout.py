"""Lay the blocks of a document under the sections of a page type; what fits nowhere stays to be placed by a person."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import DateField

from kennisbank.importing.blocks import Block, Heading, ListBlock, Paragraph, Table
from kennisbank.importing.columns import rows_of_table
from kennisbank.importing.dates import date_alone
from kennisbank.importing.headings import is_open, is_short, without_number
from kennisbank.importing.rows import fits_sentence, rows_of
from kennisbank.importing.sections_found import SectionFinder
from kennisbank.importing.words import count_all

UNPLACED = "unplaced"
UNPLACED_LABEL = "Nog in te delen"
END_OF_LETTER = re.compile(
    r"^(?:hoogachtend|met\s+(?:vriendelijke|hartelijke)\s+groet|vriendelijke\s+groet)", re.IGNORECASE
)


@dataclass
class Layout:
    """Where everything went. `labels` are the words of headings and labels that the page shows by itself."""

    prose: dict[str, list[Block]] = field(default_factory=dict)
    rows: dict[str, list[dict]] = field(default_factory=dict)
    sentences: dict[str, str] = field(default_factory=dict)
    fields: dict[str, object] = field(default_factory=dict)
    field_texts: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    headings: dict[str, list[str]] = field(default_factory=dict)  # which of the labels opened which section
    title: str = ""

    def add(self, name: str, block: Block):
        self.prose.setdefault(name, []).append(block)

    def shown(self, section: str, heading: str):
        """A heading that the page shows by itself, as the label of this section."""
        self.labels.append(heading)
        self.headings.setdefault(section, []).append(heading)

    def label_words(self) -> Counter:
        return count_all(self.labels)


def lay_out(blocks: list[Block], finder: SectionFinder, rest: str, layout: Layout):
    """Divide the blocks. `rest` is the section that takes what no section asks for, or UNPLACED."""
    gathered: dict[str, Gathered] = {}
    section, level = None, 0
    for block in blocks:
        found = section_of(block, finder)
        if found is not None:
            section, level = found, level_of(block)
            gathered.setdefault(section.name, Gathered(section)).open_with(block, finder, layout)
        elif section is not None and ends_section(block, level):
            section = None
            layout.add(rest, block)
        elif section is None:
            layout.add(rest, block)
        else:
            gathered[section.name].content.append(block)
    for found in gathered.values():
        place(found, finder, layout)
    place_tables([found for found in finder.sections if row_block_of(found)], rest, layout)


def section_of(block: Block, finder: SectionFinder):
    """The section that this block opens: a heading, or a short line that is exactly the name of one."""
    if isinstance(block, Heading):
        return finder.find(block.text)
    if isinstance(block, Paragraph) and is_short(block.text) and is_open(block.text):
        return finder.exact(block.text)
    return None


def level_of(block: Block) -> int:
    return block.level if isinstance(block, Heading) else 3


def ends_section(block: Block, level: int) -> bool:
    """A heading that is no section ends the one it stands in, unless it lies deeper; so does the end of a letter."""
    if isinstance(block, Heading):
        return block.level <= level
    return isinstance(block, Paragraph) and bool(END_OF_LETTER.match(block.text.strip()))


@dataclass
class Gathered:
    """What stands in the file under the headings of one section."""

    section: Any
    content: list[Block] = field(default_factory=list)
    openings: list[Heading] = field(default_factory=list)  # headings whose fate depends on the content

    def open_with(self, block: Block, finder: SectionFinder, layout: Layout):
        """The page shows the label itself; in a text, another wording stays as a bold line at its place."""
        heading = Heading(block.text, level_of(block))
        if not self.section.accepts_prose:
            self.openings.append(heading)
        elif finder.is_label(block.text, self.section):
            layout.shown(self.section.name, block.text)
        else:
            text = without_number(block.text)
            layout.labels.append(block.text[: len(block.text) - len(text)])
            self.content.append(Heading(text, heading.level))


def place(found: Gathered, finder: SectionFinder, layout: Layout):
    """The content of one section in the shape that the section has; what it cannot take goes to UNPLACED."""
    section, content = found.section, found.content
    if section.accepts_prose:
        if content:
            layout.prose.setdefault(section.name, []).extend(content)
        return
    left = shaped(section, content, finder, layout)
    for heading in found.openings:
        if len(left) < len(content) and finder.exact(heading.text):
            layout.shown(section.name, heading.text)
        else:
            layout.add(UNPLACED, heading)
    for block in left:
        layout.add(UNPLACED, block)


def shaped(section, content: list[Block], finder: SectionFinder, layout: Layout) -> list[Block]:
    """Fill rows, a sentence or a field; the blocks that did not fit."""
    if row_block := row_block_of(section):
        rows, left, labels = rows_of(content, row_block)
        if rows:
            layout.rows.setdefault(section.name, []).extend(rows)
            layout.labels += labels
        return left
    text = fits_sentence(section, content)
    if not text or section.name in {*layout.sentences, *layout.fields}:
        return content
    is_date = isinstance(section.fields[0], DateField)
    if section.name not in finder.facts and not is_date:
        layout.sentences[section.name] = text
        return []
    value = date_alone(text) if is_date else text
    if value is None:
        return content
    layout.fields[section.name] = value
    layout.field_texts.append(text)
    return []


def row_block_of(section):
    return getattr(section.fields[0], "row_block", None) if section.fields else None


def place_tables(sections: list, rest: str, layout: Layout):
    """A table without a heading of its own, whose columns are those of one section, becomes the rows of that one."""
    empty = [section for section in sections if row_block_of(section) and not layout.rows.get(section.name)]
    left: list[Block] = []
    for block in layout.prose.get(rest, []):
        fitting = [
            (section, found)
            for section in empty
            if isinstance(block, Table) and (found := rows_of_table(block, row_block_of(section)))
        ]
        if len(fitting) != 1:
            left.append(block)
            continue
        section, found = fitting[0]
        empty.remove(section)
        layout.rows[section.name] = found.rows
        layout.labels += found.labels
    if rest in layout.prose:
        layout.prose[rest] = left


def take_date(blocks: list[Block], layout: Layout, name: str) -> list[Block]:
    """A date that stands alone near the top fills the page's date, if the letterhead did not."""
    if not name or name in layout.fields:
        return blocks
    near = [(at, block) for at, block in enumerate(blocks) if not block.why][:6]
    for at, block in near:
        if isinstance(block, Paragraph | Heading) and (day := date_alone(block.text)):
            layout.fields[name] = day
            layout.field_texts.append(block.text)
            return blocks[:at] + blocks[at + 1 :]
        if isinstance(block, ListBlock) or len(block.text) > 400:
            break
    return blocks
