"""The search vocabulary in the admin, for curators."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from search.missed_admin import MissedQueryViewSet, RuleCreateView
from search.vocabulary.models import AnalysisException, SynonymRule


class SynonymRuleViewSet(SnippetViewSet):
    model = SynonymRule
    add_view_class = RuleCreateView
    icon = "list-ul"
    menu_label = "Woorden die elkaar vinden"
    list_display = ["__str__", "note", "active"]
    list_filter = ["direction", "active"]
    search_fields = ["words", "finds", "note"]
    search_backend_name = None


class AnalysisExceptionViewSet(SnippetViewSet):
    model = AnalysisException
    icon = "cut"
    menu_label = "Uitzonderingen"
    list_display = ["word", "get_kind_display", "value", "note"]
    list_filter = ["kind"]
    search_fields = ["word", "value", "note"]
    search_backend_name = None


class SearchWords(SnippetViewSetGroup):
    """One menu, which only those see who may change something in it."""

    items = (SynonymRuleViewSet, AnalysisExceptionViewSet, MissedQueryViewSet)
    menu_label = "Zoekwoorden"
    menu_icon = "search"
    menu_order = 260
    add_to_admin_menu = True


register_snippet(SearchWords)
