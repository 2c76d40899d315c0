"""Where the second reader stands in Wagtail's admin."""

from typing import Any

from django.urls import URLPattern, path, reverse
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from municipalities.models.review import UNREAD_ACTIONS
from municipalities.review import rules
from municipalities.review.report import UnreadView
from municipalities.review.views import choice_view, review_view, widening_view


def review_urls() -> list[URLPattern]:
    return [
        path("pages/<int:page_id>/tweede-lezer/", review_view, name="municipalities_review"),
        path("pages/<int:page_id>/meer-lezers/", widening_view, name="municipalities_widening"),
        path(
            "deelnemers/<int:participant_id>/wie-leest-mee/",
            choice_view,
            name="municipalities_publishing_choice",
        ),
        path("reports/zonder-tweede-lezer/", UnreadView.as_view(), name="municipalities_unread"),
        path(
            "reports/zonder-tweede-lezer/results/",
            UnreadView.as_view(results_only=True),
            name="municipalities_unread_results",
        ),
    ]


class UnreadMenuItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return rules.approves_everywhere(request.user)


def unread_menu_item() -> UnreadMenuItem:
    return UnreadMenuItem(
        "Zonder tweede lezer", reverse("municipalities_unread"), icon_name="view", name="zonder-tweede-lezer"
    )


def log_actions(actions: LogActionRegistry) -> None:
    for action, why in UNREAD_ACTIONS.values():
        sentence = f"Gepubliceerd zonder tweede lezer ({why})"
        actions.register_action(action, sentence, sentence)
    actions.register_action(
        "municipalities.wider_refused", "Meer lezers geweigerd", "Vond dat niet meer mensen dit mogen lezen"
    )
    actions.register_action(
        "municipalities.wider_asked", "Meer lezers gevraagd", "Vroeg of meer mensen dit mogen lezen"
    )
    actions.register_action(
        "municipalities.wider_withdrawn",
        "Vraag om meer lezers ingetrokken",
        "Trok de vraag in of meer mensen dit mogen lezen",
    )
    actions.register_action(
        "municipalities.publishing_choice", "Wie leest mee", "Koos wie meeleest voor het publiceren"
    )
