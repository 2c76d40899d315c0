"""Lists of pages: one query over the read model, paged."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from kennisbank.models.read_model import SearchDocument, SearchDocumentQuerySet

PAGE_SIZE = 30


@dataclass(frozen=True)
class Listing:
    rows: list[SearchDocument]
    page: Page
    total: int


def list_documents(rows: SearchDocumentQuerySet, page_number: str | None) -> Listing:
    """One page of ``rows`` with their facet values; a nonsensical number gives the first or last page."""
    page = Paginator(rows.prefetch_related("facet_values"), PAGE_SIZE).get_page(page_number)
    return Listing(list(page.object_list), page, page.paginator.count)


def newest(rows: SearchDocumentQuerySet, number: int) -> list[SearchDocument]:
    """The ``number`` rows that were published last."""
    return list(rows.prefetch_related("facet_values").order_by("-updated_at", "title")[:number])
