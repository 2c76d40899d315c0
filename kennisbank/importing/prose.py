"""From blocks to what a page stores: rich text from a whitelist, tables, and rows."""

import re
from collections import Counter

from kennisbank.importing.blocks import TAG, Block, Heading, ListBlock, Paragraph, Table, plain
from kennisbank.importing.headings import as_bold
from kennisbank.importing.words import count_all

ALLOWED = re.compile(r'<br>|</?(?:b|i)>|<a href="(?:https?|mailto):[^"<>]*">|</a>', re.IGNORECASE)
STORED = {"<strong>": "<b>", "</strong>": "</b>", "<em>": "<i>", "</em>": "</i>"}
PARAGRAPH_END = re.compile(r"</(?:p|li)>|<br>|<[uo]l>")


def stored(markup: str) -> str:
    """Inline markup as the rich text editor stores it; every element outside the whitelist goes."""

    def element(found: re.Match) -> str:
        tag = STORED.get(found.group(), found.group())
        return tag if ALLOWED.fullmatch(tag) else ""

    markup = markup.replace("\t", " ")
    return re.sub(r"(?:<br>)+", "<br>", TAG.sub(element, markup)).replace("<br>", "<br/>")


def prose_value(blocks: list[Block]) -> list[dict]:
    """The raw value of a prose field: texts, with tables between them."""
    result: list[dict] = []
    for block in blocks:
        if isinstance(block, Table):
            result.append({"type": "table", "value": table_value(block)})
            continue
        markup = block_markup(block)
        if result and result[-1]["type"] == "text":
            result[-1]["value"] += markup
        else:
            result.append({"type": "text", "value": markup})
    return result


def block_markup(block: Block) -> str:
    if isinstance(block, Heading):
        block = as_bold(block)
    if isinstance(block, ListBlock):
        return list_markup(block)
    assert isinstance(block, Paragraph)
    return f"<p>{stored(block.markup)}</p>"


def list_markup(block: ListBlock) -> str:
    """A list, with lists inside it where entries lie deeper."""
    tag = (
        "ol"
        if block.ordered and (block.counted_by_the_list or not any(item.marker for item in block.items))
        else "ul"
    )
    pieces, depth = [f"<{tag}>"], 0
    for at, item in enumerate(block.items):
        wanted = min(item.depth, depth + 1) if at else 0
        if wanted > depth:
            pieces.append(f"<{tag}>")
        elif at:
            pieces.append("</li>" + f"</{tag}></li>" * (depth - wanted))
        depth = wanted
        marker = "" if block.counted_by_the_list or not item.marker else f"{item.marker} "
        pieces.append(f"<li>{marker}{stored(item.markup)}")
    pieces.append("</li>" + f"</{tag}></li>" * depth + f"</{tag}>")
    return "".join(pieces)


def table_value(table: Table) -> dict:
    rows = [[" ".join(plain(cell).split()) for cell in row] for row in table.rows]
    headings = rows.pop(0) if table.has_header else [""] * len(rows[0])
    return {
        "columns": [{"type": "text", "heading": heading} for heading in headings],
        "rows": [{"values": row} for row in rows],
        "caption": "",
    }


def value_words(value: list[dict]) -> Counter:
    """The words that a raw prose value will show, counted from the value itself."""
    texts: list[str] = []
    for part in value:
        if part["type"] == "text":
            texts.append(plain(PARAGRAPH_END.sub("\n", part["value"].replace("<br/>", "\n"))))
        else:
            texts += [column["heading"] for column in part["value"]["columns"]]
            texts += [cell for row in part["value"]["rows"] for cell in row["values"]]
    return count_all(texts)


def shown_numbers(blocks: list[Block]) -> Counter:
    """The numbers in front of list entries that the page shows by itself."""
    lists = [block for block in blocks if isinstance(block, ListBlock) and block.counted_by_the_list]
    return count_all(item.marker for block in lists for item in block.items)
