"""OpenDocument text: margin notes, deleted and hidden text stay out; pandoc makes HTML of the rest."""

import io
import zipfile
from collections import Counter

from lxml import etree

from kennisbank.importing.blocks import Block, Paragraph, escape
from kennisbank.importing.readers.docx import Prepared, from_pandoc, warnings, with_furniture
from kennisbank.importing.readers.docx_cleaning import remove
from kennisbank.importing.readers.packed import packed, parse, serialised
from kennisbank.importing.readers.pandoc import to_html
from kennisbank.importing.reading import Reading
from kennisbank.importing.words import clean, count, count_all

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
MIMETYPE = b"application/vnd.oasis.opendocument.text"
PARAGRAPHS = (TEXT + "p", TEXT + "h")
# Names of title styles in Dutch and English office programs, as OpenDocument writes them.
TITLE_STYLES = {"Title", "Titel"}


def read_odt(name: str, content: bytes) -> Reading:
    prepared = prepare(name, content)
    if prepared is None:
        return Reading([], Counter())
    return with_furniture(prepared, from_pandoc(to_html(name, prepared.archive, "odt")))


def prepare(name: str, content: bytes) -> Prepared | None:
    """The file without what must stay out; None when there is no text in it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        parts = {part: archive.read(part) for part in ("content.xml", "styles.xml") if part in names}
    root = parse(name, parts["content.xml"])
    styles = parse(name, parts["styles.xml"]) if "styles.xml" in parts else etree.Element("none")
    body = root.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        return None
    found = strip(root, hidden_styles(root, styles))
    mark_titles(root)
    cleaned = {"mimetype": MIMETYPE, "content.xml": serialised(root), "styles.xml": serialised(styles)}
    top, bottom = furniture(styles)
    return Prepared(packed(cleaned), count_words(body), warnings(found), top, bottom)


def hidden_styles(*roots: etree._Element) -> set[str]:
    """The names of styles that do not show their text."""
    return {
        style.get(STYLE + "name", "")
        for root in roots
        for style in root.iter(STYLE + "style")
        for properties in style.iter(STYLE + "text-properties")
        if properties.get(TEXT + "display") == "none"
    }


def strip(root: etree._Element, hidden: set[str]) -> Counter:
    """Take out margin notes, deleted and hidden text; count them."""
    found = Counter()
    for changes in list(root.iter(TEXT + "tracked-changes")):
        found["deleted"] += sum(1 for _ in changes.iter(TEXT + "deletion"))
        cut(changes)
    for note in list(root.iter(OFFICE + "annotation", OFFICE + "annotation-end")):
        found["comments"] += note.tag == OFFICE + "annotation"
        cut(note)
    for element in list(root.iter()):
        if element.get(TEXT + "style-name") in hidden or element.tag in (
            TEXT + "hidden-text",
            TEXT + "hidden-paragraph",
        ):
            target = element.getparent() if element.tag == TEXT + "hidden-paragraph" else element
            found["hidden"] += bool(count("".join(target.itertext())))
            cut(target)
    for break_mark in list(root.iter(TEXT + "soft-page-break", TEXT + "sequence-decls", OFFICE + "forms")):
        cut(break_mark)
    for box in list(root.iter(DRAW + "text-box")):
        unbox(box)
    return found


def cut(element: etree._Element):
    """Remove the element, not the text that follows it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    element.tail = None
    remove(element)


def unbox(box: etree._Element):
    """The paragraphs of a text box come to stand after the paragraph that carries it."""
    hosts = [up for up in box.iterancestors() if up.tag in PARAGRAPHS]
    if not hosts:
        return
    tail, hosts[0].tail = hosts[0].tail, None
    for child in reversed(list(box)):
        hosts[0].addnext(child)
    hosts[0].tail = tail


def mark_titles(root: etree._Element):
    """A paragraph in the style of a title becomes the first heading."""
    derived = {
        style.get(STYLE + "name")
        for style in root.iter(STYLE + "style")
        if style.get(STYLE + "parent-style-name") in TITLE_STYLES
    }
    for paragraph in root.iter(TEXT + "p"):
        if paragraph.get(TEXT + "style-name") in TITLE_STYLES | derived:
            paragraph.tag = TEXT + "h"
            paragraph.set(TEXT + "outline-level", "1")


def count_words(body: etree._Element) -> Counter:
    return count_all(paragraph_text(paragraph) for paragraph in body.iter(*PARAGRAPHS))


def paragraph_text(paragraph: etree._Element) -> str:
    pieces = [paragraph.text or ""]
    for child in paragraph:
        if child.tag in (TEXT + "s", TEXT + "tab", TEXT + "line-break"):
            pieces.append(" ")
        elif isinstance(child.tag, str) and child.tag not in (*PARAGRAPHS, TEXT + "note", DRAW + "frame"):
            pieces.append(paragraph_text(child))
        pieces.append(child.tail or "")
    return clean("".join(pieces))


def furniture(styles: etree._Element) -> tuple[list[Block], list[Block]]:
    """Page headers and footers, which pandoc does not read, each different line once."""
    result: list[list[Block]] = []
    for kind, why in (
        ("header", "koptekst van iedere bladzijde"),
        ("footer", "voettekst van iedere bladzijde"),
    ):
        lines: dict[str, None] = {}
        for place in styles.iter(STYLE + kind, STYLE + kind + "-left", STYLE + kind + "-first"):
            for paragraph in place.iter(*PARAGRAPHS):
                if count(text := " ".join(paragraph_text(paragraph).split())):
                    lines[text] = None
        result.append([Paragraph(escape(line), why) for line in lines])
    return result[0], result[1]
