"""Lists that were typed as lines with a sign in front, and headings that were read as the entry of a list."""

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby

from kennisbank.importing.blocks import Block, Heading, Item, ListBlock, Paragraph
from kennisbank.importing.headings import is_open, is_short
from kennisbank.importing.lines import BULLET, NUMBER, goes_on

IsName = Callable[[str], bool]


def with_lists(blocks: list[Block], is_name: IsName) -> list[Block]:
    """The blocks with typed lists made whole. `is_name` says whether a line is the name of a section."""
    result: list[Block] = []
    for sign, group in groupby(blocks, key=lambda block: sign_of(block, is_name)):
        lines = list(group)
        result += runs(lines) if sign == "number" else [typed_list(lines)] if sign else lines
    return [part for block in result for part in cut_at_names(block, is_name)]


def sign_of(block: Block, is_name: IsName) -> str:
    """What this line begins with: "bullet", "number" or nothing."""
    if not isinstance(block, Paragraph) or block.why or "<br>" in block.markup:
        return ""
    if BULLET.match(block.markup):
        return "bullet"
    number = NUMBER.match(block.markup)
    return "number" if number and not is_name(block.text[number.end() :]) else ""


def typed_list(lines: list[Block]) -> Block:
    items = []
    for line in lines:
        assert isinstance(line, Paragraph)
        number, bullet = NUMBER.match(line.markup), BULLET.match(line.markup)
        if number:
            items.append(Item(line.markup[number.end() :].strip(), number.group(1)))
        else:
            items.append(Item(line.markup[bullet.end() if bullet else 0 :].strip()))
    return ListBlock(tuple(items), bool(items[0].marker))


def runs(lines: list[Block]) -> list[Block]:
    """Numbered lines that follow each other are a list; a lone one may be a heading and stays."""
    result: list[Block] = []
    kept: list[Block] = []
    for line in lines:
        single = typed_list([line])
        last = result[-1] if result else None
        assert isinstance(single, ListBlock)
        if isinstance(last, ListBlock) and goes_on(last, single):
            result[-1] = ListBlock((*last.items, *single.items), True)
        else:
            result.append(single)
            kept.append(line)
    starts = iter(kept)
    return [
        start if isinstance(block, ListBlock) and len(block.items) == 1 else block
        for block, start in zip(result, starts, strict=True)
    ]


def cut_at_names(block: Block, is_name: IsName) -> list[Block]:
    """An entry that is the name of a section ("4. Ambities") is a heading, and cuts the list in two."""
    if not isinstance(block, ListBlock) or not any(is_heading(item, is_name) for item in block.items):
        return [block]
    result: list[Block] = []
    for named, group in groupby(block.items, key=lambda item: is_heading(item, is_name)):
        items = tuple(group)
        if named:
            result += [Heading(f"{item.marker} {item.text}", 2, why=block.why) for item in items]
        else:
            result.append(replace(block, items=items))
    return result


def is_heading(item: Item, is_name: IsName) -> bool:
    has_digit = item.marker.strip("().").isdigit()
    return has_digit and is_short(item.text) and is_open(item.text) and is_name(item.text)
