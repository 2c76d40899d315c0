"""Where the bin stands in the page tree."""

from wagtail.models import Page
from wagtail.query import PageQuerySet

from kennisbank.models.bin import BinPage

TITLE = "Prullenbak"


def ensure_bin() -> tuple[BinPage, bool]:
    """The bin, and whether it was made just now."""
    stored = BinPage.objects.first()
    if stored is not None:
        return stored, False
    page = BinPage(title=TITLE, slug="prullenbak", live=False)
    Page.get_first_root_node().add_child(instance=page)
    return page, True


def outside_bin(pages: PageQuerySet) -> PageQuerySet:
    """``pages`` without the bin and what is in it."""
    stored = BinPage.objects.first()
    return pages if stored is None else pages.not_descendant_of(stored, inclusive=True)
