"""Repeated rows (bijlagen, uitgangspunten, partijen) from the lists, tables and sub-headings under one heading."""

import re
from typing import Any

from django.db import models
from wagtail import blocks as wagtail_blocks

from kennisbank.importing.blocks import Block, Heading, ListBlock, Paragraph, Table, plain
from kennisbank.importing.columns import (
    FoundRows,
    cell_value,
    child_named,
    one_line,
    rows_of_table,
    text_children,
)
from kennisbank.importing.dates import Day

NUMBER_CHILD = "number"
ELSEWHERE_CHILD = "elsewhere"
# Where the explanation of a row goes, the best place first; a row without any keeps it behind its own text.
EXPLAINS = ("explanation", "task", "steps", "core_message", "role")
ANNEX_NUMBER = re.compile(
    r"^((?:[Bb]ijlage\s+)?\(?(?:\d{1,2}|[a-zA-Z])[.):])\s+(?=\S)|^((?:[Bb]ijlage\s+)?\d{1,2})\s+(?=[A-Z])"
)
LEAD = re.compile(r"^(?P<lead>[^:–]{2,60}?)\s*(?::|\s[–-])\s+(?P<rest>\S.*)$", re.DOTALL)


def new_row(row_block: Any, name: str, text: str, marker: str = "") -> dict[str, Any]:
    row: dict[str, Any] = {name: text}
    if marker and NUMBER_CHILD in row_block.child_blocks:
        row[NUMBER_CHILD] = marker.strip("().:")
    if ELSEWHERE_CHILD in row_block.child_blocks:
        row[ELSEWHERE_CHILD] = True  # the file that it names does not come along with an import
    return row


def rows_of(blocks: list[Block], row_block: Any) -> tuple[list[dict], list[Block], list[str]]:
    """The rows, the blocks that became none, and labels (column headings, numbers) that the rows show themselves."""
    children = text_children(row_block)
    if not children:
        return [], blocks, []
    if any(isinstance(block, Heading) for block in blocks) and len(children) > 1:
        return rows_under_headings(blocks, row_block, children[0])
    if not any(isinstance(block, ListBlock | Table) for block in blocks):
        paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
        return [row_of_text(one_line(block.markup), row_block, children[0]) for block in paragraphs], [], []
    rows: list[dict] = []
    remainder: list[Block] = []
    labels: list[str] = []
    for block in blocks:
        found = found_in(block, row_block, children[0])
        if found is None:
            remainder.append(block)
            continue
        rows += found.rows
        labels += found.labels
    return rows, remainder, labels


def found_in(block: Block, row_block: Any, name: str) -> FoundRows | None:
    if isinstance(block, ListBlock):
        return rows_of_list(block, row_block, name)
    return rows_of_table(block, row_block) if isinstance(block, Table) else None


def row_of_text(text: str, row_block: Any, name: str) -> dict[str, Any]:
    """A line as a row: with the number of an annex, or with the explanation behind a name ("MEE: …")."""
    numbered = ANNEX_NUMBER.match(text) if NUMBER_CHILD in row_block.child_blocks else None
    if numbered:
        return new_row(row_block, name, text[numbered.end() :], numbered.group().strip())
    explains = explaining_child(row_block, name)
    parted = LEAD.match(text) if explains else None
    if not parted:
        return new_row(row_block, name, text)
    row = new_row(row_block, name, parted["lead"].strip())
    explain(row, row_block, name, [parted["rest"]])
    return row


def explaining_child(row_block: Any, name: str) -> str:
    return next((child for child in EXPLAINS if child in row_block.child_blocks and child != name), "")


def explain(row: dict[str, Any], row_block: Any, name: str, lines: list[str]) -> None:
    """Add lines to the explanation of a row; without a place for one, to its own text."""
    child = explaining_child(row_block, name)
    if isinstance(row_block.child_blocks.get(child), wagtail_blocks.ListBlock):
        row[child] = [*row.get(child, []), *lines]
        return
    child = child or name
    row[child] = "\n".join(filter(None, [row.get(child, ""), *lines]))


def rows_of_list(block: ListBlock, row_block: Any, name: str) -> FoundRows:
    """One row for each entry; deeper entries explain the row above them."""
    found = FoundRows()
    for item in block.items:
        text = one_line(item.markup)
        if item.depth and found.rows:
            explain(found.rows[-1], row_block, name, [text])
            found.labels.append(item.marker)
            continue
        row = row_of_text(text, row_block, name)
        if item.marker and NUMBER_CHILD in row_block.child_blocks and NUMBER_CHILD not in row:
            row[NUMBER_CHILD] = item.marker.strip("().")
        else:
            found.labels.append(item.marker)
        found.rows.append(row)
    return found


def rows_under_headings(
    blocks: list[Block], row_block: Any, name: str
) -> tuple[list[dict], list[Block], list[str]]:
    """Each sub-heading names a row, the text under it explains it."""
    rows: list[dict] = []
    before: list[Block] = []
    labels: list[str] = []
    for block in blocks:
        if isinstance(block, Heading):
            rows.append(row_of_text(block.text, row_block, name))
        elif not rows:
            before.append(block)
        elif isinstance(block, ListBlock):
            explain(rows[-1], row_block, name, [one_line(item.markup) for item in block.items])
            labels += [item.marker for item in block.items]
        elif isinstance(block, Table):
            explain(rows[-1], row_block, name, block.text.split("\n"))
        elif label := named_part(block, rows[-1], row_block):
            labels.append(label)
        else:
            explain(rows[-1], row_block, name, [one_line(block.markup)])
    return rows, before, labels


def named_part(block: Paragraph, row: dict[str, Any], row_block: Any) -> str:
    """ "Kanaal: telefoon" fills the channel of the row; the label that the row then shows itself, or nothing."""
    label, colon, rest = plain(block.markup).partition(":")
    child = child_named(label, row_block) if colon and rest.strip() and len(label) < 40 else ""
    if not child or row.get(child):
        return ""
    value = cell_value(rest, row_block.child_blocks[child])
    if value is None:
        return ""
    row[child] = value
    return label


def row_text(row: dict) -> str:
    """The words of a row, a line for each part; a day as the file wrote it."""
    pieces: list[str] = []
    for name, value in row.items():
        if isinstance(value, list):
            pieces += value
        elif isinstance(value, Day):
            pieces.append(value.written)
        elif isinstance(value, str) and name != ELSEWHERE_CHILD:
            pieces.append(value)
    return "\n".join(pieces)


def fits_sentence(section, blocks: list[Block]) -> str:
    """The text for a section of one plain sentence, when the blocks are one paragraph that fits in it."""
    field = section.fields[0] if len(section.fields) == 1 else None
    if len(blocks) != 1 or not isinstance(blocks[0], Paragraph) or not takes_text(field):
        return ""
    text = one_line(blocks[0].markup)
    return text if len(text) <= (getattr(field, "max_length", None) or len(text)) else ""


def takes_text(field) -> bool:
    """Whether a line of text, or a day, can stand in this field as it is."""
    plain_field = isinstance(field, models.CharField | models.DateField) and not isinstance(
        field, models.URLField
    )
    return plain_field and not field.choices
