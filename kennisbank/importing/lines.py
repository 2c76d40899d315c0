"""From lines, as plain text and PDF have them, to blocks: paragraphs, lists, headings left for later."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from kennisbank.importing.blocks import Block, Item, ListBlock, Paragraph, Table, escape
from kennisbank.importing.hyphens import join
from kennisbank.importing.letterhead import is_sure

BULLET = re.compile(r"^\s*(?:[•●▪■◦○‣–—*·\uf0b7-])\s+(?=\S)")
NUMBER = re.compile(r"^\s*(\d{1,2}[.)]|[a-z][.)]|\([a-z0-9]{1,2}\))\s+(?=\S)")
CLOSING = tuple('.!?:;…”"’)')
MOST_LINES = 1000
TABS = re.compile(r"\t+")


@dataclass
class Line:
    """One line of a file. `bold` and `size` are known in a PDF only; `gap`: white space stands above it."""

    text: str
    gap: bool = False
    bold: bool = False
    size: float = 0.0
    keep_apart: bool = False  # never joined with the line above: other type, other page header


@dataclass
class Flow:
    """Blocks in the making, and the halves of words that were joined on the way."""

    hyphenated: frozenset[str]
    joins: list[tuple[str, str]] = field(default_factory=list)

    def join(self, left: str, right: str) -> str:
        text, halves = join(left, right, self.hyphenated)
        if halves:
            self.joins.append(halves)
        return text


def groups(lines: Iterable[Line]) -> list[list[Line]]:
    """The lines between two white spaces; no paragraph has a thousand lines."""
    result: list[list[Line]] = []
    for line in lines:
        if line.gap or line.keep_apart or not result or len(result[-1]) >= MOST_LINES:
            result.append([])
        result[-1].append(line)
    return result


def is_wrapped(texts: list[str]) -> bool:
    """Whether these lines are one paragraph cut off at a margin, instead of paragraphs of one line each."""
    if len(texts) < 2:
        return False
    widest = max(map(len, texts))
    if widest > 130 or (len(texts) == 2 and widest < 60):
        return False
    full = [len(text) >= 0.72 * widest for text in texts[:-1]]
    return widest >= 35 and sum(full) >= 0.8 * len(full)


def starts_item(text: str) -> bool:
    return bool(BULLET.match(text) or NUMBER.match(text))


def blocks_of(group: list[Line], flow: Flow, inline=escape) -> list[Block]:
    """The blocks of one group: tab-separated rows, a list, a paragraph, or several."""
    if parts := at_labels(group):
        return [block for part in parts for block in blocks_of(part, flow, inline)]
    texts = [line.text for line in group]
    if parts := at_numbered_headings(group):
        return [block for part in parts for block in blocks_of(part, flow, inline)]
    if is_table(texts):
        return [table_of(texts, inline)]
    if any(starts_item(text) for text in texts):
        return items_of(texts, flow, inline)
    if is_wrapped(texts) or ends_broken(texts):
        return [paragraph(texts, flow, inline)]
    return mixed(texts, flow, inline)


def at_labels(group: list[Line]) -> list[list[Line]]:
    """The group cut before each line of a letterhead ("Onderwerp: …"); nothing when it need not be cut."""
    cuts = [at for at, line in enumerate(group) if at and is_sure(line.text)]
    if (
        len(group) > 1
        and is_sure(group[0].text)
        and (not cuts or cuts[0] > 1)
        and not is_continued(group[0], group[1])
    ):
        cuts = [1, *cuts]
    edges = [0, *cuts, len(group)]
    return [group[start:end] for start, end in pairwise(edges)] if cuts else []


def at_numbered_headings(group: list[Line]) -> list[list[Line]]:
    """The group cut around lines such as "3. Uitgangspunten", which have their text right under them."""
    texts = [line.text for line in group]
    cuts = {edge for at in range(len(texts) - 1) if heads(texts[at], texts[at + 1]) for edge in (at, at + 1)}
    edges = sorted({0, *cuts, len(group)})
    return [group[start:end] for start, end in pairwise(edges)] if cuts - {0} else []


def heads(text: str, below: str) -> bool:
    """A short numbered line without an end, above running text, a list with bullets or a count that begins anew."""
    number, text, below = NUMBER.match(text), text.strip(), below.strip()
    if not number or not number.group(1)[0].isdigit() or len(text) > 60 or text.endswith(CLOSING):
        return False
    if following := NUMBER.match(below):
        return following.group(1).strip("().") in ("1", "a") and number.group(1).strip("().") != "0"
    return bool(BULLET.match(below)) or (below[:1].isupper() and len(below) > len(text))


def is_continued(line: Line, following: Line) -> bool:
    return continues(line.text, following.text)


def ends_broken(texts: list[str]) -> bool:
    """Two short lines that are clearly one sentence: the second starts small, the first does not end."""
    return len(texts) > 1 and all(continues(left, right) for left, right in pairwise(texts))


def continues(left: str, right: str) -> bool:
    left, right = left.rstrip(), right.lstrip()
    return bool(right) and right[0].islower() and not left.endswith(CLOSING) and "\t" not in left + right


def mixed(texts: list[str], flow: Flow, inline) -> list[Block]:
    """A first line that stands alone above a wrapped paragraph, or one paragraph a line."""
    if len(texts) > 2 and len(texts[0]) < 60 and is_wrapped(texts[1:]) and not continues(texts[0], texts[1]):
        return [Paragraph(inline(texts[0].strip())), paragraph(texts[1:], flow, inline)]
    result: list[str] = []
    for text in texts:
        if result and continues(result[-1], text):
            result[-1] = flow.join(result[-1], text)
        else:
            result.append(text.strip())
    return [Paragraph(inline(text)) for text in result]


def paragraph(texts: list[str], flow: Flow, inline) -> Paragraph:
    text = texts[0].strip()
    for following in texts[1:]:
        text = flow.join(text, following)
    return Paragraph(inline(text))


def items_of(texts: list[str], flow: Flow, inline) -> list[Block]:
    """A list, with what stands before it; a line without a sign goes on with the item above it."""
    before: list[str] = []
    items: list[tuple[str, str]] = []
    for text in texts:
        number, bullet = NUMBER.match(text), BULLET.match(text)
        if number:
            items.append((number.group(1), text[number.end() :].strip()))
        elif bullet:
            items.append(("", text[bullet.end() :].strip()))
        elif items:
            items[-1] = (items[-1][0], flow.join(items[-1][1], text))
        else:
            before.append(text)
    result = blocks_of([Line(text) for text in before], flow, inline) if before else []
    return result + runs_of(items, inline)


def runs_of(items: list[tuple[str, str]], inline) -> list[Block]:
    """Numbered and bulleted entries in a row become lists of their own."""
    result: list[ListBlock] = []
    for marker, text in items:
        ordered, item = bool(marker), Item(inline(text), marker)
        if result and result[-1].ordered == ordered:
            result[-1] = ListBlock((*result[-1].items, item), ordered)
        else:
            result.append(ListBlock((item,), ordered))
    return [*result]


def is_table(texts: list[str]) -> bool:
    """Rows of the same number of cells, two at least, parted by tabs; a table has three columns or more here,
    because two columns are how letterheads are typed."""
    cells = [len(TABS.split(text.strip())) for text in texts]
    return len(texts) > 1 and min(cells) == max(cells) > 2


def table_of(texts: list[str], inline) -> Table:
    rows = tuple(tuple(inline(cell.strip()) for cell in TABS.split(text.strip())) for text in texts)
    return Table(rows, has_header=True)


def merge_lists(blocks: list[Block]) -> list[Block]:
    """Items that white lines kept apart are one list."""
    result: list[Block] = []
    for block in blocks:
        last = result[-1] if result else None
        if isinstance(block, ListBlock) and isinstance(last, ListBlock) and goes_on(last, block):
            result[-1] = ListBlock((*last.items, *block.items), last.ordered)
        else:
            result.append(block)
    return result


def goes_on(last: ListBlock, block: ListBlock) -> bool:
    if last.ordered != block.ordered:
        return False
    return not block.ordered or is_next(last.items[-1].marker, block.items[0].marker)


def is_next(marker: str, following: str) -> bool:
    """Whether 4. comes after 3., and b) after a)."""
    before, after = marker.strip("(.)"), following.strip("(.)")
    if before.isdigit() and after.isdigit():
        return int(after) == int(before) + 1
    return len(before) == len(after) == 1 and ord(after) == ord(before) + 1 and before.isalpha()
