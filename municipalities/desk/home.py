"""The home of the admin: which panels and which numbers stand there for whom, in place of Wagtail's.

Wagtail's own panels show pages by other rules than ours, and count pages that somebody may not know of.
"""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.components import Component

from municipalities.desk.own_panels import StillMissing, YourRole
from municipalities.desk.panels import (
    CameBack,
    Drafts,
    Submitted,
    ToReview,
    WaitingForCurators,
    WaitingForYou,
    work_list_address,
)
from municipalities.desk.sources import pages_of, waiting
from municipalities.desk.waits import COUNTED, Wait, has_desk, possible_waits
from municipalities.review import rules
from municipalities.roles import approves


def desk_panels(request: HttpRequest, panels: list[Component]) -> None:
    """A hook of Wagtail: ours instead of what stands there."""
    panels[:] = _panels_for(request.user)


def _panels_for(user: Any) -> list[Component]:
    if not has_desk(user):
        return [YourRole(user)]
    pages = pages_of(user)
    of_everybody = [CameBack(user, pages), Drafts(user, pages), Submitted(user, pages)]
    if rules.approves_everywhere(user):
        return [WaitingForCurators(user, pages), *of_everybody]
    reads_along = any(map(approves, user.roles_by_participant.values()))
    first = [WaitingForYou(user, pages)] if reads_along else []
    other_role = [YourRole(user)] if user.platform_roles_now else []
    return [*first, *of_everybody, ToReview(user), StillMissing(user), *other_role]


class NumberItem(SummaryItem):
    """How many pages wait for one thing; nothing when there are none."""

    template_name = "desk/number.html"

    def __init__(self, request: HttpRequest, wait: Wait, number: int) -> None:
        super().__init__(request)
        self.wait, self.number = wait, number

    def is_shown(self) -> bool:
        return self.number > 0

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        one, more = COUNTED[self.wait]
        return {
            "number": self.number,
            "label": one if self.number == 1 else more,
            "url": work_list_address(self.wait),
        }


def desk_numbers(request: HttpRequest, items: list[SummaryItem]) -> None:
    """A hook of Wagtail: ours instead of the numbers of all pages, images and documents."""
    user = request.user
    items.clear()
    if has_desk(user):
        pages = pages_of(user)
        counted = [wait for wait in possible_waits(user) if wait in COUNTED]
        items += [NumberItem(request, wait, waiting(wait, user, pages).count()) for wait in counted]
