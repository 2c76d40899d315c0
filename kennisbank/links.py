"""Links inside texts to other pages of the site: only to what everybody may read.

A text is the same for every reader, so a link to a page for colleagues would tell all others its address.
"""

from typing import Any

from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from kennisbank.audience import ANONYMOUS
from kennisbank.models import KnowledgePage, SearchDocument


class PublicPageLinkHandler(PageLinkHandler):
    """Writes the address of a page, or a link without one when not everybody may read that page."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        addresses = _addresses({int(attrs["id"]) for attrs in attrs_list if str(attrs.get("id")).isdigit()})
        found = [addresses.get(str(attrs.get("id"))) for attrs in attrs_list]
        return [f'<a href="{escape(address)}">' if address else "<a>" for address in found]


def _addresses(page_ids: set[int]) -> dict[str, str]:
    rows = SearchDocument.objects.visible_to(ANONYMOUS).pages().filter(page_id__in=page_ids)
    addresses = {str(page_id): url for page_id, url in rows.values_list("page_id", "url")}
    for page in Page.objects.live().filter(pk__in=page_ids - {int(key) for key in addresses}).specific():
        if not isinstance(page, KnowledgePage):
            addresses[str(page.pk)] = page.url or ""
    return addresses
