"""Empties the bin of what has been in it long enough."""

import logging

from django.utils import timezone

from kennisbank.models.bin import KEPT, BinnedPage

logger = logging.getLogger(__name__)

AT_ONCE = 50


def empty_bin() -> None:
    """Really delete pages that went into the bin thirty days ago, some at a time; the clock calls this often."""
    due = BinnedPage.objects.filter(binned_at__lte=timezone.now() - KEPT).select_related("page")
    for binned in due.order_by("binned_at")[:AT_ONCE]:
        try:
            binned.page.specific.delete()
        except Exception:  # One page that cannot be deleted holds up no other.
            logger.exception("Page %s could not be deleted from the bin", binned.page_id)
