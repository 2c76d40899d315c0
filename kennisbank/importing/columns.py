"""Tables that are rows of a section: which column fills which part of the row."""

from dataclasses import dataclass, field
from typing import Any

from wagtail import blocks

from kennisbank.importing.blocks import Table, plain
from kennisbank.importing.dates import Day, date_alone
from kennisbank.importing.sections_found import gist, normal

# What municipalities write above a column → the part of a row, beside the label that the part has itself.
WORDS: dict[str, tuple[str, ...]] = {
    "name": ("fase", "fasen", "stap in de reis", "stap"),
    "wants": ("wat wil de inwoner", "doel", "doel van de inwoner", "behoefte", "behoeften", "wens", "wensen"),
    "steps": ("stappen", "handelingen", "wat gebeurt er", "wat doet de inwoner", "activiteiten"),
    "contact_moments": ("contactmoment", "contact", "contactpunten", "contactpunt"),
    "channel": ("kanalen", "via", "hoe"),
    "who": ("met wie", "betrokkenen", "betrokken", "wie is betrokken"),
    "feeling_words": ("gevoel", "emotie", "emoties", "beleving", "ervaring"),
    "obstacle": ("knelpunt", "knelpunten", "pijnpunt", "pijnpunten", "obstakel", "obstakels", "belemmering"),
    "opportunity": ("kansen", "verbeterpunt", "verbeterpunten"),
    "information_need": ("informatie", "informatiebehoefte"),
    "our_action": ("actie", "onze actie", "verbeteractie", "acties", "wat gaan wij doen"),
    "date": ("wanneer", "periode", "planning", "tijd", "maand"),
    "activity": ("wat", "actie", "middel"),
    "responsible": ("verantwoordelijke", "verantwoordelijk", "wie", "door wie", "trekker", "actiehouder"),
    "audience": ("wie", "doelgroepen"),
    "core_message": ("boodschap",),
    "means": ("middel", "communicatiemiddel"),
    "party": ("partner", "organisatie", "wie", "partijen"),
    "role": ("functie", "rol en taak", "taak", "taken", "rol en verantwoordelijkheid"),
    "organisation": ("partij",),
    "task": ("taak", "taken", "wat doet deze rol"),
    "principle": ("principe", "kernwaarde"),
    "explanation": ("uitleg", "betekenis", "omschrijving", "wat betekent dit"),
    "ambition": ("doel", "doelstelling", "ambities"),
    "measured_by": ("indicator", "indicatoren", "meetbaar", "resultaat", "hoe meten we dit"),
    "title": ("bijlage", "document", "naam"),
    "number": ("nr", "bijlage nr"),
}
TEXT_BLOCKS = {"CharBlock", "TextBlock"}


@dataclass
class FoundRows:
    """Rows made of part of a document. `labels` are words that the rows show by themselves, such as column headings."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)


def text_children(row_block: Any) -> list[str]:
    """The children of a row that hold plain text, in order, the number of an annex left aside."""
    return [
        name
        for name, child in row_block.child_blocks.items()
        if type(child).__name__ in TEXT_BLOCKS and name != "number"
    ]


def one_line(markup: str) -> str:
    return " ".join(plain(markup).split())


def child_named(label: str, row_block: Any) -> str:
    """The child that this heading of a column means: its own label first, then another word for it."""
    wanted = gist(normal(label))
    if not wanted:
        return ""
    fillable = {name: child for name, child in row_block.child_blocks.items() if is_fillable(child)}
    for name, child in fillable.items():
        if gist(normal(str(child.label or name))) == wanted and (
            name != "feeling" or "feeling_words" not in fillable
        ):
            return name
    return next(
        (name for name in fillable if wanted in {gist(normal(word)) for word in WORDS.get(name, ())}), ""
    )


def is_fillable(child: Any) -> bool:
    return isinstance(
        child, blocks.CharBlock | blocks.TextBlock | blocks.DateBlock | blocks.ChoiceBlock | blocks.ListBlock
    )


def rows_of_table(table: Table, row_block: Any) -> FoundRows | None:
    """The rows of a table of which every column fits, or of one that lies on its side; else None."""
    return upright(table.rows, row_block) or upright(tuple(zip(*table.rows, strict=True)), row_block)


def upright(lines: tuple[tuple[str, ...], ...], row_block: Any) -> FoundRows | None:
    names = columns(lines[0], row_block) if len(lines) > 1 else []
    if not names:
        return None
    found = FoundRows(labels=[" ".join(plain(cell) for cell in lines[0])])
    first = text_children(row_block)[0]
    for line in lines[1:]:
        row = table_row(line, names, row_block, first)
        if row is None:
            return None
        found.rows.append(row)
    return found


def columns(headings: tuple[str, ...], row_block: Any) -> list[str]:
    """The child of each column, when every column has one of its own; a column without heading names the row."""
    names = [child_named(plain(cell), row_block) for cell in headings]
    children = text_children(row_block)
    if not names[0] and not plain(headings[0]).strip() and children and children[0] not in names:
        names[0] = children[0]
    fits = all(names) and len(set(names)) == len(names) and children and children[0] in names
    return names if fits and len(names) > 1 else []


def table_row(line: tuple[str, ...], names: list[str], row_block: Any, first: str) -> dict[str, Any] | None:
    """One row, or None when a cell cannot stand where its column wants it."""
    row: dict[str, Any] = {}
    lead = ""
    for name, cell in zip(names, line, strict=True):
        text = one_line(cell)
        value = cell_value(cell, row_block.child_blocks[name])
        if value is None and isinstance(row_block.child_blocks[name], blocks.DateBlock):
            lead = text  # "april 2022" is no day: it goes before the activity
            continue
        if value is None:
            return None
        if value or name == first:
            row[name] = value
    if lead:
        row[first] = f"{lead}: {row.get(first, '')}".rstrip(": ")
    return row


def cell_value(cell: str, child: Any) -> Any:
    """The text of a cell in the shape of this child; "" when empty, None when it does not fit."""
    text = one_line(cell)
    if isinstance(child, blocks.ListBlock):
        return [line for part in plain(cell).split("\n") if (line := " ".join(part.split()))]
    if isinstance(child, blocks.DateBlock):
        day = date_alone(text)
        return Day(day, text) if day else None if text else ""
    if isinstance(child, blocks.ChoiceBlock):
        choices = {str(label).casefold(): value for value, label in child.field.choices if value}
        return choices.get(text.casefold()) if text else ""
    longest = getattr(child.field, "max_length", None)
    return None if longest and len(text) > longest else text
