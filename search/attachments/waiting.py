"""Which files have to be read, and asking the worker for it."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from kennisbank.models.media import CustomDocument
from kennisbank.models.read_model import SearchDocument
from search.attachments.on_pages import carried
from search.attachments.reading import LONGEST_READING, mark_of, read_document
from search.models import FileText

CHUNK = 500


@task(backend="worker", priority=-10)
def read_file(document_id: int) -> None:
    """Read one file. Of low priority: a hundred new files may not keep other work waiting."""
    read_document(document_id)


def follow_rows(sender: Any, ids: Iterable[int], **kwargs: Any) -> None:
    """Receiver of ``rows_filled``: forget the text of files that no page carries any more, ask for what is new."""
    filled = SearchDocument.objects.filter(pk__in=list(ids), document_id__isnull=False)
    if document_ids := _documents(filled):
        _ask(_forget_outdated(document_ids))


def ask_for_leftovers() -> int:
    """Ask for every file that should have been read and was not; returns how many. The clock calls it.

    Those are files from before there was reading, files that changed on disk or came back, and what a worker left
    that died.
    """
    known = FileText.objects.values_list("document_id", flat=True)
    document_ids = sorted(_documents(carried()).union(known))
    wanted = set(_left())
    for start in range(0, len(document_ids), CHUNK):
        wanted |= _forget_outdated(document_ids[start : start + CHUNK])
    return _ask(wanted)


def _documents(file_rows: QuerySet[SearchDocument]) -> set[int]:
    return {number for number in file_rows.values_list("document_id", flat=True) if number is not None}


def _forget_outdated(document_ids: Collection[int]) -> set[int]:
    """Drop what is kept of these files unless it is of this very version, on a page; returns which are to be read.

    The text of a replaced file goes before the new one is read, because it may have been replaced for what it said.
    """
    on_pages = carried().filter(document_id__in=document_ids).values("document_id")
    documents = CustomDocument.objects.filter(pk__in=on_pages).only("file")
    marks = {document.pk: mark_of(document) for document in documents}
    kept = FileText.objects.filter(document_id__in=document_ids)
    known = dict(kept.values_list("document_id", "mark"))
    outdated = [document_id for document_id, mark in known.items() if marks.get(document_id) != mark]
    if outdated:
        kept.filter(document_id__in=outdated).delete()
    return {document_id for document_id, mark in marks.items() if known.get(document_id) != mark}


def _left() -> Iterable[int]:
    """What a worker began and did not finish, up to and including the index."""
    long_ago = timezone.now() - LONGEST_READING
    unfinished = Q(state=FileText.State.READING, started_at__lt=long_ago)
    unindexed = Q(indexed=False, read_at__lt=long_ago)
    return FileText.objects.filter(unfinished | unindexed).values_list("document_id", flat=True)


def _ask(document_ids: Collection[int]) -> int:
    """Queue these files, except those that wait in the queue already; returns how many were new."""
    if not document_ids:
        return 0
    waiting = DBTaskResult.objects.filter(
        task_path=read_file.module_path, backend_name=read_file.backend, status=TaskResultStatus.READY
    )
    queued = {call["args"][0] for call in waiting.values_list("args_kwargs", flat=True)}
    new = sorted(set(document_ids) - queued)
    for document_id in new:
        read_file.enqueue(document_id)
    return len(new)
