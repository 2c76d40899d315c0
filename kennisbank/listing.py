"""Lists of pages: one query over the read model, paged."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, F

from kennisbank.models.read_model import FacetValue, SearchDocument, SearchDocumentQuerySet

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


def newest(rows: SearchDocumentQuerySet, number: int, by: str) -> list[SearchDocument]:
    """The ``number`` rows with the last ``date`` or ``updated_at``; those without one come last."""
    ordered = rows.order_by(F(by).desc(nulls_last=True), "title")
    return list(ordered.prefetch_related("facet_values")[:number])


@dataclass(frozen=True)
class FacetCount:
    """A value of a facet, and on how many rows it is."""

    value: str
    label: str
    number: int


def facet_counts(rows: SearchDocumentQuerySet, facet: str) -> list[FacetCount]:
    """The values that ``rows`` have for one facet, in the order of the alphabet: one query."""
    values = FacetValue.objects.filter(facet=facet, row__in=rows)
    counted = values.values_list("value", "label").annotate(number=Count("pk")).order_by("label", "value")
    return [FacetCount(*count) for count in counted]


def kind_counts(rows: SearchDocumentQuerySet) -> dict[str, int]:
    """How many of ``rows`` there are of each kind: one query."""
    return dict(rows.order_by("kind").values_list("kind").annotate(number=Count("pk")))
