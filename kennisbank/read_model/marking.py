"""The mark *changed*, and when marked rows are filled.

A mark is written in the transaction that changes the page, so it is there exactly when the change is. Filling comes
right after the commit; more than ``AT_ONCE`` rows, and what a process left that died in between, the worker fills.
"""

import logging
from collections.abc import Iterable

from django.db import transaction
from wagtail.models import Page

from kennisbank.models.read_model import FacetValue, SearchDocument
from kennisbank.read_model.filling import fill_pages
from kennisbank.read_model.tasks import fill_changed_rows

logger = logging.getLogger(__name__)

AT_ONCE = 50


def mark_pages(page_ids: Iterable[int]) -> None:
    """Mark the rows of these pages and have them filled after the commit; pages without a row are left alone."""
    marked = sorted(set(page_ids))
    if SearchDocument.objects.filter(page_id__in=marked).update(changed=True):
        fill_after_commit(marked)


def mark_published(page_id: int, key: str, audience: str) -> None:
    """As ``mark_pages`` for one page that is live, and make its row when it has none."""
    with transaction.atomic():
        SearchDocument.objects.update_or_create(
            key=key,
            defaults={"changed": True},
            create_defaults={"page_id": page_id, "audience": audience, "changed": True},
        )
    fill_after_commit([page_id])


def mark_below(page: Page) -> None:
    """Mark the rows of ``page`` and of everything below it."""
    mark_pages(Page.objects.descendant_of(page, inclusive=True).values_list("pk", flat=True))


def mark_quoting(facet: str, value: str) -> None:
    """Mark every row that quotes this value, such as a theme that got another name."""
    rows = FacetValue.objects.filter(facet=facet, value=value)
    mark_pages(rows.values_list("row__page_id", flat=True))


def fill_after_commit(page_ids: list[int]) -> None:
    """Fill at once, or leave it to the worker when it is much; a failure never fails the change itself."""

    def fill() -> None:
        try:
            _fill_or_enqueue(page_ids)
        except Exception:  # The page is published; its row stays marked and the worker tries again.
            logger.exception("Rows of pages %s could not be filled", page_ids)

    transaction.on_commit(fill)


def _fill_or_enqueue(page_ids: list[int]) -> None:
    waiting = page_ids
    while waiting:
        if len(waiting) > AT_ONCE:
            fill_changed_rows.enqueue()
            return
        waiting = fill_pages(waiting)
