"""The XML parts of a Word or OpenDocument file: parsed without entities, and packed again for pandoc."""

import io
import zipfile

from lxml import etree

from kennisbank.importing.files import damaged, too_large

MOST_ELEMENTS = 700_000


def parse(name: str, content: bytes) -> etree._Element:
    """The root of a part. A part with a document type is refused: no office program writes one."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"<!\x00D\x00" in content:
        raise damaged(name)
    if content.count(b"<") > 2 * MOST_ELEMENTS:
        raise too_large(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(name) from error


def packed(parts: dict[str, bytes]) -> bytes:
    """A zip archive of these parts, in this order."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return target.getvalue()


def serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
