"""What templates ask of sections and rows of the read model, so that they need no queries and no logic of their own."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from django import template
from django.core.paginator import Page as PaginatorPage
from django.utils.safestring import mark_safe
from wagtail.models import Page

from kennisbank.audience import restriction as restriction_of
from kennisbank.models.read_model import FacetValue, SearchDocument
from kennisbank.sections import build_section
from kennisbank.sections.content import Cell, Content, Rows

register = template.Library()


_BOLD_LINE = re.compile(r"<p[^>]*>\s*<b>([^<]+)</b>\s*</p>")


@register.filter
def bold_lines_as_headings(markup: str) -> str:
    """Rich text of a page of the site itself, in which a paragraph that is wholly bold stands for a heading.

    The editor of prose has no headings, because elsewhere the sections are the headings; these pages have none. Only
    ``pages/text.html`` asks for it: on every other page a bold line is a bold line.
    """
    return mark_safe(_BOLD_LINE.sub(r"<h2>\1</h2>", markup))  # Rich text is clean when it is stored.


@register.filter
def in_words(names: Iterable[object]) -> str:
    """Names as people write them in a sentence: "a", "a en b", "a, b en c"."""
    *first, last = [str(name) for name in names] or [""]
    return f"{', '.join(first)} en {last}" if first else last


@register.filter
def row_of(links: Mapping[int, SearchDocument] | None, page_id: int) -> SearchDocument | None:
    """The row of a page that a cell points to, or ``None`` when this reader may not open it."""
    return (links or {}).get(page_id)


@register.filter
def facet(row: SearchDocument | None, name: str) -> list[FacetValue]:
    """The values that a row has for one facet; ``facet_values`` should have been prefetched."""
    return [value for value in row.facet_values.all() if value.facet == name] if row else []


@register.filter
def section_content(page: Page, name: str) -> Content | None:
    """What one field of a page says, as the templates in ``sections/`` show it."""
    return build_section(type(page), name).content(page)


@register.filter
def cell(row: list[Cell], name: str) -> Cell | None:
    """The cell of one column in a row, or ``None`` where the row does not fill it."""
    return next((cell for cell in row if cell.name == name), None)


@register.filter
def used_grid(rows: Rows) -> Iterator[list[Cell]]:
    """Each row with a cell for every column of ``used_columns``, an empty one where it has none."""
    used = {column.name for column in rows.used_columns()}
    for row in rows.grid():
        yield [cell for cell in row if cell.name in used]


@register.filter
def short_label(label: str) -> str:
    """The first words of a label, for a list: "Voorbeeldinhoud", "Fictieve gemeente"."""
    return label.partition(" op basis")[0].partition(",")[0]


@register.filter
def restriction(token: str) -> str:
    """Who a page is for, in words, when not everybody may read it; from its effective token."""
    return restriction_of(token)


@register.filter
def file_type(url: str) -> str:
    """The kind of file behind an address, in capitals: "PDF"; empty when the address does not tell."""
    return PurePosixPath(urlsplit(url).path).suffix.removeprefix(".").upper()


@register.filter
def page_numbers(page: PaginatorPage) -> Iterator[int | str]:
    """The page numbers to show: the first, the last and the ones around this page, with an ellipsis between."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
