"""Reads one file and notes how it went. Runs in the worker only: a large file takes many seconds."""

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import SuspiciousFileOperation
from django.db import transaction
from django.utils import timezone

from kennisbank.importing.files import check_size, extension
from kennisbank.importing.problems import ImportProblem, TooLarge
from kennisbank.models.media import CustomDocument
from search.attachments.extracting import PageTexts, pages_of
from search.attachments.on_pages import carried, rows_of_pages_with
from search.indexing import update_index
from search.models import FileText

logger = logging.getLogger(__name__)

State = FileText.State

CANNOT_OPEN = (OSError, ValueError, SuspiciousFileOperation)
LONGEST_READING = timedelta(minutes=10)
"""Far more than the readers give themselves; whoever is not ready by then has died."""
MOST_TRIES = 3
"""A file on which the worker itself dies is left alone after this many times."""


@dataclass(frozen=True)
class Outcome:
    state: FileText.State
    reason: str = ""
    pages: PageTexts = field(default_factory=list)


def mark_of(document: CustomDocument) -> str:
    """What changes when the file of this document is replaced, moved, put back or lost; costs no reading."""
    name, storage = document.file.name, document.file.storage
    if not name:
        return "-"
    try:
        return f"{name} {storage.size(name)} {storage.get_modified_time(name).timestamp()}"
    except CANNOT_OPEN:
        return f"{name} -"


def read_document(document_id: int) -> None:
    """Read the file of this document if a published page carries it and this version was not read yet.

    Then the index rows of the pages that carry it are brought up to date, one by one.
    """
    document = CustomDocument.objects.filter(pk=document_id).first()
    if document is None or not carried().filter(document_id=document_id).exists():
        FileText.objects.filter(document_id=document_id).delete()
        return
    mark = mark_of(document)
    claim = _claim(document_id, mark)
    if claim is not None:
        _note(claim, _outcome(document, claim.tries))
    _index(document_id, mark)


def _claim(document_id: int, mark: str) -> FileText | None:
    """Say that this worker reads this version of the file; None when it was read, or somebody else is at it."""
    now = timezone.now()
    with transaction.atomic():
        new = {"mark": mark, "started_at": now, "tries": 1}
        row, made = FileText.objects.select_for_update().get_or_create(document_id=document_id, defaults=new)
        if made:
            return row
        if row.mark == mark and not is_left(row.state, row.started_at, now):
            return None
        row.tries = row.tries + 1 if row.mark == mark else 1
        row.mark, row.started_at = mark, now
        row.state, row.reason, row.pages, row.indexed = State.READING, "", [], False
        row.save()
    return row


def is_left(state: str, started_at: datetime, now: datetime) -> bool:
    """Whether a worker began with this file and died."""
    return state == State.READING and started_at < now - LONGEST_READING


def _outcome(document: CustomDocument, tries: int) -> Outcome:
    """The text of the file, or in a plain sentence why there is none. Never raises: a file may not stop the worker."""
    name = document.filename
    if tries > MOST_TRIES:
        return Outcome(State.UNREADABLE, f"Het lezen van “{name}” is {MOST_TRIES} keer afgebroken.")
    try:
        size = document.file.size
        extension(name)
        check_size(name, size)
        with document.open_file() as file:
            content = file.read()
    except CANNOT_OPEN:
        return Outcome(State.MISSING, f"“{name}” is niet gevonden of niet te openen.")
    except ImportProblem as problem:
        return _refused(problem)
    return _read(name, content)


def _read(name: str, content: bytes) -> Outcome:
    try:
        pages = pages_of(name, content)
    except ImportProblem as problem:
        return _refused(problem)
    except Exception:  # Whatever is wrong with one file, the others go on.
        logger.exception("Reading %s failed in an unexpected way", name)
        return Outcome(
            State.UNREADABLE, f"Het lezen van “{name}” is mislukt; de oorzaak staat in het logboek."
        )
    if not pages:
        return Outcome(State.EMPTY, f"In “{name}” staat geen tekst; misschien is het een scan.")
    return Outcome(State.READ, pages=pages)


def _refused(problem: ImportProblem) -> Outcome:
    return Outcome(State.TOO_LARGE if isinstance(problem, TooLarge) else State.UNREADABLE, str(problem))


def _note(claim: FileText, outcome: Outcome) -> None:
    """Write down how it went, unless the file was taken away, replaced or taken over in the meantime."""
    mine = FileText.objects.filter(
        document_id=claim.document_id, started_at=claim.started_at, state=State.READING
    )
    noted: dict[str, Any] = {
        "state": outcome.state,
        "reason": outcome.reason,
        "pages": outcome.pages,
        "read_at": timezone.now(),
    }
    if mine.update(**noted) and outcome.state != State.READ:
        logger.warning("No text from file %s: %s", claim.document_id, outcome.reason)


def _index(document_id: int, mark: str) -> None:
    """Each page in a transaction of its own, because analysing a long text holds the write lock."""
    done = FileText.objects.filter(document_id=document_id, mark=mark, indexed=False).exclude(
        state=State.READING
    )
    if done.exists():
        for row_id in rows_of_pages_with(document_id):
            update_index([row_id])
        done.update(indexed=True)
