"""Real files on real pages, and a worker that reads them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.base import ContentFile
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from kennisbank.models import CustomDocument, KnowledgePage, SearchDocument
from search.attachments import FilePage, texts_of
from search.models import FileText
from tests.kennisbank.importing.making import pdf


def make_pdf(*pages: str, password: str = "") -> bytes:
    """A PDF with one line of text on each page."""
    return pdf([[(72, 700, 11, False, text)] if text else [] for text in pages], password)


def make_document(name: str, content: bytes) -> CustomDocument:
    document = CustomDocument(title=name)
    replace_file(document, name, content)
    return document


def replace_file(document: CustomDocument, name: str, content: bytes) -> None:
    document.file.save(name, ContentFile(content), save=False)
    document._set_document_file_metadata()
    document.save()


def attach(page: KnowledgePage, *documents: CustomDocument, title: str = "De folder") -> None:
    """Publish the page with exactly these files."""
    row = {"title": title, "accessible": True, "adaptable": False}
    page.files = [("row", {**row, "file": document}) for document in documents]
    page.save_revision().publish()


def work() -> list[str]:
    """Let a worker do all that waits, as ``manage.py work`` does; returns what went wrong in it."""
    worker = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="worker",
        startup_delay=False,
        max_tasks=None,
        worker_id="test",
    )
    worker.run()
    return list(DBTaskResult.objects.failed().values_list("traceback", flat=True))


def waiting() -> int:
    return DBTaskResult.objects.filter(status=TaskResultStatus.READY).count()


def noted(document: CustomDocument) -> FileText:
    return FileText.objects.get(document_id=document.pk)


def own_row(page: KnowledgePage) -> SearchDocument:
    return SearchDocument.objects.get(page_id=page.pk, document_id=None)


def pages_found(page: KnowledgePage) -> list[FilePage]:
    row = own_row(page)
    return texts_of([row])[row.pk]


def texts(page: KnowledgePage) -> list[str]:
    return [found.text for found in pages_found(page)]


@contextmanager
def nothing_on_disk(document: CustomDocument) -> Iterator[None]:
    """The file of this document is away for a while, as before the media of a backup are put back."""
    storage, name = document.file.storage, document.file.name
    with storage.open(name) as file:
        content = file.read()
    storage.delete(name)
    yield
    storage.save(name, ContentFile(content))
