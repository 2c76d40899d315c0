"""The right to enter the admin, and what nobody may do with a page, whatever his rights are."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page, PagePermissionTester

from kennisbank.models.bin import is_in_bin

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
