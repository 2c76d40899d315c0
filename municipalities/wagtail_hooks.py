"""People, rounds and register in the admin: memberships for curators, municipalities to look up."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from municipalities.models import Membership, Municipality, Round, Traject


class MembershipIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[Membership]:
        return Membership.objects.select_related("user", "participant")


class MembershipViewSet(ModelViewSet):
    """Who is what for which participant; the rights follow at once."""

    model = Membership
    name = "lidmaatschappen"
    icon = "group"
    menu_label = "Lidmaatschappen"
    menu_order = 250
    add_to_admin_menu = True
    form_fields = ["user", "participant", "role"]
    list_display = ["user", "participant", "get_role_display"]
    list_filter = ["role"]
    index_view_class = MembershipIndexView
    search_fields = ["user__email", "user__first_name", "user__last_name", "participant__title"]
    search_backend_name = None


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
def membership_viewset() -> MembershipViewSet:
    return MembershipViewSet()


@hooks.register("register_account_menu_item")
def own_account(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("account_overview"),
        "label": "E-mailadres, wachtwoord en tweede stap",
        "help_text": "Waarmee u inlogt, wijzigt u op een eigen pagina.",
    }
