"""The head of a letter: Aan, Van, Portefeuillehouder, Onderwerp, Datum, Kenmerk, each with what is filled in."""

import re
from dataclasses import dataclass

from kennisbank.importing.blocks import Block, Heading, Paragraph, Table, plain

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
    "titel": "onderwerp",
    "datum": "datum",
    "datum brief": "datum",
    "datum college": "datum",
    "datum collegevergadering": "datum",
    "verzenddatum": "datum",
    "publicatiedatum": "datum",
    "geplaatst op": "datum",
    "gepubliceerd op": "datum",
    "datum publicatie": "datum",
    "datum besluit": "datum",
    "vergaderdatum": "datum",
    "kenmerk": "kenmerk",
    "ons kenmerk": "kenmerk",
    "zaaknummer": "kenmerk",
    "zaak nummer": "kenmerk",
    "zaaknr": "kenmerk",
    "zaak-id": "kenmerk",
    "briefnummer": "kenmerk",
    "referentie": "kenmerk",
    "onze referentie": "kenmerk",
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
    "bijlage(n)",
    "aantal bijlagen",
    "uw brief van",
    "verzonden",
    "registratie",
    "doorkiesnummer",
    "cc",
    "afdeling",
    "team",
)
NAMES = "|".join(sorted((re.escape(label) for label in (*LABELS, *OTHER)), key=len, reverse=True))
LINE = re.compile(
    rf"^(?P<label>{NAMES})(?P<sign>\s*:\s*|\s*\t\s*|\s+)(?P<value>\S.*)$", re.IGNORECASE | re.DOTALL
)
LABEL_ALONE = re.compile(rf"^(?P<label>{NAMES})\s*:?$", re.IGNORECASE)
# Above a letter, without a colon.
TO_THE_COUNCIL = re.compile(
    r"^(?P<label>Aan)\s+(?P<value>(?:de\s+)?(?:leden\s+van\s+de\s+)?(?:gemeente)?raad(?:sleden)?"
    r"(?:\s+van(?:\s+de\s+gemeente)?\s+[A-Z][\w' -]{1,40})?)[,.]?$"
)
SEEN_BLOCKS = 30
MOST_ROWS = 25  # a longer table is no letterhead
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
    return found is not None and (":" in found["sign"] or "\t" in found["sign"])


def extract(blocks: list[Block], is_section, wanted: frozenset[str]) -> tuple[list[Entry], list[Block]]:
    """The entries of the letterhead whose keys are `wanted`, and the blocks without them.

    `is_section(text)` says whether a heading opens a section of the page: there the letterhead is over.
    """
    end = next((at for at, block in enumerate(blocks) if ends(block, is_section)), len(blocks))
    end = min(end, SEEN_BLOCKS)
    head, rest = split_lines(blocks[:end]), list(blocks[end:])
    entries, left = from_blocks(head, wanted)
    return entries, left + rest


def ends(block: Block, is_section) -> bool:
    if isinstance(block, Heading):
        return is_section(block.text) and not LABEL_ALONE.match(block.text.strip())
    if not isinstance(block, Paragraph):
        return False
    text = block.text.strip()
    return len(text) > LONGEST_VALUE or (len(text) > 100 and text.endswith(".") and not is_sure(text))


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


def from_blocks(blocks: list[Block], wanted: frozenset[str]) -> tuple[list[Entry], list[Block]]:
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
        if isinstance(block, Table) and len(block.rows) <= MOST_ROWS:
            found, remaining = from_table(block, wanted - {entry.key for entry in entries})
            entries += found
            left += remaining
            continue
        entry, skip = from_line(block, blocks[at + 1] if at + 1 < len(blocks) else None, unsure)
        if entry and entry.key in wanted - {other.key for other in entries}:
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
    if addressed := addressed_to(text):
        return addressed, False
    if is_sure(text) or (unsure and entry_of(text)):
        return entry_of(text), False
    alone = LABEL_ALONE.match(text)
    if alone and isinstance(following, Paragraph | Heading) and is_value(following.text.strip()):
        return Entry(alone["label"], LABELS.get(alone["label"].lower(), ""), following.text.strip()), True
    return None, False


def addressed_to(text: str) -> Entry | None:
    """ "Aan de gemeenteraad van …" above a letter."""
    found = TO_THE_COUNCIL.match(text)
    return Entry(found["label"], "aan", found["value"]) if found else None


def is_value(text: str) -> bool:
    return (
        0 < len(text) <= 160
        and not LABEL_ALONE.match(text)
        and not is_sure(text)
        and not text.endswith((".", "?"))
    )


def from_table(table: Table, wanted: frozenset[str]) -> tuple[list[Entry], list[Block]]:
    """A letterhead is often a table without lines: label, value, and perhaps label, value again.

    What is no entry stays: a whole row, or the other half of one.
    """
    entries: list[Entry] = []
    rows: list[tuple[str, ...]] = []
    for row in table.rows:
        found, others = from_row(row, wanted - {entry.key for entry in entries})
        entries += found
        if any(plain(cell).strip() not in ("", ":") for cell in others):
            rows.append(others)
    if not entries:
        return [], [table]
    return entries, [Table(tuple(rows), False, table.why)] if rows else []


def from_row(row: tuple[str, ...], wanted: frozenset[str]) -> tuple[list[Entry], tuple[str, ...]]:
    """The entries of one row, and the row with empty cells in their place."""
    entries: list[Entry] = []
    left = list(row)
    filled = [at for at, cell in enumerate(row) if plain(cell).strip() not in ("", ":")]
    at = 0
    while at < len(filled):
        label_at, value_at = filled[at], filled[at + 1] if at + 1 < len(filled) else None
        label = plain(row[label_at]).strip()
        entry = entry_of(label) if is_sure(label) else addressed_to(label)  # label and value in one cell
        if entry is None and value_at is not None:
            entry = pair_entry(label, plain(row[value_at]).strip())
            at += LABEL_ALONE.match(label) is not None  # its value is no label
        at += 1
        if entry and entry.key in wanted:
            wanted = wanted - {entry.key}
            entries.append(entry)
            left[label_at] = ""
            if LABEL_ALONE.match(label) and value_at is not None:
                left[value_at] = ""
    return entries, tuple(left)


def pair_entry(label: str, value: str) -> Entry | None:
    alone = LABEL_ALONE.match(label)
    key = LABELS.get(alone["label"].lower(), "") if alone else ""
    return Entry(label, key, " ".join(value.split())) if key and value else None
