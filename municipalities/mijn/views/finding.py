"""What an address of ``/mijn/`` is about, for this person: what is not his is as absent as what does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from municipalities.models import ParticipantPage, User
from municipalities.people.permissions import log_refusal, problem_with_roles_at, roles_given_at

View = Callable[..., HttpResponse]


def user_of(request: HttpRequest) -> User:
    """The person behind a request that passed ``login_required``."""
    return cast(User, request.user)


def find_participant(participant_id: int) -> ParticipantPage:
    found = ParticipantPage.objects.filter(pk=participant_id).first()
    if found is None:
        raise Http404
    return found


def for_givers(view: View) -> View:
    """A view of a participant for who may give roles there; it gets the participant instead of its number.

    Where the participant has ended nobody gets a role: then it says so instead.
    """

    @never_cache
    @login_required
    @wraps(view)
    def answer(request: HttpRequest, participant_id: int, **kwargs: Any) -> HttpResponse:
        user = user_of(request)
        if not roles_given_at(user, participant_id):
            log_refusal(user, f"the people of page {participant_id}")
            raise Http404
        participant = find_participant(participant_id)
        if problem := problem_with_roles_at(participant):
            messages.error(request, problem)
            return redirect("mijn")
        return view(request, participant, **kwargs)

    return answer


def back_to_people(request: HttpRequest, participant: ParticipantPage, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("mijn_people", participant.pk)


def confirm(request: HttpRequest, **context: Any) -> HttpResponse:
    """A page that asks whether it is meant, and sends the form again with ``bevestigd``.

    ``heading``, ``sentences``, ``button``, ``back`` (an address), and ``form`` where there is one.
    """
    return render(request, "mijn/confirm.html", context)


def is_confirmed(request: HttpRequest) -> bool:
    return request.method == "POST" and "bevestigd" in request.POST
