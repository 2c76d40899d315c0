"""Which files may come in: of a known kind, with content that fits the name. What a browser could run stays out."""

import logging
from typing import Any

from django.core.exceptions import ValidationError

from kennisbank.importing.archives import check_archive
from kennisbank.importing.files import (
    OLE,
    ZIP,
    check_pdf,
    check_size,
    check_text,
    not_what_it_says,
    protected,
)
from kennisbank.importing.problems import ImportProblem

logger = logging.getLogger(__name__)

OFFICE = ("docx", "ods", "odt", "pptx", "xlsx")
KINDS = (*OFFICE, "pdf", "txt")
SVG = "Een SVG-tekening kan een programma bevatten. Sla haar op als PNG."


def check_document(name: str, file: Any) -> None:
    """Raise a ``ValidationError`` with one sentence when this is no whole document of a kind that may come in."""
    try:
        check_size(name, file.size)
        file.seek(0)
        _check(name, file.read())
        file.seek(0)
    except ImportProblem as problem:
        logger.warning("Refused a document: %s", problem)
        raise ValidationError({"file": str(problem)}) from problem


def _check(name: str, content: bytes) -> None:
    kind = name.rpartition(".")[2].lower()
    if kind == "svg":
        raise ImportProblem(SVG)
    if kind not in KINDS:
        kinds = ", ".join(f".{one}" for one in KINDS[:-1])
        raise ImportProblem(
            f"“{name}” kan hier niet staan: kies een bestand van de soort {kinds} of .{KINDS[-1]}."
        )
    if not content:
        raise ImportProblem(f"“{name}” is leeg.")
    if kind in OFFICE:
        _check_office(name, content, kind)
    else:
        {"pdf": check_pdf, "txt": check_text}[kind](name, content)


def _check_office(name: str, content: bytes, kind: str) -> None:
    if content.startswith(OLE):
        raise protected(name)
    if not content.startswith(ZIP):
        raise not_what_it_says(name)
    check_archive(name, content, kind)
