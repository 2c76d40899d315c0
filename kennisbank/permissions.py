"""The right to enter the admin, and what nobody may do with a page, whatever his rights are."""

from wagtail.models import PagePermissionTester

ADMIN_ACCESS = "wagtailadmin.access_admin"


class SitePagePermissionTester(PagePermissionTester):
    """Wagtail's own rules, without its second way to hide a page, which search and lists do not know."""

    def can_set_view_restrictions(self) -> bool:
        return False
