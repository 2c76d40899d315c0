"""The pages of the site itself: home, lists, and plain text such as *Over* and *Hulp*."""

from typing import Any, ClassVar

from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from kennisbank.audience import Reader, reader_for
from kennisbank.editing.form import CopyAsDraftForm
from kennisbank.listing import Listing, facet_counts, kind_counts, list_documents, newest
from kennisbank.models.read_model import SearchDocument, SearchDocumentQuerySet
from kennisbank.permissions import SitePagePermissionTester
from kennisbank.sections import ProseField


class SitePage(Page):
    """A page that belongs to the site, not to a participant; everybody may read it."""

    intro = ProseField("Inleiding")

    private_page_options: ClassVar[list[str]] = []
    copy_form_class = CopyAsDraftForm
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> SitePagePermissionTester:
        return SitePagePermissionTester(user, self)


class HomePage(SitePage):
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    max_count = 1

    class Meta:
        verbose_name = "startpagina"

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return "pages/home.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        documents = SearchDocument.objects.visible_to(reader_for(request.user)).pages()
        counts = kind_counts(documents)
        return {
            **super().get_context(request, *args, **kwargs),
            "participants": counts.get("deelnemer", 0),
            "lessons": counts.get("les", 0),
            "pages": sum(counts.values()),
            "themes": facet_counts(documents, "thema"),
            "newest_lessons": newest(documents.of_kind("les"), 4, by="date"),
            "recently_changed": newest(documents.exclude(kind__in=["deelnemer", "les"]), 4, by="updated_at"),
        }


class ListPage(SitePage):
    """A page that lists the pages of one kind; a subclass says which, and in what order."""

    lists: ClassVar[str]
    ordered_by: ClassVar = ["-date", "title"]

    subpage_types: ClassVar[list[str]] = []
    parent_page_types: ClassVar = ["kennisbank.HomePage"]
    max_count = 1

    class Meta:
        abstract = True

    def rows(self, reader: Reader) -> SearchDocumentQuerySet:
        """The rows that this reader sees in this list, in order."""
        return (
            SearchDocument.objects.visible_to(reader).pages().of_kind(self.lists).order_by(*self.ordered_by)
        )

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return "pages/list.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        listing: Listing = list_documents(self.rows(reader_for(request.user)), request.GET.get("pagina"))
        return {**super().get_context(request, *args, **kwargs), "listing": listing}


class NewsIndexPage(ListPage):
    """News of the programme itself; the news of a participant stands below the participant."""

    subpage_types: ClassVar = ["kennisbank.NewsPage"]
    lists = "nieuwsbericht"

    class Meta:
        verbose_name = "nieuwsoverzicht"


class TextPage(SitePage):
    parent_page_types: ClassVar = ["kennisbank.HomePage", "kennisbank.TextPage"]
    subpage_types: ClassVar = ["kennisbank.TextPage"]

    class Meta:
        verbose_name = "tekstpagina"

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return "pages/text.html"
