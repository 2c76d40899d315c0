"""The right to enter the admin, where somebody comes there, and what nobody may do, whatever his rights are."""

from posixpath import commonprefix
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from wagtail.models import Page, PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.query import PageQuerySet

from kennisbank.models.bin import is_in_bin
from kennisbank.tree import at_or_below

ADMIN_ACCESS = "wagtailadmin.access_admin"


class SitePagePermissionTester(PagePermissionTester):
    """Wagtail's own rules, without its second way to hide a page, which search and lists do not know.

    Nobody publishes directly, superusers included: only the finish action of the review does, and exactly the version
    that somebody else approved. Wagtail's ``publish`` right stays what unpublishing, moving and deleting read.
    Nobody has a right on a page in the bin but to put it back: no grant reaches there, and a superuser needs none.
    """

    def __init__(self, user: Any, page: Page) -> None:
        super().__init__(user, page)
        if user.is_superuser and is_in_bin(page):
            self.user, self.permissions = AnonymousUser(), set()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """As Wagtail's, which counts pages for each row of a list: who does not publish deletes nothing that is live.

        Of a page that is not live and has no children its row says all there is to know.
        """
        if self.user.is_active and not (self.user.is_superuser or "publish" in self.permissions):
            if self.page.live:
                return False
            if self.page.is_leaf() and not self.page_is_root and "change" in self.permissions:
                return True
        return bool(super().can_delete(ignore_bulk))

    def can_move_to(self, destination: Page) -> bool:
        return super().can_move_to(destination) and not is_in_bin(destination)

    def can_publish(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False

    def can_unschedule(self) -> bool:
        """To call a planned publication off is like unpublishing, for who may do that."""
        return bool(super().can_publish())

    def can_set_view_restrictions(self) -> bool:
        return False


class SitePagePermissionPolicy(PagePermissionPolicy):
    """Wagtail's own rules, with one condition for each place where somebody has grants instead of one for each grant.

    A curator has eighteen of them, and Wagtail would let the database look at every page for each.
    """

    def explorable_instances(self, user: Any) -> PageQuerySet:
        return self.model._default_manager.filter(self.explorable_q(user))

    def explorable_q(self, user: Any) -> Q:
        """The pages below those where this person has a grant, and what stands above until where these meet."""
        places = self._outermost_places(user) if user.is_active else []
        step = Page.steplen
        met = commonprefix([path[:-step] for path in places])
        highest = max(step, len(met) - len(met) % step)
        above = {path[:end] for path in places for end in range(highest, len(path), step)}
        return Q(path__in=sorted(above)) | at_or_below(places)

    def _outermost_places(self, user: Any) -> list[str]:
        """The paths of the pages where this person has a grant, without those that stand below another."""
        found: list[str] = []
        for path in sorted({page.path for page in self.instances_with_direct_explore_permission(user)}):
            if not (found and path.startswith(found[-1])):
                found.append(path)
        return found


page_policy = SitePagePermissionPolicy()
