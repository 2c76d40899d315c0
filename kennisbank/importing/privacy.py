"""Private data in a document: found, listed, left out where a person asks for it."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from kennisbank.importing.blocks import Block, Table, plain
from kennisbank.private_patterns import BSN, MAIL, PERSON, TELEPHONE, spans

NAMES = {
    TELEPHONE: ("telefoonnummer", "telefoonnummers"),
    MAIL: ("mailadres", "mailadressen"),
    BSN: ("burgerservicenummer", "burgerservicenummers"),
    PERSON: ("contactpersoon", "contactpersonen"),
}
LEFT_OPEN = "[…]"
LONGEST_LABEL = 40
MAIL_LINK = re.compile(r'<a href="mailto:([^"?]*)[^"]*">(.*?)</a>', re.DOTALL)
PIECES = re.compile(r"(<[^>]*>)")

Hit = tuple[int, int, str]
# What goes: a kind as a whole, or one find, which is its kind and its text.
LeaveOut = frozenset[str | tuple[str, str]]


@dataclass
class Private:
    """What was found, and what of it was left out, in the order of the text."""

    finds: Counter[tuple[str, str]] = field(default_factory=Counter)
    left_out: list[tuple[str, str]] = field(default_factory=list)

    @property
    def found(self) -> Counter[str]:
        """How many of each kind."""
        total: Counter[str] = Counter()
        for (kind, _), times in self.finds.items():
            total[kind] += times
        return total

    def warnings(self) -> list[str]:
        found, gone = self.found, Counter(kind for _, kind in self.left_out)
        return [warning(kind, found[kind], gone[kind]) for kind in NAMES if found[kind]]


def warning(kind: str, number: int, gone: int) -> str:
    name = NAMES[kind][number > 1]
    if not gone:
        ending = "u kunt dit laten staan of weglaten"
    else:
        ending = "weggelaten" if gone == number else f"{gone} weggelaten"
    return f"{number} {name} in de tekst: {ending}."


def review(blocks: list[Block], leave_out: LeaveOut = frozenset()) -> tuple[list[Block], Private]:
    """The blocks without what is in `leave_out`, and what was found."""
    private = Private()
    result: list[Block] = []
    before = ""
    for block in blocks:
        if isinstance(block, Table):
            result.append(reviewed_table(block, leave_out, private))
            before = ""
            continue
        result.append(block.map(change_after(before, leave_out, private)))
        text = block.text.strip()
        before = text if len(text) <= LONGEST_LABEL else ""
    return result, private


def reviewed_table(table: Table, leave_out: LeaveOut, private: Private) -> Table:
    """Each cell, with the one beside it as its label."""
    rows = []
    for row in table.rows:
        before, cells = "", []
        for cell in row:
            cells.append(change_after(before, leave_out, private)(cell))
            text = plain(cell).strip()
            before = text if len(text) <= LONGEST_LABEL else ""
        rows.append(tuple(cells))
    return replace(table, rows=tuple(rows))


def change_after(before: str, leave_out: LeaveOut, private: Private) -> Callable[[str], str]:
    """The change to make in markup that stands after the label `before`."""

    def change(markup: str) -> str:
        text = plain(markup)
        hits = spans(text, before)
        private.finds.update((kind, text[start:end]) for start, end, kind in hits)
        going = [hit for hit in hits if goes(hit[2], text[hit[0] : hit[1]], leave_out)]
        markup = without_links(markup, text, leave_out, private)
        return without(markup, going, private) if going else markup

    return change


def goes(kind: str, text: str, leave_out: LeaveOut) -> bool:
    return kind in leave_out or (kind, text) in leave_out


def without_links(markup: str, text: str, leave_out: LeaveOut, private: Private) -> str:
    """Links to mail addresses that must go become their text; an address that only stands in a link counts too."""

    def link(found: re.Match) -> str:
        address = found.group(1)
        if address not in text:
            private.finds[MAIL, address] += 1
        return found.group(2) if goes(MAIL, address, leave_out) else found.group()

    return MAIL_LINK.sub(link, markup) if "mailto:" in markup else markup


def without(markup: str, going: list[Hit], private: Private) -> str:
    """The markup with "[…]" for each hit that must go; elements around and inside stay whole."""
    text = plain(markup)
    private.left_out += [(text[start:end], kind) for start, end, kind in going]
    result, position = [], 0
    for piece in PIECES.split(markup):
        if piece.startswith("<"):
            result.append(piece)
            position += piece.startswith("<br")
            continue
        for token in re.findall(r"&[a-z]+;|.", piece, re.DOTALL):
            hit = next((hit for hit in going if hit[0] <= position < hit[1]), None)
            if hit is None:
                result.append(token)
            elif position == hit[0]:
                result.append(LEFT_OPEN)
            position += 1
    return "".join(result)
