"""At most one current definition, vision, positioning and communication plan per participant."""

from django.db import transaction
from wagtail.models import Page

from kennisbank.models.knowledge_page import KnowledgePage


def current_siblings(page: KnowledgePage) -> list[KnowledgePage]:
    """The other published pages of this kind and participant that are not replaced."""
    others = type(page).objects.filter(participant_id=page.participant_id, live=True).exclude(pk=page.pk)
    return [other for other in others if other.is_current]


def keep_one_current(page: KnowledgePage) -> None:
    """After ``page`` was published as the current one: the one that was current so far now points to it."""
    if not page.one_current or page.participant_id is None or not page.is_current:
        return
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=page.participant_id)
        for other in current_siblings(page):
            _replace(other, page)


def _replace(earlier: KnowledgePage, successor: KnowledgePage) -> None:
    """Point to the successor, in the published page and in a draft that waits."""
    draft = earlier.get_latest_revision_as_object()
    earlier.replaced_by = draft.replaced_by = successor.page_ptr
    earlier.save(update_fields=["replaced_by"])
    if earlier.latest_revision_id:
        draft.save_revision(clean=False, changed=False)
