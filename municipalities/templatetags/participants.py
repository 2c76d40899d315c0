"""What the templates of participants ask."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template

from kennisbank.models import SearchDocument
from kennisbank.showing import ShownSection
from kennisbank.templatetags.showing import facet
from municipalities.mergers.ends import End, ends_of
from municipalities.models import ParticipantPage
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


@register.simple_tag(takes_context=True)
def merger_of(context: Mapping[str, Any], participant: ParticipantPage) -> End | None:
    """How this participant ended, for who reads the page."""
    return ends_of([participant.pk], context["request"].user).get(participant.pk)


@register.simple_tag(takes_context=True)
def mergers_among(context: Mapping[str, Any], rows: Iterable[SearchDocument]) -> dict[int, End]:
    """How those of the listed participants ended that did, by the id of their page."""
    return ends_of([row.page_id for row in rows], context["request"].user)


@register.filter
def own_end(ends: Mapping[int, End] | None, row: SearchDocument) -> End | None:
    return (ends or {}).get(row.page_id)
