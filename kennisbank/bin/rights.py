"""Who sees which pages in the bin, and who may put them back where."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from kennisbank.bin.place import outside_bin
from kennisbank.models.bin import BinnedPage, is_in_bin


def may_open_bin(user: Any) -> bool:
    return bool(user.reads_everything or user.edited_participant_ids)


def binned_for(user: Any) -> QuerySet[BinnedPage]:
    """The pages of the participants for which this person writes; for a curator all."""
    binned = BinnedPage.objects.all()
    return binned if user.reads_everything else binned.filter(participant_id__in=user.edited_participant_ids)


def may_put_back(user: Any, binned: BinnedPage, parent: Page) -> bool:
    """Whether this person could have thrown it away there; ``parent`` must be able to hold such a page."""
    if is_in_bin(parent) or not binned.page.specific_class.can_exist_under(parent):
        return False
    rights = parent.permissions_for_user(user)
    return bool(user.is_superuser or _needed(binned) in rights.permissions)


def possible_parents(user: Any, binned: BinnedPage) -> QuerySet[Page]:
    """Where this person may put the page when the one above it is no more; by title."""
    allowed = page_permission_policy.instances_user_has_permission_for(user, _needed(binned))
    models = binned.page.specific_class.allowed_parent_page_models()
    pages = outside_bin(Page.objects.type(*models)).filter(pk__in=allowed.values("pk"))
    return pages.order_by("title")


def parents_by_id(binned: Iterable[BinnedPage]) -> dict[int, Page]:
    """The pages that stood above these and still stand on the site: two queries."""
    found = outside_bin(Page.objects.all()).filter(pk__in={one.parent_id for one in binned})
    return {page.pk: page for page in found}


def _needed(binned: BinnedPage) -> str:
    """Taking a published page away is for who publishes, and so is bringing it back."""
    return "publish" if binned.was_live else "add"
