"""The right to enter the admin, and what nobody may do with a page, whatever his rights are."""

from wagtail.models import PagePermissionTester

ADMIN_ACCESS = "wagtailadmin.access_admin"


class SitePagePermissionTester(PagePermissionTester):
    """Wagtail's own rules, without its second way to hide a page, which search and lists do not know.

    Nobody publishes directly, superusers included: only the finish action of the review does, and exactly the version
    that somebody else approved. Wagtail's ``publish`` right stays what unpublishing, moving and deleting read.
    """

    def can_publish(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False

    def can_unschedule(self) -> bool:
        """To call a planned publication off is like unpublishing, for who may do that."""
        return bool(super().can_publish())

    def can_set_view_restrictions(self) -> bool:
        return False
