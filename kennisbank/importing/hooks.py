"""What the import adds to the admin, for `wagtail_hooks`: its addresses and its entry in the menu."""

from django.urls import URLPattern, path, reverse
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy

from kennisbank.importing.views import preview_view, upload_view


def import_urls() -> list[URLPattern]:
    return [
        path("importeren/", upload_view, name="kennisbank_import"),
        path("importeren/<uuid:batch>/", preview_view, name="kennisbank_import_preview"),
    ]


class ImportMenuItem(MenuItem):
    """Only for who may add a page somewhere."""

    def is_shown(self, request) -> bool:
        return page_permission_policy.user_has_permission(request.user, "add")


def import_menu_item() -> ImportMenuItem:
    return ImportMenuItem("Document inlezen", reverse("kennisbank_import"), icon_name="upload", order=150)
