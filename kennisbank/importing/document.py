"""The whole road of one file, without touching the site: read, recognise, divide, account."""

import datetime
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from kennisbank.importing import privacy
from kennisbank.importing.blocks import Block, Paragraph, escape
from kennisbank.importing.dates import date_alone
from kennisbank.importing.headings import join_broken, recognise
from kennisbank.importing.hyphens import hyphenated_words
from kennisbank.importing.layout import UNPLACED, Layout, lay_out, take_date
from kennisbank.importing.leftovers import propose
from kennisbank.importing.letterhead import Entry, extract
from kennisbank.importing.lines import Flow
from kennisbank.importing.prose import prose_value, shown_numbers, value_words
from kennisbank.importing.readers import read
from kennisbank.importing.reading import Reading
from kennisbank.importing.rows import row_text, takes_text
from kennisbank.importing.sections_found import SectionFinder
from kennisbank.importing.titles import take_title
from kennisbank.importing.typed_lists import with_lists
from kennisbank.importing.words import count_all
from kennisbank.sections.section import SentenceSection

# Other names of a kind of document, as they stand above one.
KIND_WORDS = {
    "raadsinformatiebrief": (
        "raadsbrief",
        "raadsinformatiememo",
        "informatiebrief",
        "rib",
        "brief aan de raad",
    ),
    "nieuwsbericht": ("persbericht",),
    "les": ("praktijkles", "geleerde les"),
    "klantreis": ("cliëntreis", "inwonersreis"),
}


@dataclass(frozen=True)
class Choices:
    """What a person decided in the preview. `keep` and `drop` are positions in the list of proposals."""

    drop_all_proposed: bool = False
    drop: frozenset[int] = frozenset()
    leave_out: privacy.LeaveOut = frozenset()


@dataclass
class Imported:
    """One file, divided. `value` of a prose section is what the page stores; `missing` must be empty to go on."""

    name: str
    page_class: type[Any]
    layout: Layout
    proposals: list[tuple[str, str]]
    left_out: list[tuple[str, str]]
    private: privacy.Private
    words_in: Counter
    words_out: Counter
    values: dict[str, list[dict]]
    warnings: list[str] = field(default_factory=list)

    @property
    def missing(self) -> Counter:
        return self.words_in - self.words_out

    @property
    def extra(self) -> Counter:
        return self.words_out - self.words_in

    @property
    def title(self) -> str:
        return self.layout.title

    @property
    def adds_up(self) -> bool:
        return self.words_in == self.words_out


def joined(reading: Reading) -> tuple[list[Block], Counter]:
    """The blocks with broken paragraphs made whole, and the words with the halves of words counted as one."""
    text = "\n".join(block.text for block in reading.blocks)
    flow = Flow(hyphenated_words(text))
    blocks = join_broken(reading.blocks, flow.join)
    total = reading.words.copy()
    for head, tail in flow.joins:
        total.subtract([head, tail])
        total[head + tail] += 1
    return blocks, +total


def import_file(name: str, content: bytes, page_class: type[Any], choices: Choices | None = None) -> Imported:
    """Everything that will become of this file as a page of this type. Raises ImportProblem."""
    choices = choices or Choices()
    reading = read(name, content)
    blocks, words_in = joined(reading)
    finder = finder_of(page_class)
    blocks = with_lists(blocks, lambda text: finder.exact(text) is not None)
    blocks = propose(recognise(blocks, reading.loose_headings))
    proposals, kept, dropped = decide(blocks, choices)
    kept, private = privacy.review(kept, choices.leave_out)
    layout = divide(kept, page_class, reading.title, name)
    values = {section: prose_value(content) for section, content in layout.prose.items()}
    left_out = dropped + [(text, privacy.NAMES[kind][0]) for text, kind in private.left_out]
    words_out = counted(layout, values, left_out)
    warnings = [*reading.warnings, *private.warnings(), *remarks(layout)]
    return Imported(
        name, page_class, layout, proposals, left_out, private, words_in, words_out, values, warnings
    )


def decide(
    blocks: list[Block], choices: Choices
) -> tuple[list[tuple[str, str]], list[Block], list[tuple[str, str]]]:
    """The proposals for *Weggelaten*, the blocks that stay, and what goes with its reason."""
    proposals, kept, dropped = [], [], []
    for block in blocks:
        if not block.why:
            kept.append(block)
            continue
        goes = choices.drop_all_proposed or len(proposals) in choices.drop
        proposals.append((block.text, block.why))
        if goes:
            dropped.append((block.text, block.why))
        else:
            kept.append(block)
    return proposals, kept, dropped


def divide(blocks: list[Block], page_class: type[Any], page_title: str, file_name: str) -> Layout:
    """Letterhead, title and date first, then the sections."""
    layout = Layout()
    letterhead = getattr(page_class, "letterhead", None) or {}
    finder = finder_of(page_class)
    entries, blocks = (
        extract(blocks, lambda text: finder.find(text) is not None, frozenset(letterhead))
        if letterhead
        else ([], blocks)
    )
    refused = fill_fields(entries, page_class, letterhead, layout)
    subject = str(layout.fields.get(letterhead.get("onderwerp", ""), ""))
    blocks = take_title(blocks, finder, subject, layout, page_title or stem(file_name))
    blocks = take_date(blocks, layout, letterhead.get("datum", ""))
    stay = [block for block in blocks if not block.why]
    rest = getattr(page_class, "rest_section", None) or UNPLACED
    lay_out(stay, finder, rest, layout)
    for block in [*refused, *(block for block in blocks if block.why)]:
        layout.add(UNPLACED, block)
    return layout


def finder_of(page_class: type[Any]) -> SectionFinder:
    names = {page_class.kind, str(page_class._meta.verbose_name), *KIND_WORDS.get(page_class.kind, ())}
    in_letterhead = set(page_class.letterhead.values())
    facts = tuple(
        SentenceSection(field.name, str(field.verbose_name), "", (field,))
        for section in page_class.section_list()
        for field in section.fields
        if len(section.fields) > 1 and takes_text(field) and field.name not in in_letterhead
    )
    return SectionFinder(page_class.section_list(), tuple(names), facts)


def fill_fields(
    entries: list[Entry], page_class: type[Any], letterhead: dict[str, str], layout: Layout
) -> list[Block]:
    """Put the letterhead into the fields of the page; what has no field, or does not fit, comes back as text."""
    refused: list[Block] = []
    for entry in entries:
        name = letterhead[entry.key]
        value = field_value(page_class, name, entry)
        if value is None:
            refused.append(Paragraph(escape(f"{entry.written}: {entry.value}")))
            continue
        layout.fields[name] = value
        layout.field_texts.append(entry.value)
        layout.labels.append(entry.written)
    return refused


def field_value(page_class: type[Any], name: str, entry: Entry) -> str | datetime.date | None:
    if entry.key == "datum":
        return date_alone(entry.value)
    longest = (
        getattr(page_class._meta.get_field(name), "max_length", None)
        if hasattr(page_class, "_meta")
        else None
    )
    text = " ".join(entry.value.split())
    return text if longest is None or len(text) <= longest else None


def stem(file_name: str) -> str:
    return " ".join(file_name.rpartition("/")[2].rpartition(".")[0].replace("_", " ").split())


def counted(layout: Layout, values: dict[str, list[dict]], left_out: list[tuple[str, str]]) -> Counter:
    """Every word that a field, a section, a label or *Weggelaten* holds, counted from what will be stored."""
    total = layout.label_words()
    total += count_all(layout.field_texts)
    for name, value in values.items():
        total += value_words(value) + shown_numbers(layout.prose[name])
    for rows in layout.rows.values():
        total += count_all(row_text(row) for row in rows)
    total += count_all(layout.sentences.values())
    return total + count_all(text for text, _ in left_out)


def remarks(layout: Layout) -> list[str]:
    unplaced = layout.prose.get(UNPLACED)
    found = []
    if unplaced:
        found.append("Een deel van de tekst paste bij geen onderdeel en staat onder “Nog in te delen”.")
    return found
