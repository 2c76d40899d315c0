"""Headings that were not made with a heading style: bold lines, numbered lines, capitals, short lines apart."""

import re
from dataclasses import replace

from kennisbank.importing.blocks import Block, Heading, ListBlock, Paragraph, escape, plain
from kennisbank.importing.dates import date_alone
from kennisbank.importing.lines import is_next, starts_item

ONLY_BOLD = re.compile(r"^\s*<(strong|em)>(?:(?!</\1>).)*</\1>[\s:]*$", re.DOTALL)
NUMBERED = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2}){1,3}\.?|\d{1,2}\.?|[IVX]{1,4}\.|[A-Z]\.|(?:Hoofdstuk|Paragraaf)\s+\d+[:.]?)\s+(?=[A-ZÀ-Ý])"
)
CLOSED = (".", ";", ",", "!", "…")
LONGEST = 90
MOST_WORDS = 12
LONGEST_PARAGRAPH = 20_000
LETTERHEAD_LIKE = re.compile(r"^[\w ]{2,25}(:|\t)")


def is_short(text: str) -> bool:
    return bool(text) and len(text) <= LONGEST and len(text.split()) <= MOST_WORDS and "\n" not in text


def is_open(text: str) -> bool:
    """Without the point or comma that ends a sentence."""
    return not text.rstrip().endswith(CLOSED)


def is_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 4 and all(letter.isupper() for letter in letters)


def recognise(blocks: list[Block], loose: bool) -> list[Block]:
    """The blocks with headings made of the lines that look like one. `loose`: also short lines that stand alone."""
    result: list[Block] = []
    for position, block in enumerate(blocks):
        following = blocks[position + 1] if position + 1 < len(blocks) else None
        result.append(recognised(block, following, loose and not block.why))
    if loose and result and is_title_line(result):
        result[0] = Heading(result[0].text.strip(), 2, why=result[0].why)
    return result


def is_title_line(blocks: list[Block]) -> bool:
    """A first line that is long for a heading, but stands alone, does not end, and has longer text under it."""
    first, second = blocks[0], blocks[1] if len(blocks) > 1 else None
    if not isinstance(first, Paragraph) or not isinstance(second, Paragraph) or "\t" in first.text:
        return False
    text = first.text.strip()
    return LONGEST < len(text) <= 160 and is_open(text) and text[0].isupper() and len(second.text) > len(text)


def recognised(block: Block, following: Block | None, loose: bool) -> Block:
    if isinstance(block, ListBlock):
        return numbered_heading(block, following)
    if not isinstance(block, Paragraph):
        return block
    text = block.text.strip()
    if not is_short(text) or not is_open(text) or date_alone(text) or not any(map(str.isalpha, text)):
        return block
    if following is None or ("<strong>" not in block.markup and LETTERHEAD_LIKE.match(text)):
        return block
    level = level_of(block, text, following, loose)
    return Heading(text, level, why=block.why) if level else block


def level_of(block: Paragraph, text: str, following: Block, loose: bool) -> int:
    """How deep a heading this line is, or 0 for a line that is none."""
    if (number := NUMBERED.match(text)) and text[0].isdigit() and not text.endswith(":"):
        return 1 + max(1, len(re.findall(r"\d+", number.group())))
    if is_capitals(text):
        return 2
    if is_bold(block.markup):
        return 3
    if loose and stands_alone(block, text, following):
        return 3
    return 0


def is_bold(markup: str) -> bool:
    return bool(ONLY_BOLD.match(markup)) and markup.lstrip().startswith("<strong>")


def stands_alone(block: Paragraph, text: str, following: Block) -> bool:
    """A short line, begun with a capital, that something longer follows."""
    if not (text[0].isupper() or text[0].isdigit()) or text.endswith(":") or "\t" in text:
        return False
    if isinstance(following, Paragraph) and not date_alone(following.text):
        return len(following.text) > len(text) or is_short(following.text)
    return True


def numbered_heading(block: ListBlock, following: Block | None) -> Block:
    """ "1. Inleiding" above a paragraph is a heading, not a list of one; so is a bold line that Word numbers."""
    item = block.items[0]
    if len(block.items) != 1 or not block.ordered or not (item.marker or is_bold(item.markup)):
        return block
    if following is None or not is_short(item.text) or not is_open(item.text):
        return block
    if isinstance(following, ListBlock) and is_next(item.marker, following.items[0].marker):
        return block
    if not item.text[:1].isupper() or date_alone(f"{item.marker} {item.text}"):
        return block
    return Heading(f"{item.marker} {item.text}".strip(), 2, why=block.why)


def without_number(text: str) -> str:
    return NUMBERED.sub("", text, count=1)


def as_bold(heading: Heading) -> Paragraph:
    """A heading that is no section of the page: a bold line in the text."""
    return Paragraph(f"<strong>{escape(plain(escape(heading.text)))}</strong>", heading.why)


def join_broken(blocks: list[Block], join) -> list[Block]:
    """Paragraphs that a stray white line or a new page cut in two, joined by `join(left, right)`."""
    result: list[Block] = []
    for block in blocks:
        last = result[-1] if result else None
        if isinstance(block, Paragraph) and isinstance(last, Paragraph) and is_one_sentence(last, block):
            result[-1] = replace(last, markup=join(last.markup, block.markup))
        else:
            result.append(block)
    return result


def is_one_sentence(above: Paragraph, below: Paragraph) -> bool:
    """The first does not end, the second begins small: one sentence."""
    if len(above.markup) > LONGEST_PARAGRAPH:
        return False
    left, right = above.text.rstrip(), below.text.lstrip()
    if above.why != below.why or "\t" in left + right or len(left) < 40 or not right[:1].islower():
        return False
    if date_alone(right) or starts_item(right):
        return False
    return left[-1].isalnum() or left[-1] in ",-)\u2019’"
