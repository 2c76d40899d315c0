"""What the editor offers: submitting, calling a request back, and for a second reader the page where he decides."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from wagtail.admin import messages as with_buttons
from wagtail.admin.action_menu import (
    ActionMenuItem,
    CancelWorkflowMenuItem,
    RestartWorkflowMenuItem,
    SubmitForModerationMenuItem,
)
from wagtail.models import Page

from municipalities.review import rules
from municipalities.review.views import sentences_about
from municipalities.review.widening import open_question


class SubmitMenuItem(SubmitForModerationMenuItem):
    """In words that say what happens: a second reader is asked, or the participant publishes itself."""

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        page = context.get("page") or context["parent_page"]
        itself = rules.publishes_itself(context["request"].user, rules.participant_of(page))
        return {**context, "label": "Publiceren" if itself else "Indienen"}


class WithdrawMenuItem(CancelWorkflowMenuItem):
    """Only while somebody else reads: what came back with a question is submitted again, not called back."""

    label = "Verzoek intrekken"

    def is_shown(self, context: dict[str, Any]) -> bool:
        state = context["page"].current_workflow_state if context["view"] == "edit" else None
        waits = state is not None and state.status == state.STATUS_IN_PROGRESS
        return waits and bool(super().is_shown(context))


class ReviewMenuItem(ActionMenuItem):
    """Leads a second reader to the page where he reads and decides."""

    name = "action-review"
    label = "Nakijken"
    icon_name = "success"

    def is_shown(self, context: dict[str, Any]) -> bool:
        if context["view"] != "edit":
            return False
        page, task = context["page"], context["page"].current_workflow_task
        return bool(task and task.get_actions(page, context["request"].user))

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse("municipalities_review", args=[parent_context["page"].pk])


OURS = {
    SubmitForModerationMenuItem: SubmitMenuItem,
    CancelWorkflowMenuItem: WithdrawMenuItem,
}


def review_menu_item() -> ReviewMenuItem:
    return ReviewMenuItem(order=-10)


def in_our_words(items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """A hook of Wagtail, after it asked its own items whether they are shown.

    Its restarting would be withdrawing and submitting, which stand there already.
    """
    others = [item for item in items if not isinstance(item, RestartWorkflowMenuItem)]
    ours: list[ActionMenuItem] = [
        OURS[type(item)](order=item.order) if type(item) in OURS else item for item in others
    ]
    items[:] = [item for item in ours if item in others or item.is_shown(context)]


def show_what_was_asked(request: HttpRequest, page: Page) -> None:
    """A hook of Wagtail before the editor: the words of the second reader, until the page is submitted again.

    And that somebody asked for more readers, as long as nobody decided.
    """
    if request.method != "GET":
        return
    state = page.current_workflow_state
    if state and state.status == state.STATUS_NEEDS_CHANGES:
        comment = state.current_task_state.comment
        messages.warning(request, f"De tweede lezer vraagt om wijzigingen: {comment}")
    if asked := open_question(page, request.user):
        with_buttons.info(request, asked.sentence, buttons=[with_buttons.button(asked.url, asked.link)])


def say_what_happened(request: HttpRequest, page: Page) -> None:
    """A hook of Wagtail after a page was made or changed: what became of it when it was submitted."""
    if not request.POST.get("action-submit"):
        return
    state = page.workflow_states.order_by("-created_at", "-pk").first()
    if state is None or state.current_task_state is None:
        return
    stored = page.specific_class.objects.get(pk=page.pk)
    if state.status == state.STATUS_APPROVED:
        _drop_newest_message(request)
    for sentence in sentences_about(state.current_task_state.specific, stored):
        messages.success(request, sentence)
    participant = rules.participant_of(stored)
    if rules.has_to_choose(request.user, participant):
        address = reverse("municipalities_publishing_choice", args=[participant])
        messages.warning(
            request,
            format_html(
                "U bent de enige die hier schrijft. Nu leest een curator mee. "
                '<a href="{}">Kies of dat zo blijft</a>, of dat u zelf publiceert.',
                address,
            ),
        )


def _drop_newest_message(request: HttpRequest) -> None:
    """Wagtail said just now that the page was submitted, which is not where it is any more."""
    for earlier in list(messages.get_messages(request))[:-1]:
        messages.add_message(request, earlier.level, earlier.message, extra_tags=earlier.extra_tags)
