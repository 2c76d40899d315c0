"""The head of a letter: Aan, Van, Portefeuillehouder, Onderwerp, Datum, Kenmerk, each with what is filled in."""

import re
from dataclasses import dataclass

from kennisbank.importing.blocks import Block, Heading, Paragraph, Table, plain
from kennisbank.importing.dates import date_alone

# What letters write → the label under which a page type looks it up.
LABELS = {
    "aan": "aan",
    "van": "van",
    "afzender": "van",
    "portefeuillehouder": "portefeuillehouder",
    "portefeuillehouders": "portefeuillehouder",
    "portefeuille": "portefeuillehouder",
    "onderwerp": "onderwerp",
    "betreft": "onderwerp",
    "betreffende": "onderwerp",
    "datum": "datum",
    "datum brief": "datum",
    "datum college": "datum",
    "datum collegevergadering": "datum",
    "verzenddatum": "datum",
    "publicatiedatum": "datum",
    "kenmerk": "kenmerk",
    "ons kenmerk": "kenmerk",
    "zaaknummer": "kenmerk",
    "zaak": "kenmerk",
    "documentnummer": "kenmerk",
    "registratienummer": "kenmerk",
    "nummer": "kenmerk",
}
# Also labels of letterheads, but of no field: their lines stay together as they are.
OTHER = (
    "uw kenmerk",
    "behandeld door",
    "contactpersoon",
    "telefoon",
    "telefoonnummer",
    "e-mail",
    "bijlagen",
    "bijlage",
    "cc",
    "afdeling",
    "team",
)
NAMES = "|".join(sorted((re.escape(label) for label in (*LABELS, *OTHER)), key=len, reverse=True))
LINE = re.compile(
    rf"^(?P<label>{NAMES})(?P<sign>\s*:\s*|\s*\t\s*|\s+)(?P<value>\S.*)$", re.IGNORECASE | re.DOTALL
)
LABEL_ALONE = re.compile(rf"^(?P<label>{NAMES})\s*:?$", re.IGNORECASE)
SEEN_BLOCKS = 30
LONGEST_VALUE = 300


@dataclass(frozen=True)
class Entry:
    """One line of the letterhead: its label as written, the key of LABELS ("" if of no field), the value."""

    written: str
    key: str
    value: str


def entry_of(text: str) -> Entry | None:
    found = LINE.match(text.strip())
    if not found or len(found["value"]) > LONGEST_VALUE:
        return None
    plain_gap = ":" not in found["sign"] and "\t" not in found["sign"]
    if plain_gap and (not found["label"][0].isupper() or found["value"].rstrip().endswith((".", "?"))):
        return None
    if plain_gap and len(found["value"]) > 120:
        return None
    return Entry(found["label"], LABELS.get(found["label"].lower(), ""), found["value"].strip())


def is_sure(text: str) -> bool:
    """A label with a colon or tab behind it; "Aan raad" may also begin a sentence."""
    found = LINE.match(text.strip())
    return bool(found) and (":" in found["sign"] or "\t" in found["sign"])


def extract(blocks: list[Block], is_section) -> tuple[list[Entry], list[Block]]:
    """The entries of the letterhead, and the blocks without them.

    `is_section(text)` says whether a heading opens a section of the page: there the letterhead is over.
    """
    end = next((at for at, block in enumerate(blocks) if ends(block, is_section)), len(blocks))
    end = min(end, SEEN_BLOCKS)
    head, rest = split_lines(blocks[:end]), list(blocks[end:])
    entries, left = from_blocks(head)
    return entries, left + rest


def ends(block: Block, is_section) -> bool:
    if isinstance(block, Heading):
        return is_section(block.text) and not LABEL_ALONE.match(block.text.strip())
    return isinstance(block, Paragraph) and len(block.text) > LONGEST_VALUE


def split_lines(blocks: list[Block]) -> list[Block]:
    """A paragraph whose every line begins with a label, as one paragraph a line."""
    result: list[Block] = []
    for block in blocks:
        lines = re.split(r"<br>(?:<br>)?", block.markup) if isinstance(block, Paragraph) else []
        if len(lines) > 1 and sum(is_sure(plain(line)) for line in lines) >= 1:
            result += [Paragraph(line.strip(), block.why) for line in lines if plain(line).strip()]
        else:
            result.append(block)
    return result


def from_blocks(blocks: list[Block]) -> tuple[list[Entry], list[Block]]:
    entries: list[Entry] = []
    left: list[Block] = []
    unsure = (
        sum(entry_of(block.text) is not None for block in blocks if isinstance(block, Paragraph | Heading))
        > 1
    )
    skip = False
    for at, block in enumerate(blocks):
        if skip:
            skip = False
            continue
        if isinstance(block, Table):
            found, remaining = from_table(block)
            entries += found
            left += remaining
            continue
        entry, skip = from_line(block, blocks[at + 1] if at + 1 < len(blocks) else None, unsure)
        usable = entry and entry.key and all(entry.key != other.key for other in entries)
        if usable:
            entries.append(entry)
        else:
            skip = False
            left.append(block)
    return entries, left


def from_line(block: Block, following: Block | None, unsure: bool) -> tuple[Entry | None, bool]:
    """The entry of one block, and whether its value was the block after it."""
    if block.why or not isinstance(block, Paragraph | Heading):
        return None, False
    text = block.text.strip()
    if is_sure(text) or (unsure and entry_of(text)):
        return entry_of(text), False
    alone = LABEL_ALONE.match(text)
    if alone and isinstance(following, Paragraph | Heading) and is_value(following.text.strip()):
        return Entry(alone["label"], LABELS.get(alone["label"].lower(), ""), following.text.strip()), True
    return None, False


def is_value(text: str) -> bool:
    return (
        0 < len(text) <= 160
        and not LABEL_ALONE.match(text)
        and not is_sure(text)
        and not text.endswith((".", "?"))
    )


def from_table(table: Table) -> tuple[list[Entry], list[Block]]:
    """A letterhead is often a table without lines: label, value, and perhaps label, value again."""
    entries: list[Entry] = []
    rows: list[tuple[str, ...]] = []
    for row in table.rows:
        cells = [text for cell in row if (text := plain(cell).strip()) not in ("", ":")]
        pairs = list(zip(cells[::2], cells[1::2], strict=False))
        found = [pair_entry(label, value) for label, value in pairs if label or value]
        taken = {entry.key for entry in entries}
        if found and all(found) and not taken & {entry.key for entry in found} and len(cells) % 2 == 0:
            entries += found
        else:
            rows.append(row)
    if not entries:
        return [], [table]
    return entries, [Table(tuple(rows), False, table.why)] if rows else []


def pair_entry(label: str, value: str) -> Entry | None:
    alone = LABEL_ALONE.match(label)
    key = LABELS.get(alone["label"].lower(), "") if alone else ""
    return Entry(label, key, " ".join(value.split())) if key and value else None


def reading_date(blocks: list[Block]) -> int | None:
    """Where among the first blocks a date stands alone, as news pages have it."""
    for at, block in enumerate(blocks[:6]):
        if isinstance(block, Paragraph) and not block.why and date_alone(block.text):
            return at
    return None
