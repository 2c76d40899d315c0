"""Keeps participant and effective audience right below a page that moved or changed who may read it."""

from typing import Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from kennisbank.models.knowledge_page import KnowledgePage
from kennisbank.models.read_model import SearchDocument
from kennisbank.read_model.marking import mark_below, mark_pages
from kennisbank.signals import rows_filled


def place_subtree(page: Page) -> None:
    """Derive participant and effective token again for ``page`` and everything below it, from the top down.

    The rows of the read model follow in the same transaction: what is narrowed is hidden at once, everywhere.
    """
    with transaction.atomic():
        for node in Page.objects.descendant_of(page, inclusive=True).order_by("path").specific().iterator():
            if isinstance(node, KnowledgePage):
                _place(node)
        mark_below(page)


def _place(page: KnowledgePage) -> None:
    participant_id, token = page.place_below(page.get_parent())
    if (participant_id, token) == (page.participant_id, page.effective_audience):
        return
    type(page)._base_manager.filter(pk=page.pk).update(
        participant_id=participant_id, effective_audience=token
    )
    rows = SearchDocument.objects.filter(page_id=page.pk)
    rows.update(audience=token, participant_id=participant_id, changed=True)
    rows_filled.send(SearchDocument, ids=list(rows.values_list("pk", flat=True)))
    mark_pages({page.participant_id, participant_id} - {None})


def change_audience(page: KnowledgePage, choice: str, user: Any) -> None:
    """Let ``choice`` decide who may read ``page`` from now on; whoever calls it has checked that ``user`` may.

    Raises ``ValueError`` for a choice that does not exist.
    """
    if choice not in dict(type(page)._meta.get_field("audience").flatchoices):
        raise ValueError(f"Not an audience: {choice}")
    with transaction.atomic():
        stored = type(page)._base_manager.select_for_update().get(pk=page.pk)
        if stored.audience == choice:
            return
        type(page)._base_manager.filter(pk=page.pk).update(audience=choice)
        place_subtree(stored)
        log(
            instance=stored,
            action="kennisbank.audience",
            user=user,
            data={"before": stored.audience, "after": choice},
        )
