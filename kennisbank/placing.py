"""Keeps participant and effective audience right below a page that moved or changed who may read it."""

from typing import Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from kennisbank.audience import CHOICES
from kennisbank.models.knowledge_page import KnowledgePage
from kennisbank.models.placed_page import lock_tree
from kennisbank.models.read_model import SearchDocument
from kennisbank.read_model.marking import mark_below, mark_pages
from kennisbank.signals import rows_filled
from kennisbank.succession import keep_one_current


def place_subtree(page: Page) -> None:
    """Derive participant and effective token again for ``page`` and everything below it, from the top down.

    The rows of the read model follow in the same transaction: what is narrowed is hidden at once, everywhere.
    """
    with transaction.atomic():
        lock_tree()
        parents = {page.path[: -Page.steplen]: page.get_parent(update=True).specific}
        placed = []
        for node in Page.objects.descendant_of(page, inclusive=True).order_by("path").specific():
            parents[node.path] = node
            if isinstance(node, KnowledgePage) and _place(node, parents[node.path[: -Page.steplen]]):
                placed.append(node.pk)
        mark_below(page)
        if placed:
            rows = SearchDocument.objects.filter(page_id__in=placed)
            rows_filled.send(SearchDocument, ids=list(rows.values_list("pk", flat=True)))


def _place(page: KnowledgePage, above: Page) -> bool:
    """Place one page, in memory and in the tables; whether anything changed."""
    before = page.participant_id, page.effective_audience
    page.participant_id, page.effective_audience = participant_id, token = page.place_below(above)
    if (participant_id, token) == before:
        return False
    type(page)._base_manager.filter(pk=page.pk).update(
        participant_id=participant_id, effective_audience=token
    )
    SearchDocument.objects.filter(page_id=page.pk).update(
        audience=token, participant_id=participant_id, changed=True
    )
    mark_pages(owner for owner in (before[0], participant_id) if owner is not None)
    return True


def change_audience(page: KnowledgePage, choice: str, user: Any) -> None:
    """Let ``choice`` decide who may read ``page`` from now on; whoever calls it has checked that ``user`` may.

    Raises ``ValueError`` for a choice that does not exist.
    """
    if choice not in dict(CHOICES):
        raise ValueError(f"Not an audience: {choice}")
    with transaction.atomic():
        lock_tree()
        stored = type(page)._base_manager.get(pk=page.pk)
        if stored.audience == choice:
            return
        type(page)._base_manager.filter(pk=page.pk).update(audience=choice)
        place_subtree(stored)
        if stored.live:
            keep_one_current(type(page)._base_manager.get(pk=page.pk))
        log(
            instance=stored,
            action="kennisbank.audience",
            user=user,
            data={"before": stored.audience, "after": choice},
        )
