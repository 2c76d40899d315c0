"""Links inside texts to other pages of the site: only to what everybody may read.

A text is the same for every reader, so a link to a page for colleagues would tell all others its address. The editor
tells no address of such a page either, because anybody may write the number of any page into a text.
"""

from typing import Any

from django.utils.html import escape
from wagtail.admin.rich_text.converters.contentstate import link_entity
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    ExternalLinkElementHandler,
    LinkElementHandler,
)
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from kennisbank.audience import ANONYMOUS
from kennisbank.models import KnowledgePage, SearchDocument
from kennisbank.numbers import number_in


class PublicPageLinkHandler(PageLinkHandler):
    """Writes the address of a page, or a link without one when not everybody may read that page."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        numbers = [number_in(attrs.get("id")) for attrs in attrs_list]
        addresses = _addresses({number for number in numbers if number is not None})
        found = [addresses.get(number) for number in numbers]
        return [f'<a href="{escape(address)}">' if address else "<a>" for address in found]


class PublicPageLinkElementHandler(LinkElementHandler):
    """Gives the editor the address of a page that everybody may read, and of others only the number."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        number = number_in(attrs.get("id"))
        url = _addresses({number}).get(number) if number is not None else None
        parent = Page.objects.get(pk=number).get_parent() if url else None
        return {"id": number, "url": url, "parentId": parent.pk if parent else None}


def written_link(props: dict[str, Any]) -> Any:
    """A link as the editor stores it; only its words when it has no address, or an id of a page that is no number."""
    page, url = props.get("id"), props.get("url")
    leads_somewhere = isinstance(url, str) if page is None else number_in(page) is not None
    return link_entity(props) if leads_somewhere else props["children"]


LINK_RULE = {
    "from_database_format": {
        "a[href]": ExternalLinkElementHandler("LINK"),
        'a[linktype="page"]': PublicPageLinkElementHandler("LINK"),
    },
    "to_database_format": {"entity_decorators": {"LINK": written_link}},
}


def _addresses(page_ids: set[int]) -> dict[int | None, str]:
    """The address of each of these pages that everybody may read."""
    rows = SearchDocument.objects.visible_to(ANONYMOUS).pages().filter(page_id__in=page_ids)
    addresses: dict[int | None, str] = dict(rows.values_list("page_id", "url"))
    for page in Page.objects.live().filter(pk__in=page_ids - addresses.keys()).specific():
        if not isinstance(page, KnowledgePage):
            addresses[page.pk] = page.url or ""
    return addresses
