"""What the bin adds to the admin: its roads in, its addresses, its entry in the menu, its words in the log."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from kennisbank.bin.api import throw_away_by_api
from kennisbank.bin.bulk import ThrowAwayBulkAction, refuse_in_bin
from kennisbank.bin.rights import may_open_bin
from kennisbank.bin.views import bin_view, put_back_view, throw_away_view


def register() -> None:
    hooks.register("before_delete_page", throw_away_view)
    hooks.register("before_bulk_action", refuse_in_bin)
    hooks.register("construct_admin_api", throw_away_by_api)
    # After Wagtail's own, in whose place it comes.
    hooks.register("register_bulk_action", ThrowAwayBulkAction, order=1)
    hooks.register("register_admin_urls", _urls)
    hooks.register("register_admin_menu_item", _menu_item)
    hooks.register("register_log_actions", _log_actions)


def _urls() -> list[URLPattern]:
    return [
        path("prullenbak/", bin_view, name="kennisbank_bin"),
        path("prullenbak/<int:page_id>/terugzetten/", put_back_view, name="kennisbank_put_back"),
    ]


class BinMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_open_bin(request.user)


def _menu_item() -> BinMenuItem:
    return BinMenuItem("Prullenbak", reverse("kennisbank_bin"), icon_name="bin", order=900)


def _log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("kennisbank.bin", "Naar de Prullenbak", "Zette dit in de Prullenbak")
    actions.register_action("kennisbank.put_back", "Teruggezet", "Zette dit terug uit de Prullenbak")
