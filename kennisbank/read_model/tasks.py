"""Filling by the worker."""

from django_tasks import task

from kennisbank.models.read_model import SearchDocument
from kennisbank.read_model.filling import fill_pages

CHUNK = 100


@task(backend="worker")
def fill_changed_rows() -> None:
    """Fill every marked row, in chunks that hold the write lock only briefly."""
    fill_changed()


def fill_changed() -> int:
    """Fill what is marked and return how many pages were tried; the clock calls it every minute too.

    One round over all that is marked: what this marks in turn and what cannot be filled waits for the next.
    """
    tried = 0
    after = 0
    while page_ids := _next_marked(after):
        fill_pages(page_ids)
        tried += len(page_ids)
        after = page_ids[-1]
    return tried


def _next_marked(after: int) -> list[int]:
    marked = SearchDocument.objects.filter(changed=True, page_id__gt=after)
    return list(marked.order_by("page_id").values_list("page_id", flat=True).distinct()[:CHUNK])
