"""Fills marked rows from their pages, and tells the packages that index them."""

import logging
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F
from wagtail.models import Page

from kennisbank.bin.place import outside_bin
from kennisbank.facets import Facet
from kennisbank.models.knowledge_page import KnowledgePage
from kennisbank.models.read_model import CarriedPicture, FacetValue, SearchDocument
from kennisbank.read_model.row import file_row_values, files_on, pictures_on, row_facets, row_values
from kennisbank.signals import rows_filled

logger = logging.getLogger(__name__)

_EMPTY: dict[str, Any] = {"live": False, "changed": False, "summary": "", "sections": [], "title": ""}


def fill_pages(page_ids: Iterable[int]) -> list[int]:
    """Fill the rows of these pages that are marked, each page in a transaction of its own.

    Returns the ids of pages that this marked in turn, because they quote what changed. A page that cannot be filled
    stays marked, is logged, and holds up no other.
    """
    marked: list[int] = []
    for page_id in page_ids:
        try:
            marked += _fill_page(page_id)
        except Exception:  # Whatever is wrong with one page, the others go on.
            logger.exception("The row of page %s could not be filled", page_id)
    return marked


def _fill_page(page_id: int) -> list[int]:
    with transaction.atomic():
        rows = list(SearchDocument.objects.select_for_update().filter(page_id=page_id).order_by("pk"))
        if not any(row.changed for row in rows):
            return []
        own_row = next(row for row in rows if row.document_id is None)
        was_live, participant_id = own_row.live, own_row.participant_id
        page = _live_page(page_id)
        if page is None:
            _empty(
                rows, gone=not outside_bin(Page.objects.filter(pk=page_id)).exists(), was_gone=own_row.gone
            )
            quoting = []
        else:
            quoting = _fill_own_row(own_row, page)
            participant_id = page.participant_id
            _fill_file_rows(rows, page)
        if was_live != (page is not None) and participant_id not in {None, page_id}:
            quoting += _to_list_or_not(participant_id, is_live=page is not None)
        SearchDocument.objects.filter(page_id__in=quoting).update(changed=True)
        ids = SearchDocument.objects.filter(page_id=page_id).values_list("pk", flat=True)
        rows_filled.send(SearchDocument, ids=list(ids))
    return quoting


def _to_list_or_not(participant_id: int, *, is_live: bool) -> list[int]:
    """The participant, when one of its pages coming or going may change whether it is on the lists."""
    own_row = SearchDocument.objects.filter(page_id=participant_id, document_id=None)
    return [] if is_live and own_row.filter(listed=True).exists() else [participant_id]


def _live_page(page_id: int) -> KnowledgePage | None:
    page = Page.objects.filter(pk=page_id, live=True).specific().first()
    return page if isinstance(page, KnowledgePage) else None


def _empty(rows: list[SearchDocument], *, gone: bool, was_gone: bool = False) -> None:
    """Take the content out of the rows of a page that is no longer published; who could read it stays known.

    A page in the bin is gone; one that came back from there is not.
    """
    ids = [row.pk for row in rows]
    FacetValue.objects.filter(row__in=ids).delete()
    CarriedPicture.objects.filter(row__in=ids).delete()
    SearchDocument.objects.filter(pk__in=ids).update(**_EMPTY, version=F("version") + 1)
    if gone or was_gone:
        SearchDocument.objects.filter(pk__in=ids).update(gone=gone)


def _fill_own_row(row: SearchDocument, page: KnowledgePage) -> list[int]:
    """Fill the row; returns the ids of the pages that quote what changed (those of a participant)."""
    quoted_before = (row.title, row.label, _stored_facets(row))
    _write(row, row_values(page))
    facets = row_facets(page)
    _write_facets(row, facets)
    _write_pictures(row, pictures_on(page))
    if page.owns_pages and quoted_before != (page.title, page.label(), set(facets)):
        return list(Page.objects.descendant_of(page).values_list("pk", flat=True))
    return []


def _fill_file_rows(rows: list[SearchDocument], page: KnowledgePage) -> None:
    stored = {row.key: row for row in rows if row.document_id is not None}
    for file in files_on(page):
        row = stored.pop(file.key, None) or SearchDocument(key=file.key)
        _write(row, file_row_values(page, file))
    _empty(list(stored.values()), gone=True)


def _write(row: SearchDocument, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.changed = False
    row.version += 1
    row.save()


def _stored_facets(row: SearchDocument) -> set[Facet]:
    return {Facet(value.facet, value.value, value.label) for value in row.facet_values.all()}


def _write_facets(row: SearchDocument, facets: list[Facet]) -> None:
    if _stored_facets(row) == set(facets):
        return
    row.facet_values.all().delete()
    FacetValue.objects.bulk_create(FacetValue(row=row, **facet._asdict()) for facet in facets)


def _write_pictures(row: SearchDocument, image_ids: set[int]) -> None:
    stored = set(row.pictures.values_list("image_id", flat=True))
    row.pictures.filter(image_id__in=stored - image_ids).delete()
    CarriedPicture.objects.bulk_create(
        CarriedPicture(row=row, image_id=image_id) for image_id in sorted(image_ids - stored)
    )
