"""Lay the blocks of a document under the sections of a page type; what fits nowhere stays to be placed by a person."""

from collections import Counter
from dataclasses import dataclass, field

from kennisbank.importing.blocks import Block, Heading, ListBlock, Paragraph
from kennisbank.importing.dates import date_alone
from kennisbank.importing.headings import is_short, without_number
from kennisbank.importing.rows import fits_sentence, rows_of
from kennisbank.importing.sections_found import SectionFinder
from kennisbank.importing.words import count_all

UNPLACED = "unplaced"
UNPLACED_LABEL = "Nog in te delen"


@dataclass
class Layout:
    """Where everything went. `labels` are the words of headings and labels that the page shows by itself."""

    prose: dict[str, list[Block]] = field(default_factory=dict)
    rows: dict[str, list[dict]] = field(default_factory=dict)
    sentences: dict[str, str] = field(default_factory=dict)
    fields: dict[str, object] = field(default_factory=dict)
    field_texts: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    title: str = ""

    def add(self, name: str, block: Block):
        self.prose.setdefault(name, []).append(block)

    def label_words(self) -> Counter:
        return count_all(self.labels)


def lay_out(blocks: list[Block], finder: SectionFinder, rest: str, layout: Layout):
    """Divide the blocks. `rest` is the section that takes what no section asks for, or UNPLACED."""
    gathered: dict[str, list[Block]] = {}
    section, level = None, 0
    for block in blocks:
        found = section_of(block, finder)
        if found is not None:
            section, level = found, level_of(block)
            gathered.setdefault(section.name, [])
            keep_heading(block, section, finder, gathered, layout)
        elif section is not None and isinstance(block, Heading) and ends_section(block, level):
            section = None
            layout.add(rest, block)
        elif section is None:
            layout.add(rest, block)
        else:
            gathered[section.name].append(block)
    by_name = {section.name: section for section in finder.names.values()}
    for name, content in gathered.items():
        place(by_name[name], content, rest, layout)


def section_of(block: Block, finder: SectionFinder):
    """The section that this block opens: a heading, or a short line that is exactly the name of one."""
    if isinstance(block, Heading):
        return finder.find(block.text)
    if (
        isinstance(block, Paragraph)
        and is_short(block.text)
        and not block.text.rstrip().endswith((".", ";", ","))
    ):
        section = finder.find(block.text)
        return section if section is not None and finder.is_label(block.text, section) else None
    return None


def level_of(block: Block) -> int:
    return block.level if isinstance(block, Heading) else 3


def ends_section(heading: Heading, level: int) -> bool:
    """A heading that is no section ends the one it stands in, unless it lies deeper."""
    return heading.level <= level


def keep_heading(
    block: Block, section, finder: SectionFinder, gathered: dict[str, list[Block]], layout: Layout
):
    """The label itself is shown by the page; another wording stays as a bold line at its place."""
    if finder.is_label(block.text, section):
        layout.labels.append(block.text)
        return
    text = without_number(block.text)
    layout.labels.append(block.text[: len(block.text) - len(text)])
    gathered[section.name].append(Heading(text, level_of(block)))


def place(section, content: list[Block], rest: str, layout: Layout):
    """The content of one section in the shape that the section has."""
    if not content:
        return
    if section.accepts_prose:
        layout.prose.setdefault(section.name, []).extend(content)
        return
    own = [block for block in content if not is_other_name(block, content)]
    row_block = getattr(section.fields[0], "row_block", None) if section.fields else None
    if row_block is not None:
        rows, remainder, labels = rows_of(own, row_block)
        if rows:
            layout.rows.setdefault(section.name, []).extend(rows)
            layout.labels += labels
            own = remainder
    elif (sentence := fits_sentence(section, own)) and section.name not in layout.sentences:
        layout.sentences[section.name] = sentence
        own = []
    other = [block for block in content if is_other_name(block, content)]
    keep_unplaced(section, other, own, layout)


def is_other_name(block: Block, content: list[Block]) -> bool:
    return bool(content) and block is content[0] and isinstance(block, Heading)


def keep_unplaced(section, other: list[Block], own: list[Block], layout: Layout):
    """What a section of rows or facts cannot take goes on under its own name in *Nog in te delen*."""
    if other or own:
        for block in [*other, *own]:
            layout.add(UNPLACED, block)


def take_date(blocks: list[Block], layout: Layout, name: str) -> list[Block]:
    """A date that stands alone near the top fills the page's date, if the letterhead did not."""
    if not name or name in layout.fields:
        return blocks
    for at, block in enumerate(blocks[:6]):
        if isinstance(block, Paragraph | Heading) and not block.why and (day := date_alone(block.text)):
            layout.fields[name] = day
            layout.field_texts.append(block.text)
            return blocks[:at] + blocks[at + 1 :]
        if isinstance(block, ListBlock) or len(block.text) > 400:
            break
    return blocks
