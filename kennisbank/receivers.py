"""What happens when a page, a term or a file changes, however it was changed."""

from typing import Any

from django.apps import apps
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from taggit.models import Tag
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, pre_page_move

from kennisbank.audience import OPEN, choice_of, is_wider
from kennisbank.kinds import page_types
from kennisbank.models import CustomDocument, KnowledgePage, SearchDocument, Term
from kennisbank.placing import place_subtree
from kennisbank.read_model.marking import mark_below, mark_pages, mark_published, mark_quoting
from kennisbank.succession import give_way, keep_one_current

# What a draft, a lock or a comment changes; none of it is shown to a visitor.
_UNSEEN = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "live_revision",
    "locked",
    "locked_at",
    "locked_by",
    "owner",
}


def connect() -> None:
    """Connect every receiver, once, when all page types are known."""
    for model in page_types().values():
        post_save.connect(_page_saved, sender=model)
        page_published.connect(_page_published, sender=model)
    post_save.connect(_bare_page_saved, sender=Page)
    post_delete.connect(_page_deleted, sender=Page)
    page_slug_changed.connect(_slug_changed)
    page_unpublished.connect(_page_unpublished)
    pre_page_move.connect(_stay_as_narrow)
    for vocabulary in [model for model in apps.get_models() if issubclass(model, Term)]:
        post_save.connect(_term_changed, sender=vocabulary)
        post_delete.connect(_term_changed, sender=vocabulary)
    for signal in (post_save, post_delete):
        signal.connect(_tag_changed, sender=Tag)
        signal.connect(_document_changed, sender=CustomDocument)


def _page_saved(instance: KnowledgePage, update_fields: frozenset[str] | None = None, **kwargs: Any) -> None:
    if update_fields is not None and set(update_fields) <= _UNSEEN:
        return
    _mark(instance)


def _mark(page: KnowledgePage) -> None:
    if page.live:
        mark_published(page.pk, page.key, page.effective_audience)
    else:
        mark_pages([page.pk])


def _page_published(instance: KnowledgePage, **kwargs: Any) -> None:
    """Publishing, and a copy that is live: its many-to-many values are written after it was saved."""
    keep_one_current(instance)
    _mark(instance)


def _bare_page_saved(instance: Page, update_fields: frozenset[str] | None = None, **kwargs: Any) -> None:
    """A move saves the page as a bare ``Page``, inside the transaction of the move."""
    if instance.is_root() or (update_fields is not None and set(update_fields) <= _UNSEEN):
        return
    place_subtree(instance)
    page = instance.specific
    if isinstance(page, KnowledgePage) and page.live:
        give_way(page)


def _stay_as_narrow(instance: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """A page that only its parent kept from more readers gets none by a move: that is for a second reader."""
    page, above = instance.specific, parent_page_after.specific
    if not isinstance(page, KnowledgePage) or not (page.live or page.approved_schedule):
        return
    now = choice_of(page.effective_audience)
    if now != page.audience and is_wider(choice_of(getattr(above, "effective_audience", OPEN)), now):
        type(page)._base_manager.filter(pk=page.pk).update(audience=now)
        log(
            instance=page,
            action="kennisbank.audience",
            data={"before": page.audience, "after": now},
        )


def _slug_changed(instance: Page, **kwargs: Any) -> None:
    mark_below(instance)


def _page_unpublished(instance: Page, **kwargs: Any) -> None:
    """Nothing stays published or planned below a page that is not; each child brings its own children along."""
    for child in instance.get_children().order_by("path").specific():
        if child.live:
            child.unpublish()
        else:
            child.revisions.update(approved_go_live_at=None)
            _page_unpublished(child)


def _page_deleted(instance: Page, **kwargs: Any) -> None:
    mark_pages([instance.pk])


def _term_changed(instance: Term, **kwargs: Any) -> None:
    mark_quoting(instance.facet, instance.slug)


def _tag_changed(instance: Tag, **kwargs: Any) -> None:
    mark_quoting("trefwoord", instance.slug)


def _document_changed(instance: Model, **kwargs: Any) -> None:
    mark_pages(SearchDocument.objects.filter(document_id=instance.pk).values_list("page_id", flat=True))
