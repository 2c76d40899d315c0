"""What was looked for and not found, as curators see it: a list to make search words of, not to edit."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from search.missed import DAYS_SHOWN
from search.models import MissedQuery
from search.vocabulary.models import SynonymRule


class _SeeAndDelete(ModelPermissionPolicy):
    """Nobody, superusers included, adds or changes what people typed."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action not in {"add", "change"} and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


register_permission_policy(MissedQuery, _SeeAndDelete(MissedQuery))


class MissedQueryViewSet(SnippetViewSet):
    model = MissedQuery
    icon = "warning"
    menu_label = "Gezocht, niet gevonden"
    list_display = [
        "words",
        "days",
        "times",
        "last_on",
        Column("rule", label="Zoekwoord", accessor=lambda missed: link_to_rule(missed)),
    ]
    search_fields = ["words"]
    search_backend_name = None
    copy_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[MissedQuery]:
        """What so many different people may have asked that it points to none of them."""
        return MissedQuery.objects.filter(days__gte=DAYS_SHOWN)

    def register_chooser_viewset(self) -> None:
        """None: nothing points at a missed query, and a chooser is open to all who enter the admin."""


def link_to_rule(missed: MissedQuery) -> SafeString:
    address = reverse(SynonymRule.snippet_viewset.get_url_name("add"))  # type: ignore[attr-defined]  # Wagtail adds it.
    return format_html(
        '<a href="{}?{}">Maak er een regel van<span class="w-sr-only">: {}</span></a>',
        address,
        urlencode({"words": f"{missed.words}, "}),
        missed.words,
    )


class RuleCreateView(CreateView):
    """The form for a new rule, with the words that were looked for already in it."""

    def get_initial_form_instance(self) -> SynonymRule:
        return SynonymRule(words=self.request.GET.get("words", "")[:200])
