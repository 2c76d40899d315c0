"""Repeated rows (bijlagen, uitgangspunten, partijen) from the lists, tables and sub-headings under one heading."""

import re

from kennisbank.importing.blocks import Block, Heading, ListBlock, Paragraph, Table, plain
from kennisbank.importing.sections_found import normal

NUMBER_CHILD = "number"
ELSEWHERE_CHILD = "elsewhere"
TEXT_BLOCKS = {"CharBlock", "TextBlock"}


def text_children(row_block) -> list[str]:
    """The children of a row that hold plain text, in order, the number of an annex left aside."""
    return [
        name
        for name, child in row_block.child_blocks.items()
        if type(child).__name__ in TEXT_BLOCKS and name != NUMBER_CHILD
    ]


def new_row(row_block, name: str, text: str, marker: str = "") -> dict:
    row = {name: text}
    if marker and NUMBER_CHILD in row_block.child_blocks:
        row[NUMBER_CHILD] = marker.strip("().")
    if ELSEWHERE_CHILD in row_block.child_blocks:
        row[ELSEWHERE_CHILD] = True  # the file that it names does not come along with an import
    return row


def one_line(markup: str) -> str:
    return " ".join(plain(markup).split())


def rows_of(blocks: list[Block], row_block) -> tuple[list[dict], list[Block], list[str]]:
    """The rows, the blocks that became none, and labels (column headings, numbers) that the rows show themselves."""
    children = text_children(row_block)
    if not children:
        return [], blocks, []
    if any(isinstance(block, Heading) for block in blocks) and len(children) > 1:
        return rows_under_headings(blocks, row_block, children)
    if not any(isinstance(block, ListBlock | Table) for block in blocks):
        paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
        return [row_of_paragraph(block, row_block, children[0]) for block in paragraphs], [], []
    rows, remainder, labels = [], [], []
    for block in blocks:
        if isinstance(block, ListBlock):
            made, shown = rows_of_list(block, row_block, children[0])
            rows += made
            labels += shown
        elif isinstance(block, Table) and (fitting := columns_of(block, row_block)):
            rows += [table_row(row, fitting) for row in block.rows[1:]]
            labels.append(" ".join(plain(cell) for cell in block.rows[0]))
        else:
            remainder.append(block)
    return rows, remainder, labels


def row_of_paragraph(block: Paragraph, row_block, name: str) -> dict:
    text = one_line(block.markup)
    numbered = re.match(r"^(\d{1,2}[.)]?)\s+(?=\S)", text)
    if numbered and NUMBER_CHILD in row_block.child_blocks:
        return new_row(row_block, name, text[numbered.end() :], numbered.group(1))
    return new_row(row_block, name, text)


def rows_of_list(block: ListBlock, row_block, name: str) -> tuple[list[dict], list[str]]:
    """One row for each entry; deeper entries go on in the row above them."""
    rows: list[dict] = []
    labels: list[str] = []
    for item in block.items:
        text = one_line(item.markup)
        if item.depth and rows:
            rows[-1][name] += f"; {text}"
            labels.append(item.marker)
            continue
        rows.append(new_row(row_block, name, text, item.marker))
        if NUMBER_CHILD not in row_block.child_blocks:
            labels.append(item.marker)
    return rows, labels


def columns_of(table: Table, row_block) -> list[str]:
    """The child of the row that each column fills, when every column has one."""
    names = {normal(str(child.label or name)): name for name, child in row_block.child_blocks.items()}
    allowed = set(text_children(row_block))
    found = [names.get(normal(plain(cell)), "") for cell in table.rows[0]] if table.rows else []
    fits = bool(found) and all(name in allowed for name in found) and len(set(found)) == len(found)
    return found if fits and len(table.rows) > 1 else []


def table_row(row: tuple[str, ...], names: list[str]) -> dict:
    return {name: one_line(cell) for name, cell in zip(names, row, strict=True)}


def rows_under_headings(
    blocks: list[Block], row_block, children: list[str]
) -> tuple[list[dict], list[Block], list[str]]:
    """Each sub-heading names a row, the text under it explains it."""
    rows: list[dict] = []
    before: list[Block] = []
    explanation = children[1]
    for block in blocks:
        if isinstance(block, Heading):
            rows.append(new_row(row_block, children[0], block.text))
        elif not rows:
            before.append(block)
        else:
            text = block.text if isinstance(block, Table | ListBlock) else one_line(block.markup)
            rows[-1][explanation] = "\n".join(filter(None, [rows[-1].get(explanation, ""), text]))
    return rows, before, []


def row_text(row: dict) -> str:
    """A row as one line, as the report shows it."""
    return " ".join(
        str(value) for name, value in row.items() if isinstance(value, str) and name != ELSEWHERE_CHILD
    )


def fits_sentence(section, blocks: list[Block]) -> str:
    """The text for a section of one plain sentence, when the blocks are one paragraph that fits in it."""
    field = section.fields[0] if len(section.fields) == 1 else None
    longest = getattr(field, "max_length", None)
    if longest is None or len(blocks) != 1 or not isinstance(blocks[0], Paragraph):
        return ""
    if getattr(field, "is_relation", False) or getattr(field, "choices", None):
        return ""
    text = one_line(blocks[0].markup)
    return text if len(text) <= longest else ""
