"""Word files: what was deleted, hidden or noted in the margin stays out; pandoc makes HTML of the rest."""

import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass

from lxml import etree, html

from kennisbank.importing.blocks import Block, Paragraph, escape
from kennisbank.importing.readers.docx_cleaning import W, hidden_style_names, strip
from kennisbank.importing.readers.packed import packed, parse, serialised
from kennisbank.importing.readers.pandoc import to_html
from kennisbank.importing.readers.web import reading_of, remove_unseen, warning
from kennisbank.importing.reading import Reading
from kennisbank.importing.words import clean, count, count_all

KEPT = ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels")
TEXT_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
# Styles that pandoc takes out of the text as data about the document; renamed, they stay.
TAKEN_OUT = {"title", "subtitle", "author", "date", "abstract", "abstract title"}
DUTCH_HEADING = re.compile(r"^kop ?([1-6])$", re.IGNORECASE)
TITLE_STYLE = "Kennisbank titel"
CONTENTS_STYLE = re.compile(r"^(?:toc|inhopg|kop\s?van inhoudsopgave|inhoudsopgave)\b", re.IGNORECASE)
FURNITURE = re.compile(r"^word/(header|footer)\d*\.xml$")


@dataclass
class Prepared:
    """What pandoc gets to read, and what it does not tell. Holds no XML trees: they and pandoc are not in memory
    together."""

    archive: bytes
    words: Counter
    warnings: list[str]
    top: list[Block]
    bottom: list[Block]


def read_docx(name: str, content: bytes) -> Reading:
    prepared = prepare(name, content)
    return with_furniture(prepared, from_pandoc(to_html(name, prepared.archive, "docx+styles")))


def with_furniture(prepared: Prepared, reading: Reading) -> Reading:
    """The reading of pandoc with what the file itself told: its page headers, words and warnings."""
    reading.blocks = [*prepared.top, *reading.blocks, *prepared.bottom]
    reading.words = prepared.words + count_all(block.text for block in prepared.top + prepared.bottom)
    reading.warnings = prepared.warnings
    return reading


def prepare(name: str, content: bytes) -> Prepared:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist() if is_wanted(part)}
    found: Counter = Counter()
    words: Counter = Counter()
    cleaned = {part: parts[part] for part in KEPT if part in parts}
    styles = parse(name, parts["word/styles.xml"]) if "word/styles.xml" in parts else None
    hidden = frozenset() if styles is None else hidden_style_names(styles)
    for part in TEXT_PARTS:
        if part in parts:
            root = parse(name, parts.pop(part))
            found += strip(root, hidden)
            words += count_words(root)
            cleaned[part] = serialised(root)
            del root
    if any(part.startswith("word/comments") for part in parts):
        found["comments"] = count_comments(name, parts)
    if styles is not None:
        cleaned["word/styles.xml"] = rename_styles(styles)
    cleaned |= {
        part: parts[part] for part in parts if part == "word/numbering.xml" or part.endswith("notes.xml.rels")
    }
    top, bottom = furniture(name, parts)
    return Prepared(packed(cleaned), words, warnings(found), top, bottom)


def is_wanted(part: str) -> bool:
    return (
        part.startswith("word/comments")
        or part in (*KEPT, *TEXT_PARTS, "word/styles.xml", "word/numbering.xml")
        or (bool(FURNITURE.match(part)) or part.endswith("notes.xml.rels"))
    )


def warnings(found: Counter) -> list[str]:
    says = {
        "comments": ("opmerking in de kantlijn", "opmerkingen in de kantlijn"),
        "deleted": ("verwijderd stuk tekst", "verwijderde stukken tekst"),
        "hidden": ("verborgen stuk tekst", "verborgen stukken tekst"),
    }
    return [warning(*says[kind], found[kind]) for kind in says if found[kind]]


def from_pandoc(markup: bytes) -> Reading:
    """Blocks of pandoc's HTML; paragraphs in the style of a title become its heading."""
    if not markup.strip():
        return Reading([], Counter())
    root = html.document_fromstring(markup, parser=html.HTMLParser(no_network=True, encoding="utf-8"))
    remove_unseen(root)
    for part in root.xpath("//div[@data-custom-style]"):
        if CONTENTS_STYLE.match(part.get("data-custom-style")):
            part.set("data-why", "inhoudsopgave")
    for title in root.xpath(f'//div[@data-custom-style="{TITLE_STYLE}"]'):
        title.tag = "h1"
        for paragraph in title.findall("p"):
            paragraph.tag = "span"
    return reading_of(root)


def rename_styles(root: etree._Element) -> bytes:
    """The styles under names that pandoc takes for what they are: Dutch headings as headings, a title as text."""
    for style in root.iter(W + "style"):
        label = style.find(W + "name")
        if label is None:
            continue
        value = label.get(W + "val", "").strip()
        if heading := DUTCH_HEADING.match(value):
            label.set(W + "val", f"heading {heading.group(1)}")
        elif value.lower() in ("title", "titel"):
            label.set(W + "val", TITLE_STYLE)
        elif value.lower() in TAKEN_OUT:
            label.set(W + "val", f"Kennisbank {value.lower()}")
    return serialised(root)


def count_words(root: etree._Element) -> Counter:
    return count_all(paragraph_text(paragraph) for paragraph in root.iter(W + "p"))


def paragraph_text(paragraph: etree._Element) -> str:
    pieces = []
    for part in paragraph.iter(W + "t", W + "tab", W + "br", W + "cr", W + "noBreakHyphen"):
        if next(part.iterancestors(W + "p"), None) is not paragraph:
            continue
        if part.tag == W + "t":
            pieces.append(part.text or "")
        elif part.getparent().tag == W + "r":  # a tab can also be a setting of the paragraph
            pieces.append("-" if part.tag == W + "noBreakHyphen" else " ")
    return clean("".join(pieces))


def count_comments(name: str, parts: dict[str, bytes]) -> int:
    root = parse(name, parts.get("word/comments.xml", b"<none/>"))
    return sum(1 for _ in root.iter(W + "comment"))


def furniture(name: str, parts: dict[str, bytes]) -> tuple[list[Block], list[Block]]:
    """Page headers and footers, which pandoc does not read, each different line once."""
    places: dict[str, dict[str, None]] = {"header": {}, "footer": {}}
    for part in sorted(parts):
        if kind := FURNITURE.match(part):
            root = parse(name, parts[part])
            strip(root)
            lines = (paragraph_text(paragraph).strip() for paragraph in root.iter(W + "p"))
            places[kind.group(1)].update(dict.fromkeys(line for line in lines if count(line)))
    why = {"header": "koptekst van iedere bladzijde", "footer": "voettekst van iedere bladzijde"}
    blocks: dict[str, list[Block]] = {
        kind: [Paragraph(escape(line), why[kind]) for line in lines] for kind, lines in places.items()
    }
    return blocks["header"], blocks["footer"]
