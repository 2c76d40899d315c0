"""Which text the files on a page hold; who may read it is what the page itself says."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from kennisbank.models.read_model import SearchDocument
from search.models import FileText


@dataclass(frozen=True)
class FilePage:
    """The text of one page of a file, or of all of it where ``page`` is None because the kind of file has no pages."""

    document_id: int
    file_title: str
    url: str
    page: int | None
    text: str

    @property
    def page_url(self) -> str:
        """The address that opens the file at this page, in every browser that shows a PDF itself."""
        return f"{self.url}#page={self.page}" if self.page else self.url


def texts_of(page_rows: Collection[SearchDocument], alias: str = "default") -> dict[int, list[FilePage]]:
    """By the id of each of these rows the pages of text in the files on that page, in two queries for all of them.

    ``page_rows`` are rows of pages, not of files. What is not read yet, or cannot be read, has no text here.
    """
    found: dict[int, list[FilePage]] = {row.pk: [] for row in page_rows}
    row_ids = {row.page_id: row.pk for row in page_rows if row.document_id is None}
    if not row_ids:
        return found
    files = carried(alias).filter(page_id__in=row_ids).order_by("pk")
    columns = files.values_list("page_id", "document_id", "title", "url")
    on_pages = [
        (page_id, number, title, url) for page_id, number, title, url in columns if number is not None
    ]
    texts = _texts([document_id for _page_id, document_id, *_ in on_pages], alias)
    for page_id, document_id, title, url in on_pages:
        found[row_ids[page_id]] += [
            FilePage(document_id, title, url, page["page"], page["text"])
            for page in texts.get(document_id, [])
        ]
    return found


def carried(alias: str = "default") -> QuerySet[SearchDocument]:
    """The rows of files that a published page carries."""
    return SearchDocument.objects.using(alias).filter(live=True, gone=False, document_id__isnull=False)


def rows_of_pages_with(document_id: int) -> list[int]:
    """The ids of the pages' own rows, of every published page that carries this file."""
    page_ids = carried().filter(document_id=document_id).values("page_id")
    rows = SearchDocument.objects.filter(page_id__in=page_ids, document_id=None, live=True, gone=False)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _texts(document_ids: Collection[int], alias: str) -> dict[int, list[dict]]:
    read = FileText.objects.using(alias).filter(document_id__in=document_ids, state=FileText.State.READ)
    return dict(read.values_list("document_id", "pages"))
