"""What we add to Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, json_script
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.query import PageQuerySet
from wagtail.rich_text.feature_registry import FeatureRegistry

from kennisbank.advice.hooks import advice_urls
from kennisbank.bin import hooks as bin_hooks
from kennisbank.editing.audience import audience_view, effective_words
from kennisbank.editing.named import pages_to_choose
from kennisbank.editing.session import session_view
from kennisbank.editing.still_right import StillRightBulkAction, still_right_button, still_right_view
from kennisbank.editing.unplaced import unplaced_view
from kennisbank.explorer import SitePageViewSet
from kennisbank.files.api import replace_lists_of_files
from kennisbank.files.standing import deleting_urls, refuse_deleting_many
from kennisbank.importing.hooks import import_menu_item, import_urls
from kennisbank.links import LINK_RULE, PublicPageLinkHandler
from kennisbank.looking_after import STILL_RIGHT
from kennisbank.models import KnowledgePage
from kennisbank.permissions import page_policy
from kennisbank.succession import REPLACED

register_permission_policy(Page, page_policy)
bin_hooks.register()
hooks.register("construct_admin_api", replace_lists_of_files, order=100)
# Before those of Wagtail, whose addresses they have.
hooks.register("register_admin_urls", deleting_urls, order=-10)
hooks.register("before_bulk_action", refuse_deleting_many)
# After Wagtail's own for all kinds of page, whose place it takes.
hooks.register("register_admin_viewset", SitePageViewSet, order=10)
hooks.register("register_admin_urls", import_urls)
hooks.register("register_admin_urls", advice_urls)
hooks.register("register_admin_menu_item", import_menu_item)
hooks.register("register_page_header_buttons", still_right_button)
hooks.register("register_bulk_action", StillRightBulkAction)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [
        path("pages/<int:page_id>/wie-mag-dit-lezen/", audience_view, name="kennisbank_audience"),
        path("pages/<int:page_id>/nog-in-te-delen/", unplaced_view, name="kennisbank_unplaced"),
        path("sessie/", session_view, name="kennisbank_session"),
        path("pages/<int:page_id>/klopt-nog/", still_right_view, name="kennisbank_still_right"),
    ]


@hooks.register("insert_editor_js")
def editor_script() -> str:
    return format_html('<script type="module" src="{}"></script>', static("build/editor.js"))


@hooks.register("insert_global_admin_js")
def forget_text_at_logout() -> str:
    addresses = [reverse("wagtailadmin_logout"), reverse("account_logout")]
    script = format_html('<script type="module" src="{}"></script>', static("build/logout.js"))
    return json_script(addresses, "kb-logout") + script


@hooks.register("insert_global_admin_css")
def editor_styles() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("build/editor.css"))


@hooks.register("construct_page_chooser_queryset")
def choose_only_what_one_may_see(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    # What the status of each row asks for, at once.
    return pages_to_choose(pages, request.user).prefetch_workflow_states().annotate_approved_schedule()


@hooks.register("construct_reports_menu")
def hide_reports_that_name_others_or_that_ours_replace(request: Any, items: list[MenuItem]) -> None:
    # The log per participant, the pages to look at again, and the work list.
    hidden = {"site-history", "aging-pages", "workflows", "workflow-tasks"}
    if not request.user.reads_everything:
        hidden.add("page-types-usage")
    items[:] = [item for item in items if item.name not in hidden]


@hooks.register("construct_help_menu")
def help_of_our_own(request: HttpRequest, items: list[MenuItem]) -> None:
    # Wagtail's own lead to its English manual and news, elsewhere.
    items[:] = [item for item in items if item.name == "keyboard-shortcuts-trigger"]
    items[:0] = [
        MenuItem("Zo zet u uw document erop", "/hulp/uw-document-erop/", icon_name="help", order=100),
        MenuItem("Hulp bij deze site", "/hulp/", icon_name="help", order=200),
    ]


@hooks.register("register_rich_text_features", order=100)
def link_only_to_public_pages(features: FeatureRegistry) -> None:
    features.register_link_type(PublicPageLinkHandler)
    features.register_converter_rule("contentstate", "link", LINK_RULE)


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("kennisbank.audience", "Wie mag dit lezen", "Veranderde wie dit mag lezen")
    actions.register_action(REPLACED, "Vervangen", "Verwijst sindsdien naar de pagina die dit vervangt")
    actions.register_action(STILL_RIGHT, "Klopt nog", "Keek de pagina na: zij klopt nog")


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
