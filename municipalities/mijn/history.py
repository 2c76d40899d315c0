"""What happens at ``/mijn/`` is in two logs: that of the server, by numbers only, and that of the page in the admin.

Of roles that change the audit log knows already, whichever road they change by.
"""

import logging
from typing import Any

from wagtail.log_actions import LogActionRegistry, LogFormatter, log
from wagtail.models import Page, PageLogEntry

from municipalities.models import User
from municipalities.roles import MembershipRole

logger = logging.getLogger(__name__)

LABELS: dict[str, str] = dict(MembershipRole.choices)

# Each action with its label, and the sentence that the history of the page shows.
ACTIONS = {
    "invited": ("Uitgenodigd", "Nodigde iemand uit als {role}"),
    "invited_again": ("Opnieuw uitgenodigd", "Stuurde de uitnodiging als {role} opnieuw"),
    "invitation_withdrawn": ("Uitnodiging ingetrokken", "Trok de uitnodiging als {role} in"),
    "invitation_accepted": ("Uitnodiging aangenomen", "Nam de uitnodiging als {role} aan"),
    "handed_over": ("Overgedragen", "Droeg de pagina over aan een collega"),
}


def record(user: User, page: Page, action: str, **numbers: Any) -> None:
    """Log what ``user`` did at a participant or with a page; ``numbers`` are ids and roles, never names."""
    tell_server(user, page, action, **numbers)
    log(page, f"municipalities.{action}", user=user, data=numbers)


def tell_server(user: User, page: Page, action: str, **numbers: Any) -> None:
    """The line in the log of the server alone."""
    logger.info("%s: user %s, page %s, %s", action, user.pk, page.pk, numbers)


def register(actions: LogActionRegistry) -> None:
    for action, (label, sentence) in ACTIONS.items():
        actions.register_action(f"municipalities.{action}")(_formatter(label, sentence))


def _formatter(label: str, sentence: str) -> type[LogFormatter]:
    def format_message(self: LogFormatter, entry: PageLogEntry) -> str:
        role = str(entry.data.get("role", "")) if isinstance(entry.data, dict) else ""
        return sentence.format(role=LABELS.get(role, role).lower())

    return type("Formatter", (LogFormatter,), {"label": label, "format_message": format_message})
