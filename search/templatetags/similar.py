"""What the templates of pages ask of search."""

from typing import Any

from django import template
from django.template import Context

from kennisbank.audience import reader_for
from kennisbank.models.read_model import SearchDocument
from search.similar import Similar, similar_to

register = template.Library()


@register.simple_tag(takes_context=True)
def similar_pages(context: Context, row: SearchDocument | None) -> list[Similar]:
    """Pages like that of ``row``, for who is looking at it; none for a page that search does not know."""
    request: Any = context.get("request")
    return similar_to(row, reader_for(request.user)) if row and request else []
