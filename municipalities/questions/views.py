"""The pages on which a visitor asks a participant something; they stand apart, because they set a cookie."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kennisbank.audience import require_readable
from municipalities.models import ParticipantPage, User
from municipalities.questions.asking import TooManyQuestions, take_question
from municipalities.questions.form import QuestionForm, new_ticket
from municipalities.questions.sending import deliver, working_mailbox


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_question(request: HttpRequest, key: str) -> HttpResponse:
    participant = _participant(request, key)
    form = QuestionForm(request.POST or None, initial=_known_of(request.user) | {"ticket": new_ticket()})
    status = 200
    if form.is_valid():
        try:
            return _take(request, participant, form.cleaned_data)
        except TooManyQuestions as too_many:
            form.add_error(None, str(too_many))
            status = 429
    if form.is_bound:
        form.data = request.POST.copy()
        form.data["ticket"] = new_ticket()
    context = {"participant": participant, "form": form, "mailbox_known": bool(working_mailbox(participant))}
    return render(request, "questions/ask.html", context, status=status)


@require_safe
@never_cache
def question_asked(request: HttpRequest, key: str, sent: bool) -> HttpResponse:
    return render(request, "questions/asked.html", {"participant": _participant(request, key), "sent": sent})


def _participant(request: HttpRequest, key: str) -> ParticipantPage:
    """The participant of this key, or the same 404 as for one that does not exist."""
    participant = get_object_or_404(ParticipantPage.objects.live(), key=key)
    require_readable(request.user, participant.effective_audience)
    if not participant.takes_questions:
        raise Http404
    return participant


def _known_of(user: Any) -> dict[str, str]:
    return {"name": user.get_full_name(), "address": user.email} if isinstance(user, User) else {}


def _take(request: HttpRequest, participant: ParticipantPage, asked: dict[str, str]) -> HttpResponse:
    visitor = get_adapter().get_client_ip(request)
    question = take_question(participant, asked["text"], asked["name"], asked["address"], visitor)
    sent = deliver(question).is_sent
    return redirect("question_sent" if sent else "question_kept", participant.key)
