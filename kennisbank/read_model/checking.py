"""Compares the rows of the read model with the pages, and makes them anew."""

from collections.abc import Iterator
from typing import Any

from wagtail.models import Page

from kennisbank.facets import Facet
from kennisbank.kinds import page_types
from kennisbank.models.knowledge_page import KnowledgePage
from kennisbank.models.read_model import SearchDocument
from kennisbank.read_model.filling import fill_pages
from kennisbank.read_model.row import file_row_values, files_on, pictures_on, row_facets, row_values


def differences() -> Iterator[str]:
    """One line for every way in which a row and its page disagree."""
    rows = {row.key: row for row in SearchDocument.objects.prefetch_related("facet_values", "pictures")}
    for page in published_pages():
        row = rows.pop(page.key, None)
        yield from _compare(page.key, row, row_values(page), row_facets(page))
        if row and {picture.image_id for picture in row.pictures.all()} != pictures_on(page):
            yield f"{page.key}: de afbeeldingen zijn niet die van de pagina."
        for file in files_on(page):
            yield from _compare(file.key, rows.pop(file.key, None), file_row_values(page, file), [])
    for row in rows.values():
        if row.live:
            yield f"{row.key}: ‘{row.title}’ staat in de lijst, maar is niet gepubliceerd."


def _compare(
    key: str, row: SearchDocument | None, values: dict[str, Any], facets: list[Facet]
) -> Iterator[str]:
    if row is None:
        yield f"{key}: ‘{values['title']}’ ontbreekt."
        return
    for name, value in values.items():
        if getattr(row, name) != value:
            yield f"{key}: {name} is {getattr(row, name)!r}, maar de pagina zegt {value!r}."
    stored = {Facet(value.facet, value.value, value.label) for value in row.facet_values.all()}
    for facet in sorted(stored ^ set(facets)):
        word = "te veel" if facet in stored else "ontbreekt"
        yield f"{key}: facet {facet.facet}={facet.value} ({facet.label}) {word}."


def published_pages() -> Iterator[KnowledgePage]:
    for model in page_types().values():
        yield from model.objects.live().order_by("pk").iterator(chunk_size=100)


def rebuild() -> int:
    """Make every row anew and return how many pages there are; searching goes on meanwhile."""
    for page in published_pages():
        SearchDocument.objects.update_or_create(
            key=page.key,
            defaults={"changed": True},
            create_defaults={"page_id": page.pk, "audience": page.effective_audience, "changed": True},
        )
    SearchDocument.objects.filter(live=True).update(changed=True)
    page_ids = list(
        SearchDocument.objects.filter(changed=True, document_id=None).values_list("page_id", flat=True)
    )
    fill_pages(page_ids)
    return Page.objects.filter(pk__in=page_ids, live=True).count()
