"""People, rounds and register in the admin: accounts and roles, municipalities to look up."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import LogActionRegistry
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from municipalities.audit import hooks as audit_hooks
from municipalities.desk.home import desk_numbers, desk_panels
from municipalities.desk.hooks import desk_urls, work_list_menu_item
from municipalities.looking_after.hooks import (
    report_urls,
    review_mail_panel,
    to_review_menu_item,
    without_responsible_menu_item,
)
from municipalities.mijn import history
from municipalities.models import Membership, Municipality, PlatformRole, Round, Traject, User
from municipalities.people.accounts import refuse_many_at_once
from municipalities.people.permissions import AccountPolicy, RolePolicy
from municipalities.people.roles import MembershipViewSet, PlatformRoleViewSet
from municipalities.privacy.forgetting import FORGOTTEN
from municipalities.privacy.retention import WARNED
from municipalities.review.hooks import log_actions, review_urls, unread_menu_item
from municipalities.review.menu import (
    in_our_words,
    review_menu_item,
    say_what_happened,
    show_what_was_asked,
)

register_permission_policy(User, AccountPolicy(User))
register_permission_policy(Membership, RolePolicy(Membership))
register_permission_policy(PlatformRole, RolePolicy(PlatformRole))
audit_hooks.register()
hooks.register("before_bulk_action", refuse_many_at_once)
hooks.register("register_admin_urls", review_urls)
hooks.register("register_reports_menu_item", unread_menu_item)
hooks.register("register_log_actions", log_actions)
hooks.register("register_page_action_menu_item", review_menu_item)
hooks.register("construct_page_action_menu", in_our_words)
hooks.register("before_edit_page", show_what_was_asked)
hooks.register("after_create_page", say_what_happened)
hooks.register("after_edit_page", say_what_happened)
hooks.register("register_admin_urls", report_urls)
hooks.register("register_reports_menu_item", to_review_menu_item)
hooks.register("register_reports_menu_item", without_responsible_menu_item)
hooks.register("register_account_settings_panel", review_mail_panel)
hooks.register("register_log_actions", history.register)
hooks.register("register_admin_urls", desk_urls)
hooks.register("register_admin_menu_item", work_list_menu_item)
# After those of Wagtail and of every package, which these take the place of.
hooks.register("construct_homepage_panels", desk_panels, order=1000)
hooks.register("construct_homepage_summary_items", desk_numbers, order=1000)


class MunicipalityViewSet(SnippetViewSet):
    """The register as it is; it changes by ``sync_municipalities``, so curators only look."""

    model = Municipality
    icon = "site"
    list_display = ["name", "code", "province", "end", "successor"]
    list_filter = ["province_code"]
    search_fields = ["name", "code"]
    search_backend_name = None
    inspect_view_enabled = True


class TrajectViewSet(SnippetViewSet):
    model = Traject

    def get_queryset(self, request: HttpRequest) -> QuerySet[Traject]:
        return Traject.objects.select_related("round")


register_snippet(MunicipalityViewSet)
register_snippet(Round)
register_snippet(TrajectViewSet)


@hooks.register("register_admin_viewset")
def role_viewsets() -> list[ModelViewSet]:
    return [MembershipViewSet(), PlatformRoleViewSet()]


@hooks.register("register_account_menu_item")
def own_account(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("account_overview"),
        "label": "E-mailadres, wachtwoord en tweede stap",
        "help_text": "Waarmee u inlogt, wijzigt u op een eigen pagina.",
    }


@hooks.register("register_log_actions")
def log_privacy_actions(actions: LogActionRegistry) -> None:
    actions.register_action(FORGOTTEN, "Account vergeten", "Verving de persoon door een schuilnaam")
    actions.register_action(WARNED, "Gewaarschuwd", "Kreeg een mail omdat het account lang niet is gebruikt")
