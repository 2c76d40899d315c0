"""What happens at ``/mijn/`` is in two logs: that of the server, by numbers only, and that of the page in the admin."""

import logging
from typing import Any

from wagtail.log_actions import LogActionRegistry, LogFormatter, log
from wagtail.models import Page, PageLogEntry

from municipalities.models import User
from municipalities.roles import MembershipRole

logger = logging.getLogger(__name__)

# Each action with its label, and the sentence that the history of the page shows.
ACTIONS = {
    "invited": ("Uitgenodigd", "Nodigde iemand uit als {role}"),
    "invited_again": ("Opnieuw uitgenodigd", "Stuurde de uitnodiging als {role} opnieuw"),
    "invitation_withdrawn": ("Uitnodiging ingetrokken", "Trok de uitnodiging als {role} in"),
    "invitation_accepted": ("Uitnodiging aangenomen", "Nam de uitnodiging als {role} aan"),
    "role_changed": ("Rol veranderd", "Veranderde een rol in {role}"),
    "role_ended": ("Rol beëindigd", "Beëindigde een rol als {role}"),
    "handed_over": ("Overgedragen", "Droeg de pagina over aan een collega"),
}


def record(user: User, page: Page, action: str, **numbers: Any) -> None:
    """Log what ``user`` did at a participant or with a page; ``numbers`` are ids and roles, never names."""
    logger.info("%s: user %s, page %s, %s", action, user.pk, page.pk, numbers)
    log(page, f"municipalities.{action}", user=user, data=numbers)


def register(actions: LogActionRegistry) -> None:
    for action, (label, sentence) in ACTIONS.items():
        actions.register_action(f"municipalities.{action}")(_formatter(label, sentence))


def _formatter(label: str, sentence: str) -> type[LogFormatter]:
    def format_message(self: LogFormatter, entry: PageLogEntry) -> str:
        role = entry.data.get("role", "")
        return sentence.format(role=MembershipRole(role).label.lower() if role else "")

    return type("Formatter", (LogFormatter,), {"label": label, "format_message": format_message})
