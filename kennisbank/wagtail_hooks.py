"""What we add to Wagtail's admin."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.rich_text.feature_registry import FeatureRegistry

from kennisbank.editing.audience import audience_view, effective_words
from kennisbank.editing.named import pages_to_choose
from kennisbank.editing.unplaced import unplaced_view
from kennisbank.files.api import replace_lists_of_files
from kennisbank.importing.hooks import import_menu_item, import_urls
from kennisbank.links import PublicPageLinkHandler
from kennisbank.models import KnowledgePage
from kennisbank.succession import would_replace

hooks.register("construct_admin_api", replace_lists_of_files, order=100)
hooks.register("register_admin_urls", import_urls)
hooks.register("register_admin_menu_item", import_menu_item)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [
        path("pages/<int:page_id>/wie-mag-dit-lezen/", audience_view, name="kennisbank_audience"),
        path("pages/<int:page_id>/nog-in-te-delen/", unplaced_view, name="kennisbank_unplaced"),
    ]


MAKES_WAY = "kennisbank.makes_way"


@hooks.register("before_publish_page")
def remember_what_makes_way(request: HttpRequest, page: Page) -> None:
    found = would_replace(page) if isinstance(page, KnowledgePage) else []
    request.META[MAKES_WAY] = found


@hooks.register("after_publish_page")
def name_what_made_way(request: HttpRequest, page: Page) -> None:
    """Publishing marks the page that was current until now as replaced: nobody should have to find out himself."""
    for earlier in request.META.get(MAKES_WAY, []):
        messages.info(
            request,
            f"‘{earlier.title}’ staat nu bij de eerdere versies en verwijst naar deze pagina. "
            "Was dat niet de bedoeling? Maak daar het veld ‘Vervangen door’ leeg en publiceer opnieuw.",
        )


@hooks.register("construct_page_chooser_queryset")
def choose_only_what_one_may_see(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    return pages_to_choose(pages, request.user)


@hooks.register("construct_reports_menu")
def hide_reports_that_name_others(request: Any, items: list[MenuItem]) -> None:
    if not request.user.reads_everything:
        items[:] = [
            item for item in items if item.name not in {"page-types-usage", "site-history", "workflows"}
        ]


@hooks.register("register_rich_text_features", order=100)
def link_only_to_public_pages(features: FeatureRegistry) -> None:
    features.register_link_type(PublicPageLinkHandler)


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("kennisbank.audience", "Wie mag dit lezen", "Veranderde wie dit mag lezen")


class AudienceMenuItem(ActionMenuItem):
    """The choice in words, beside the publish button."""

    name = "action-audience"
    template_name = "editing/audience_menu_item.html"
    icon_name = "view"

    def is_shown(self, context: dict[str, Any]) -> bool:
        return context["view"] == "edit" and isinstance(context["page"], KnowledgePage)

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        return {**context, "label": f"Wie mag dit lezen: {effective_words(context['page']).lower()}"}


@hooks.register("register_page_action_menu_item")
def audience_menu_item() -> AudienceMenuItem:
    return AudienceMenuItem(order=90)


@hooks.register("register_page_header_buttons")
def audience_button(page: Any, user: Any, next_url: str | None = None, view_name: str | None = None) -> Any:
    if isinstance(page, KnowledgePage) and page.permissions_for_user(user).can_edit():
        url = reverse("kennisbank_audience", args=[page.pk])
        yield Button("Wie mag dit lezen?", url, icon_name="view", priority=15)
