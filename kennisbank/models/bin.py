"""The bin (*Prullenbak*): a page outside the site, and what is remembered of each page below it."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from wagtail.models import Page

if TYPE_CHECKING:
    from kennisbank.permissions import SitePagePermissionTester

KEPT = timedelta(days=30)


class BinPage(Page):
    """The one page below which thrown away pages stay for a while; it stands beside the home page."""

    parent_page_types: ClassVar[list[str]] = []
    subpage_types: ClassVar[list[str]] = []
    is_creatable = False
    private_page_options: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "prullenbak"

    def permissions_for_user(self, user: Any) -> "SitePagePermissionTester":
        from kennisbank.permissions import SitePagePermissionTester  # It imports this module.

        return SitePagePermissionTester(user, self)


class BinnedPage(models.Model):
    """A page in the bin, with what is below it: where it came from, when, and by whom.

    ``parent_id`` is the page that it stood below, which may be gone since; ``slug`` the name that it had there.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    parent_id = models.BigIntegerField()
    slug = models.CharField(max_length=255)
    was_live = models.BooleanField()
    participant_id = models.BigIntegerField(null=True, db_index=True)
    binned_at = models.DateTimeField(db_index=True)
    binned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "pagina in de Prullenbak"
        verbose_name_plural = "pagina's in de Prullenbak"

    def __str__(self) -> str:
        return str(self.page)

    @property
    def kept_until(self) -> datetime:
        """The moment after which the clock really deletes the page."""
        return self.binned_at + KEPT


def is_in_bin(page: Page) -> bool:
    """Whether ``page`` is the bin or stands below it: no query for a page of the site."""
    if page.depth == 1 or page.get_url_parts() is not None:
        return False
    return BinPage.objects.filter(path=page.path[: 2 * Page.steplen]).exists()
