"""The pages of the second reader in the admin: reading and deciding, more readers, and who reads along."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from wagtail.models import Page, TaskState

from kennisbank.advice.on_page import private_data_on
from kennisbank.editing.audience import WORDS, effective_words
from kennisbank.models import KnowledgePage
from kennisbank.numbers import number_in
from kennisbank.succession import made_way_since, would_replace
from municipalities.models import AudienceRequest, ParticipantPage
from municipalities.models.review import FourEyesTaskState
from municipalities.review import choosing, door, rules, widening
from municipalities.review.deciding import is_decided
from municipalities.review.waiting import changes_asked_before

NO_COMMENT = "Schrijf wat er moet veranderen. De schrijver krijgt uw woorden per mail."

WIDENING_ACTS: dict[str, Callable[..., str]] = {
    "grant": partial(widening.decide, granted=True),
    "refuse": partial(widening.decide, granted=False),
    "withdraw": widening.withdraw,
}

CORRECTED = "Uw correctie staat op de site. Het was een kleine correctie; een curator ziet haar achteraf."


class ReviewForm(forms.Form):
    version = forms.CharField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(choices=[("approve", ""), ("reject", "")])
    comment = forms.CharField(
        label="Opmerking voor de schrijver", required=False, widget=forms.Textarea({"rows": 4})
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("decision") == "reject" and not cleaned.get("comment", "").strip():
            self.add_error("comment", NO_COMMENT)
        return cleaned


def review_view(request: HttpRequest, page_id: int) -> HttpResponse:
    page = _editable(request, page_id)
    form = ReviewForm(request.POST or None)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            return _decided(request, page, form.cleaned_data)
        except door.Refused as refused:
            refusal = str(refused)
    return render(request, "municipalities/review/review.html", _shown(request, page, form, refusal))


def _decided(request: HttpRequest, page: Page, decision: dict[str, str]) -> HttpResponse:
    act = door.approve if decision["decision"] == "approve" else door.ask_changes
    decided = act(page, request.user, decision["version"], decision["comment"].strip())
    for sentence in sentences_about(decided, page.specific_class.objects.get(pk=page.pk)):
        messages.success(request, sentence)
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def _shown(request: HttpRequest, page: Page, form: ReviewForm, refusal: str) -> dict[str, Any]:
    waiting: Any = page.current_workflow_task_state
    if not isinstance(waiting, FourEyesTaskState):
        return {"page": page, "form": form, "refusal": refusal}
    text = waiting.revision.as_object()
    structured = isinstance(text, KnowledgePage)
    return {
        "page": page,
        "text": text,
        "form": form,
        "refusal": refusal,
        "waiting": waiting,
        "version": door.version_of(waiting, page),
        "may_decide": rules.may_decide(request.user, page, rules.changed_by(waiting)),
        "decided": is_decided(text),
        "audience": effective_words(page) if structured else WORDS["openbaar"],
        "making_way": would_replace(text) if structured else [],
        "own": rules.changed_by(waiting) == request.user.pk,
        "findings": private_data_on(text) if structured else [],
        "earlier": changes_asked_before(waiting),
    }


def sentences_about(request: FourEyesTaskState, page: Page) -> list[str]:
    """What happened to a request just now, for who did it; ``page`` as it is stored now."""
    title = page.get_admin_display_title()
    if request.status == TaskState.STATUS_REJECTED:
        return [f"De schrijver van ‘{title}’ krijgt bericht dat u wijzigingen vraagt."]
    if request.status != TaskState.STATUS_APPROVED:
        return [f"‘{title}’ wacht op een tweede lezer. Wie kan goedkeuren, krijgt bericht."]
    if request.reason == FourEyesTaskState.Reason.CORRECTION and not page.approved_schedule:
        return [CORRECTED]
    unread = request.reason != FourEyesTaskState.Reason.SECOND_READER
    sentences = [request.get_comment() + " Curatoren zien dat achteraf."] if unread else []
    if page.approved_schedule:
        return [*sentences, f"‘{title}’ komt op de gekozen dag en tijd op de site."]
    made_way = made_way_since(page, request.finished_at) if isinstance(page, KnowledgePage) else []
    return [
        *sentences,
        f"‘{title}’ is gepubliceerd.",
        *(
            f"‘{earlier.title}’ staat nu bij de eerdere versies en verwijst naar deze pagina. "
            "Was dat niet de bedoeling? Maak daar het veld ‘Vervangen door’ leeg en dien haar opnieuw in."
            for earlier in made_way
        ),
    ]


def widening_view(request: HttpRequest, page_id: int) -> HttpResponse:
    page = _editable(request, page_id)
    refusal = ""
    if request.method == "POST" and (act := WIDENING_ACTS.get(request.POST.get("decision", ""))):
        try:
            messages.success(request, act(page, request.user, number_in(request.POST.get("request")) or 0))
            return redirect("wagtailadmin_explore", page.get_parent().pk)
        except door.Refused as refused:
            refusal = str(refused)
    waiting = AudienceRequest.objects.filter(page=page.pk, decided_at=None).first()
    shown = {
        "page": page,
        "waiting": waiting,
        "may_decide": waiting is not None and rules.may_decide(request.user, page, waiting.asked_by_id),
        "may_withdraw": waiting is not None and widening.may_withdraw(request.user, waiting),
        "refusal": refusal,
    }
    return render(request, "municipalities/review/widening.html", shown)


def choice_view(request: HttpRequest, participant_id: int) -> HttpResponse:
    participant = get_object_or_404(ParticipantPage, pk=participant_id)
    if not rules.chooses(request.user, participant.pk):
        raise PermissionDenied
    form = choosing.ChoiceForm(request.POST or None, participant=participant)
    if request.method == "POST" and form.is_valid():
        published = choosing.choose(participant, form.cleaned_data["choice"], request.user)
        messages.success(request, "Uw keuze is opgeslagen.")
        for title in published:
            messages.success(request, f"‘{title}’ is gepubliceerd.")
        return redirect("wagtailadmin_explore", participant.pk)
    waiting = choosing.waiting_of(participant, request.user)
    shown = {"participant": participant, "form": form, "waiting": waiting}
    return render(request, "municipalities/review/choice.html", shown)


def _editable(request: HttpRequest, page_id: int) -> Any:
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page
