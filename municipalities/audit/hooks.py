"""What the audit log adds to the admin: its report, and the words for what it knows."""

from typing import Any

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from municipalities.audit.report import LogReportView

ACTIONS = {
    "kennisbank.file_added": ("Bestand erbij", "Plaatste dit bestand"),
    "kennisbank.file_changed": ("Bestand gewijzigd", "Wijzigde dit bestand"),
    "kennisbank.file_deleted": ("Bestand verwijderd", "Verwijderde dit bestand"),
    "municipalities.role_given": ("Rol gegeven", "Gaf deze rol"),
    "municipalities.role_changed": ("Rol gewijzigd", "Wijzigde deze rol"),
    "municipalities.role_taken": ("Rol afgenomen", "Nam deze rol af"),
    "municipalities.role_over": ("Rol afgelopen", "Deze rol liep af"),
    "municipalities.address_changed": ("E-mailadres gewijzigd", "Wijzigde het e-mailadres van dit account"),
    "municipalities.merge": ("Opgegaan in een andere", "Liet deze deelnemer opgaan in een andere"),
    "municipalities.took_over": ("Nam een andere op", "Liet een andere deelnemer opgaan in deze"),
}


def register() -> None:
    hooks.register("register_log_actions", _log_actions)
    hooks.register("register_admin_urls", _urls)
    hooks.register("register_reports_menu_item", _menu_item)


def _log_actions(actions: LogActionRegistry) -> None:
    for action, (label, message) in ACTIONS.items():
        actions.register_action(action, label, message)


def _urls() -> list[URLPattern]:
    results = LogReportView.as_view(results_only=True)
    return [
        path("reports/logboek/", LogReportView.as_view(), name="municipalities_log"),
        path("reports/logboek/results/", results, name="municipalities_log_results"),
    ]


class LogMenuItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return bool(request.user.reads_everything)


def _menu_item() -> LogMenuItem:
    return LogMenuItem("Logboek per deelnemer", reverse("municipalities_log"), icon_name="history", order=900)
