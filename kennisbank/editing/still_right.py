"""*Klopt nog* in the admin: one page from its editor, a list or a mail, and many pages at once."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import date as date_format
from django.urls import reverse
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.admin.widgets import Button
from wagtail.models import Page

from kennisbank.looking_after import may_say_still_right, review_of, say_still_right
from kennisbank.models import KnowledgePage

NOT_NOW = (
    "Bij deze pagina kunt u nu niet zeggen dat zij nog klopt: zij is niet gepubliceerd, hoeft niet te worden "
    "nagekeken, of staat op slot."
)


def still_right_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """A mail leads here, so reading it changes nothing; the button does, and leads back to where somebody came from."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, KnowledgePage) or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    may = may_say_still_right(page, request.user)
    if request.method != "POST":
        after = get_valid_next_url_from_request(request)
        context = {"page": page, "review": review_of(page), "may": may, "not_now": NOT_NOW, "next": after}
        return render(request, "editing/still_right.html", context)
    if may:
        again = date_format(say_still_right(page, request.user).due_on, "j F Y")
        messages.success(request, f"‘{page.title}’ klopt nog. U hoort weer van ons voor {again}.")
    else:
        messages.error(request, NOT_NOW)
    after = reverse("wagtailadmin_home") if may else reverse("kennisbank_still_right", args=[page.pk])
    return redirect(get_valid_next_url_from_request(request) or after)


def post_to_still_right(page_id: int) -> dict[str, str]:
    """The attributes that let a button of the admin say it in one click; Wagtail's script sends the form."""
    return {
        "data-controller": "w-action",
        "data-action": "w-action#post",
        "data-w-action-url-value": reverse("kennisbank_still_right", args=[page_id]),
    }


def still_right_button(
    page: Any, user: Any, next_url: str | None = None, view_name: str | None = None
) -> Iterator[Button]:
    if isinstance(page, KnowledgePage) and may_say_still_right(page, user):
        yield Button("Klopt nog", icon_name="check", attrs=post_to_still_right(page.pk), priority=14)


class StillRightBulkAction(PageBulkAction):
    display_name = "Klopt nog"
    action_type = "still_right"
    aria_label = "Zeg van de gekozen pagina's dat ze nog kloppen"
    template_name = "editing/still_right_in_bulk.html"
    action_priority = 35

    def check_perm(self, page: Page) -> bool:
        specific = page.specific
        return isinstance(specific, KnowledgePage) and may_say_still_right(specific, self.request.user)

    @classmethod
    def execute_action(cls, objects: Iterable[Page], user: Any = None, **kwargs: Any) -> tuple[int, int]:
        pages = [page.specific for page in objects]
        for page in pages:
            say_still_right(page, user)
        return len(pages), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        if num_parent_objects == 1:
            return "Eén pagina klopt nog. De datum is bijgewerkt."
        return f"{num_parent_objects} pagina's kloppen nog. De datums zijn bijgewerkt."
