"""Puts a page into the bin, and takes it out again."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from kennisbank.bin.place import ensure_bin, outside_bin
from kennisbank.models.bin import BinnedPage, is_in_bin
from kennisbank.models.placed_page import PlacedPage, lock_tree
from kennisbank.models.site_pages import HomePage, ListPage

PARTICIPANT_STAYS = (
    "‘{title}’ is een deelnemer en kan niet weg. Een gemeente die ophoudt, gaat op in een andere; haar pagina's "
    "blijven leesbaar."
)
SITE_STAYS = "‘{title}’ hoort bij de site zelf en kan niet weg."
IN_BIN = "‘{title}’ staat al in de Prullenbak."


NO_PLACE = "‘{title}’ kan daar niet terug: de pagina erboven staat er niet meer. Probeer het opnieuw."
IS_BACK = "‘{title}’ staat niet meer in de Prullenbak."


class StaysWhereItIs(Exception):
    """Why a page cannot go into the bin, or out of it, as one sentence."""


def why_it_stays(page: Page) -> str:
    """One sentence when ``page`` cannot go into the bin, whoever asks; else an empty one."""
    if is_in_bin(page):
        reason = IN_BIN
    elif issubclass(page.specific_class, PlacedPage) and page.specific_class.owns_pages:
        reason = PARTICIPANT_STAYS
    elif page.is_root() or issubclass(page.specific_class, (HomePage, ListPage)):
        reason = SITE_STAYS
    else:
        return ""
    return reason.format(title=page.get_admin_display_title())


@transaction.atomic
def throw_away(page: Page, user: Any) -> None:
    """Unpublish ``page`` and everything below it, and move it into the bin; who calls it checked that ``user`` may.

    Raises ``StaysWhereItIs`` for a page that is no such page.
    """
    lock_tree()
    page = Page.objects.get(pk=page.pk)
    if problem := why_it_stays(page):
        raise StaysWhereItIs(problem)
    was_live = page.get_descendants(inclusive=True).live().exists()
    _take_from_the_site(page, user)
    page = Page.objects.get(pk=page.pk).specific
    parent = page.get_parent()
    BinnedPage.objects.create(
        page_id=page.pk,
        parent_id=parent.pk,
        slug=page.slug,
        was_live=was_live,
        participant_id=getattr(page, "participant_id", None),
        binned_at=timezone.now(),
        binned_by=user,
    )
    _move(page, f"prullenbak-{page.pk}", ensure_bin()[0], user)
    log(instance=page, action="kennisbank.bin", user=user, data={"parent": parent.pk})


@transaction.atomic
def put_back(binned: BinnedPage, parent: Page, user: Any) -> Page:
    """Move the page, with what is below it, as a draft below ``parent``; who calls it checked that ``user`` may.

    Raises ``StaysWhereItIs`` when it was put back meanwhile, or ``parent`` was thrown away.
    """
    lock_tree()
    page = binned.page.specific
    above = outside_bin(Page.objects.filter(pk=parent.pk)).first()
    if not BinnedPage.objects.filter(pk=binned.pk).exists():
        raise StaysWhereItIs(IS_BACK.format(title=page.get_admin_display_title()))
    if above is None:
        raise StaysWhereItIs(NO_PLACE.format(title=page.get_admin_display_title()))
    parent = above
    slug = find_available_slug(parent, binned.slug)
    _move(page, slug, parent, user)
    page = Page.objects.get(pk=page.pk).specific
    if slug != binned.slug and page.latest_revision_id:
        draft = page.get_latest_revision_as_object()
        draft.slug = slug
        # Who wrote the text stays its last writer: whoever puts it back may read along with it.
        draft.save_revision(user=page.latest_revision.user, clean=False, changed=False)
    binned.delete()
    log(instance=page, action="kennisbank.put_back", user=user, data={"parent": parent.pk})
    return page


def _take_from_the_site(page: Page, user: Any) -> None:
    """From the deepest page up, so that each is unpublished in the name of ``user``."""
    pages = page.get_descendants(inclusive=True).order_by("-path").specific()
    for node in pages:
        if state := node.current_workflow_state:
            state.cancel(user=user)
        if node.live:
            UnpublishPageAction(node, user=user).execute(skip_permission_checks=True)
    planned = Revision.page_revisions.filter(object_id__in=[str(node.pk) for node in pages])
    planned.update(approved_go_live_at=None)


def _move(page: Page, slug: str, target: Page, user: Any) -> None:
    """Move without a clash of names: two pages in the bin may have come with the same one."""
    Page.objects.filter(pk=page.pk).update(slug=slug)
    page.slug = slug
    action = MovePageAction(page, Page.objects.get(pk=target.pk), pos="last-child", user=user)
    action.execute(skip_permission_checks=True)
