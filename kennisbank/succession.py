"""At most one current definition, vision, positioning and communication plan per participant."""

from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry

from kennisbank.audience import choice_of, is_wider
from kennisbank.models.knowledge_page import KnowledgePage
from kennisbank.versions import write_in_every_version

REPLACED = "kennisbank.replaced"


def would_replace(page: KnowledgePage) -> list[KnowledgePage]:
    """The published pages that make way when ``page`` is published as it is."""
    if not page.one_current or not page.is_current or page.participant_id is None:
        return []
    return [other for other in _current_pages(page) if other.pk != page.pk and not _is_wider(other, page)]


def made_way_since(page: KnowledgePage, moment: datetime) -> list[KnowledgePage]:
    """The pages that make way for ``page`` since ``moment``: the log knows when they began to."""
    if not page.one_current:
        return []
    entries = PageLogEntry.objects.filter(action=REPLACED, timestamp__gte=moment, data__successor=page.pk)
    return list(type(page).objects.filter(replaced_by=page.pk, pk__in=entries.values("page")))


def keep_one_current(page: KnowledgePage) -> None:
    """After ``page`` was published as the current one: the one that was current so far now points to it.

    One that more people may read stays current for them, because they cannot read this one.
    """
    with transaction.atomic():
        for other in _other_current_pages(page):
            if not _is_wider(other, page):
                _replace(other, page)


def give_way(page: KnowledgePage) -> None:
    """After ``page`` was moved to a participant that has a current one already: that one stays current."""
    with transaction.atomic():
        as_wide = [other for other in _other_current_pages(page) if not _is_wider(page, other)]
        for other in as_wide[:1]:
            _replace(page, other)


def _is_wider(page: KnowledgePage, than: KnowledgePage) -> bool:
    return is_wider(choice_of(page.effective_audience), choice_of(than.effective_audience))


def _other_current_pages(page: KnowledgePage) -> list[KnowledgePage]:
    """The other published current pages of this kind, with the participant locked; none if ``page`` is not current."""
    if not page.one_current or page.participant_id is None:
        return []
    Page.objects.select_for_update().get(pk=page.participant_id)
    current = _current_pages(page)
    others = [candidate for candidate in current if candidate.pk != page.pk]
    return others if len(others) < len(current) else []


def _current_pages(page: KnowledgePage) -> list[KnowledgePage]:
    """The published pages of this kind and participant that are not replaced, as they are stored."""
    published = type(page).objects.filter(participant_id=page.participant_id, live=True)
    return [candidate for candidate in published if candidate.is_current]


def _replace(earlier: KnowledgePage, successor: KnowledgePage) -> None:
    """Point to the successor, in the published page and in a draft that waits, and log it."""
    write_in_every_version(earlier, replaced_by=successor.page_ptr)
    log(instance=earlier, action=REPLACED, data={"successor": successor.pk})
