"""From an HTML tree to blocks, keeping only what the whitelist names. Shared by web pages, Word and OpenDocument."""

import re
from urllib.parse import urlsplit

from lxml import etree

from kennisbank.importing.blocks import Block, Heading, Item, ListBlock, Paragraph, Table, escape, plain
from kennisbank.importing.words import clean

HEADINGS = {f"h{level}": level for level in range(1, 7)}
INLINE = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "cite": "em", "dfn": "em"}
# Elements that stand inside a line of text; every other element begins a new line.
WITHIN_LINE = {
    *INLINE,
    *(
        "a",
        "abbr",
        "acronym",
        "bdi",
        "bdo",
        "big",
        "code",
        "data",
        "del",
        "font",
        "ins",
        "kbd",
        "label",
        "mark",
        "math",
    ),
    *(
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "nobr",
        "img",
    ),
    *("mi", "mn", "mo", "mrow", "msup", "msub", "mfrac", "semantics", "mtext", "annotation"),
}
SCHEMES = {"http", "https", "mailto"}
MOST_SPANNED = 60
SPACE = re.compile(r"\s+")
EMPTY_ELEMENT = re.compile(r"<(strong|em|a)(?: [^>]*)?>(\s*)</\1>")
DOUBLED = re.compile(r"</(strong|em)>(\s*)<\1>")


def safe_address(address: str) -> str:
    """The address when a reader may follow it, else nothing."""
    address = re.sub(r"[\x00-\x20\x7f]", "", address or "")
    try:
        return address if urlsplit(address).scheme.lower() in SCHEMES else ""
    except ValueError:
        return ""


class Walker:
    """Goes through a tree once and gathers blocks; footnotes come to stand where they are referred to."""

    def __init__(self, notes: dict[str, str] | None = None):
        self.notes = notes or {}
        self.blocks: list[Block] = []
        self.line: list[str] = []
        self.why = ""

    def end_line(self):
        line = tidy("".join(self.line))
        pieces = line.split("<br><br>")
        for piece in pieces if len(pieces) == 1 or all(map(is_balanced, pieces)) else [line]:
            if text := tidy(piece):
                self.blocks.append(Paragraph(text, self.why))
        self.line = []

    def walk(self, element: etree._Element):
        """The element and all within it; the tail is the caller's."""
        tag = element.tag
        if tag not in WITHIN_LINE and tag != "br":
            self.end_line()  # what stands before this element has the reason of what is around it
        why, self.why = self.why, element.get("data-why", "") or self.why
        if tag in HEADINGS:
            self.heading(element, HEADINGS[tag])
        elif tag in ("ul", "ol", "dir", "menu"):
            self.end_line()
            if items := self.items(element, 0):
                self.blocks.append(ListBlock(tuple(items), tag == "ol", self.why))
        elif tag == "table":
            self.end_line()
            self.table(element)
        elif tag in WITHIN_LINE or tag == "br":
            self.line.append(self.inline(element))
        else:
            self.end_line()
            self.inside(element)
            self.end_line()
        self.why = why

    def inside(self, element: etree._Element):
        self.line.append(text_of(element.text))
        for child in element:
            if child.tag in WITHIN_LINE and any(
                part.tag not in WITHIN_LINE | {"br"} for part in child.iter()
            ):
                self.inside(child)  # a link or span around whole blocks
            else:
                self.walk(child)
            self.line.append(text_of(child.tail))

    def heading(self, element: etree._Element, level: int):
        self.end_line()
        if text := plain(self.inline_content(element)).replace("\n", " ").strip():
            self.blocks.append(Heading(SPACE.sub(" ", text), level, styled=True, why=self.why))

    def items(self, element: etree._Element, depth: int) -> list[Item]:
        result: list[Item] = []
        if text := tidy(text_of(element.text)):
            result.append(Item(text, depth=depth))
        for child in element:
            if child.tag in ("ul", "ol"):
                result += self.items(child, depth + 1)
            else:
                result += self.item(child, depth)
            if text := tidy(text_of(child.tail)):
                result.append(Item(text, depth=depth))
        return result

    def item(self, element: etree._Element, depth: int) -> list[Item]:
        """An entry with its own text; lists inside it follow one level deeper."""
        own, nested = [text_of(element.text)], []
        for child in element:
            if child.tag in ("ul", "ol"):
                nested += self.items(child, depth + 1)
            else:
                own.append(self.inline(child))
            own.append(text_of(child.tail))
        text = tidy("".join(own))
        return ([Item(text, depth=depth)] if text else []) + nested

    def table(self, element: etree._Element):
        if is_frame(element):
            for part in element.iter("caption", "td", "th"):
                if not any(up.tag in ("td", "th") for up in between(part, element)):
                    self.walk(part)
            self.blocks += [Paragraph(text, self.why) for text in loose_text(element) if text]
            return
        rows, header = [], False
        captions = [tidy(self.inline_content(part)) for part in element.iterchildren("caption")]
        self.blocks += [Paragraph(text, self.why) for text in captions + loose_text(element) if text]
        below: dict[int, int] = {}
        for row in own_rows(element):
            cells = [child for child in row if child.tag in ("td", "th")]
            header = header or (not rows and bool(cells) and all(cell.tag == "th" for cell in cells))
            rows.append(self.cells(cells, below))
        rows = [row for row in rows if any(row)]
        width = max(map(len, rows), default=0)
        if width == 1:  # a frame around text
            self.blocks += [Paragraph(row[0], self.why) for row in rows]
        elif rows:
            even = tuple(tuple(row + [""] * (width - len(row))) for row in rows)
            self.blocks.append(Table(even, header, self.why))

    def cells(self, cells: list[etree._Element], below: dict[int, int]) -> list[str]:
        """One row; a cell over several columns or rows leaves empty ones, so that columns stay under each other."""
        result: list[str] = []
        for cell in cells:
            while below.get(len(result), 0):
                below[len(result)] -= 1
                result.append("")
            across, down = span(cell, "colspan"), span(cell, "rowspan")
            for column in range(len(result), len(result) + across):
                below[column] = down - 1
            result += [tidy(self.inline_content(cell))] + [""] * (across - 1)
        return result

    def inline_content(self, element: etree._Element) -> str:
        parts = [text_of(element.text)]
        for child in element:
            parts += [self.inline(child), text_of(child.tail)]
        return "".join(parts)

    def inline(self, element: etree._Element) -> str:
        tag = element.tag
        if tag == "br":
            return "<br>"
        if tag == "a" and "footnote-ref" in (element.get("class") or ""):
            note = self.notes.pop(element.get("href", "").lstrip("#"), "")
            return f" ({note})" if note else ""
        content = self.inline_content(element)
        if tag in INLINE:
            return f"<{INLINE[tag]}>{content}</{INLINE[tag]}>" if content.strip() else content
        if tag == "a" and (address := safe_address(element.get("href", ""))) and "<a " not in content:
            return (
                f'<a href="{escape(address).replace(chr(34), "%22")}">{content}</a>'
                if content.strip()
                else content
            )
        # A block inside a list entry or a cell: its text on a line of its own.
        return content if tag in WITHIN_LINE else f"<br>{content}<br>"


def is_frame(table: etree._Element) -> bool:
    """A table that only lays out a page: one row of columns with several paragraphs, or headings in its cells."""
    if table.xpath(".//h1 | .//h2 | .//h3 | .//h4 | .//h5 | .//h6"):
        return True
    return len(own_rows(table)) == 1 and any(
        len(cell.xpath("./p | ./div | ./ul | ./table")) > 1 for cell in table.iter("td")
    )


def span(cell: etree._Element, name: str) -> int:
    """How many columns or rows a cell says to cover, within reason."""
    number = cell.get(name, "1").strip()
    return max(1, min(int(number), MOST_SPANNED)) if number.isdecimal() and len(number) < 6 else 1


def own_rows(table: etree._Element):
    """The rows of this table and of the tables within it, each once and with its own cells only."""
    return [row for row in table.iter("tr") if not any(up.tag in ("td", "th") for up in between(row, table))]


def loose_text(table: etree._Element) -> list[str]:
    """Text that stands in a table but in no cell of it."""
    result = [tidy(text_of(table.text))]
    for part in table.iterdescendants(
        "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "colgroup", "col"
    ):
        if not any(up.tag in ("td", "th", "caption") for up in between(part, table)):
            inner = part.text if part.tag in ("tbody", "thead", "tfoot", "tr", "colgroup") else ""
            result += [tidy(text_of(inner)), tidy(text_of(part.tail))]
    return result


def between(element: etree._Element, end: etree._Element):
    for ancestor in element.iterancestors():
        if ancestor is end:
            return
        yield ancestor


def is_balanced(markup: str) -> bool:
    return all(
        len(re.findall(rf"<{tag}[ >]", markup)) == markup.count(f"</{tag}>") for tag in ("strong", "em", "a")
    )


def text_of(text: str | None) -> str:
    return escape(SPACE.sub(" ", clean(text))) if text else ""


def tidy(markup: str) -> str:
    """Inline markup without empty elements, doubled spaces and line breaks at its ends."""
    previous = None
    while previous != markup:
        previous = markup
        markup = DOUBLED.sub(r"\2", EMPTY_ELEMENT.sub(r"\2", markup))
        markup = re.sub(r"^(?:\s|<br>)+|(?:\s|<br>)+$", "", markup)
    markup = re.sub(
        r"(?:\s*<br>\s*)+", lambda found: "<br><br>"[: 4 * min(found.group().count("<br>"), 2)], markup
    )
    return SPACE.sub(" ", markup).strip()
