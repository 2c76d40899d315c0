"""What the templates of participants ask."""

from django import template

from kennisbank.models import SearchDocument
from kennisbank.showing import ShownSection
from kennisbank.templatetags.showing import facet
from municipalities.overview import PagesSection, partners

register = template.Library()

# Who worked on it and its files come after what the participant has to tell.
LAST = ("workgroup", "files")


@register.filter
def with_pages(sections: list[ShownSection]) -> list[ShownSection | PagesSection]:
    """The sections of a participant with its pages among them, in the order in which they stand on the page."""
    last = [section for section in sections if section.name in LAST]
    return [*(section for section in sections if section.name not in LAST), PagesSection(), *last]


@register.filter
def partners_of(row: SearchDocument) -> list[str]:
    """The other municipalities of the participant that this row of the read model is of."""
    return partners(row.title, [member.label for member in facet(row, "gemeente")])
