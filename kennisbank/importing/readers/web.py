"""Web pages: the text that a visitor would see, and which of it is only there to find the way."""

import re
from collections import Counter

from lxml import etree, html

from kennisbank.importing.files import not_what_it_says, too_large
from kennisbank.importing.problems import ImportProblem
from kennisbank.importing.readers.markup import WITHIN_LINE, Walker
from kennisbank.importing.readers.txt import MOST_CHARACTERS, decode
from kennisbank.importing.reading import Reading
from kennisbank.importing.words import clean, count

MOST_TAGS = 400_000
UNSEEN = {
    *(
        "script",
        "style",
        "template",
        "head",
        "iframe",
        "object",
        "embed",
        "applet",
        "noscript",
        "svg",
        "canvas",
    ),
    *(
        "audio",
        "video",
        "map",
        "datalist",
        "select",
        "textarea",
        "input",
        "link",
        "meta",
        "base",
        "frame",
        "frameset",
    ),
    *("colgroup", "col", "noframes", "param", "source", "track"),
}
REASONS = {
    "nav": "menu van de website",
    "footer": "voettekst van de website",
    "button": "knop van de website",
    "aside": "zijkolom van de website",
    "header": "kop van de website",
    "dialog": "melding van de website",
}
MARKED = (
    (re.compile(r"breadcrumb|kruimel", re.IGNORECASE), "kruimelpad van de website"),
    (
        re.compile(r"\b(share|social|deel|delen|sharing)\b|share-|social-|addtoany", re.IGNORECASE),
        "deelknop van de website",
    ),
    (re.compile(r"cookie", re.IGNORECASE), "cookiemelding van de website"),
    (
        re.compile(r"readspeaker|rs_?btn|rsbtn|voorlees|lees-?voor", re.IGNORECASE),
        "voorleesknop van de website",
    ),
    (
        re.compile(r"\b(nav|menu|navbar|navigation|skip-?link)\b|main-?menu|nav-|menu-", re.IGNORECASE),
        "menu van de website",
    ),
)
ROLES = {
    "navigation": "menu van de website",
    "contentinfo": "voettekst van de website",
    "search": "zoekvak van de website",
}
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
TOO_DEEP = re.compile(r"depth|huge", re.IGNORECASE)
ENCODING = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{3,20})""", re.IGNORECASE)


def read_html(name: str, content: bytes) -> Reading:
    text = html_text(name, content)
    if not re.search(
        r"<(!doctype|html|body|head|p|div|h[1-6]|table|ul|ol|article|section|span|main|br)\b",
        text,
        re.IGNORECASE,
    ):
        raise not_what_it_says(name)
    if text.count("<") > MOST_TAGS:
        raise too_large(name)
    root = tree(name, text)
    if root is None:
        raise ImportProblem(f"In “{name}” staat geen tekst die wij kunnen lezen.")
    title = " ".join(clean(root.findtext(".//title") or "").split())
    hidden = remove_unseen(root)
    mark_furniture(root)
    reading = reading_of(root)
    reading.title = title
    if hidden:
        reading.warnings.append(warning("verborgen stuk tekst", "verborgen stukken tekst", hidden))
    return reading


def warning(one: str, several: str, number: int) -> str:
    return f"{number} {one if number == 1 else several} niet overgenomen."


def html_text(name: str, content: bytes) -> str:
    """The page as text; a charset that the page names goes before guessing."""
    declared = ENCODING.search(content[:4000])
    if declared and not content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            text = content.decode(declared.group(1).decode("ascii"))
            if len(text) > MOST_CHARACTERS:
                raise too_large(name)
            return text.replace("\x00", "")
        except (LookupError, UnicodeError):
            pass
    return decode(name, content).replace("\x00", "")


def tree(name: str, text: str) -> etree._Element | None:
    """Parsed without network, entities of its own, or an encoding that the page asks for."""
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = None
    if any(TOO_DEEP.search(error.message) for error in parser.error_log):
        raise too_large(name)  # the parser stopped there, and would lose the rest without a word
    return root


def remove_unseen(root: etree._Element) -> int:
    """Take away what no visitor sees; how many pieces of hidden text were among it."""
    hidden = 0
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in UNSEEN:
            element.drop_tree()
        elif element is not root and is_hidden(element):
            hidden += bool(count(clean(element.text_content())))
            element.drop_tree()
    return hidden


def is_hidden(element: etree._Element) -> bool:
    return "hidden" in element.attrib or bool(HIDDEN.search(element.get("style", "")))


def mark_furniture(root: etree._Element):
    """Write beside each menu, crumb trail and share button why it may go; a page's text stays untouched."""
    for element in root.iter():
        if element.tag in ("html", "body", "main", "article"):
            continue
        label = " ".join(element.get(key, "") for key in ("class", "id", "aria-label"))
        reasons = [why for pattern, why in MARKED if pattern.search(label)]
        reason = (reasons or [ROLES.get(element.get("role", ""), REASONS.get(element.tag, ""))])[0]
        if reason and not holds_content(element):
            element.set("data-why", reason)


def holds_content(element: etree._Element) -> bool:
    """Whether the text of the page itself stands in here; a header or column within the text belongs to it."""
    if element.xpath(".//article | .//main | .//h1"):
        return True
    return element.tag in ("header", "aside") and bool(element.xpath("ancestor::article | ancestor::main"))


def reading_of(root: etree._Element) -> Reading:
    """Blocks of a tree, footnotes of pandoc's kind included, and the words that the tree itself holds."""
    words = count_tree(root)
    notes, numbers = take_notes(root)
    words.subtract(numbers)
    walker = Walker(notes)
    walker.walk(root)
    walker.end_line()
    for note in walker.notes.values():  # referred to in a place that shows no text
        walker.line = [note]
        walker.end_line()
    return Reading(walker.blocks, +words)


def take_notes(root: etree._Element) -> tuple[dict[str, str], Counter]:
    """Footnotes by their name, taken out of the tree, and the numbers that referred to them."""
    notes, numbers, inline = {}, Counter(), Walker()
    for section in root.xpath('//section[contains(@class, "footnotes")]'):
        for note in section.iter("li"):
            for back in note.xpath('.//a[contains(@class, "footnote-back")]'):
                numbers.update(count(back.text_content()))
                back.drop_tree()
            markup = inline.inline_content(note)
            notes[note.get("id", "")] = re.sub(r"\s*(<br>\s*)+", " ", markup).strip()
        section.drop_tree()
    for reference in root.xpath('//a[contains(@class, "footnote-ref")]'):
        numbers.update(count(reference.text_content()))
    return notes, numbers


def count_tree(root: etree._Element) -> Counter:
    """The words of all text in the tree; a block element ends a word, an inline one does not."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag not in WITHIN_LINE:
            pieces.append("\n")
        pieces.append((element.text if event == "start" else element.tail) or "")
    return count(clean("".join(pieces)))
