"""The file itself beside the page, when somebody asks for it: without the names of who wrote or commented on it."""

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

from django.core.files.base import ContentFile
from lxml import etree
from wagtail.documents import get_document_model
from wagtail.models import Collection

import kennisbank
from kennisbank.importing.files import damaged, extension
from kennisbank.importing.problems import ImportProblem
from kennisbank.importing.readers.packed import parse, serialised

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ABOUT_AUTHORS = re.compile(
    r"^(docProps/.*|word/(comments\w*|people|commentsIds|glossary/.*)\.xml|word/vbaProject\.bin|word/vbaData\.xml"
    r"|word/_rels/comments\w*\.xml\.rels|meta\.xml|Thumbnails/.*|customXml/.*|_xmlsignatures/.*|Versions/.*)$"
)
NOTE_MARKS = {W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference"}
ODF_NOTES = {
    "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation",
    "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation-end",
}
NAMES_IN_ODF = {
    "{http://purl.org/dc/elements/1.1/}creator",
    "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}creator-initials",
}
LONGEST_RUN = 60  # seconds


def attach_original(name: str, content: bytes, title: str, user, folder: Collection | None) -> dict:
    """A row for the page's files, with the cleaned file stored as a document in ``folder``. Raises ImportProblem."""
    document = get_document_model()(title=title[:255], uploaded_by_user=user)
    if folder is not None:
        document.collection = folder
    document.file.save(name.rpartition("/")[2], ContentFile(without_authors(name, content)), save=False)
    document._set_document_file_metadata()
    document.save()
    return {"title": "Oorspronkelijk document", "file": document.pk, "accessible": False, "adaptable": False}


def without_authors(name: str, content: bytes) -> bytes:
    """The same file without data about its authors. Raises ImportProblem where that cannot be."""
    kind = extension(name)
    if kind == "html":
        raise ImportProblem(
            "Een webpagina kan niet als bestand worden bijgevoegd; vul het adres in als bron."
        )
    if kind == "pdf":
        return pages_only(name, content)
    return content if kind == "txt" else cleaned_archive(name, content)


def cleaned_archive(name: str, content: bytes) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as result,
    ):
        for entry in source.infolist():
            if entry.is_dir() or ABOUT_AUTHORS.match(entry.filename):
                continue
            part = source.read(entry)
            if entry.filename.endswith((".xml", ".rels")):
                part = cleaned_part(name, entry.filename, part)
            compression = zipfile.ZIP_STORED if entry.filename == "mimetype" else zipfile.ZIP_DEFLATED
            result.writestr(entry.filename, part, compression)
    return target.getvalue()


def cleaned_part(name: str, part: str, content: bytes) -> bytes:
    root = parse(name, content)
    for element in list(root.iter(etree.Element)):
        target = (element.get("Target") or element.get("PartName") or "").lstrip("/")
        place = target if part.startswith("_rels") or "PartName" in element.attrib else f"word/{target}"
        full_path = element.get("{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}full-path") or ""
        if (
            (target and ABOUT_AUTHORS.match(place))
            or (full_path and ABOUT_AUTHORS.match(full_path))
            or element.tag in NOTE_MARKS | ODF_NOTES
        ):
            remove_keeping_tail(element)
        elif element.tag in NAMES_IN_ODF:
            element.text = ""
        for attribute in (W + "author", W + "initials"):
            if attribute in element.attrib:
                element.set(attribute, "")
    return serialised(root)


def remove_keeping_tail(element: etree._Element) -> None:
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail:
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
        element.tail = None
    parent.remove(element)


def pages_only(name: str, content: bytes) -> bytes:
    """A PDF of the same pages; what the old one told about its maker stays behind."""
    command = [sys.executable, "-m", "kennisbank.importing.readers.pdf_pages"]
    root = Path(kennisbank.__file__).parent.parent
    try:
        result = subprocess.run(
            command, input=content, capture_output=True, timeout=LONGEST_RUN, cwd=root, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise damaged(name) from error
    if result.returncode or not result.stdout:
        raise damaged(name)
    return result.stdout
