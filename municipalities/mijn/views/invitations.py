"""Inviting a colleague, and looking after the invitations that wait for an answer."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from municipalities.mijn import inviting
from municipalities.mijn.forms import InviteForm
from municipalities.mijn.views.finding import back_to_people, for_givers, user_of
from municipalities.models import Invitation, ParticipantPage
from municipalities.people.permissions import log_refusal

SENT = "De uitnodiging is gemaild naar {email}. De link werkt twee weken."
NOT_SENT = (
    "De uitnodiging is bewaard, maar de mail aan {email} kon niet worden verstuurd. Stuur haar later opnieuw."
)


@for_givers
def invite(request: HttpRequest, participant: ParticipantPage) -> HttpResponse:
    form = InviteForm(request.POST or None, user=user_of(request), participant=participant)
    if form.is_valid():
        if inviting.may_send(request):
            chosen = form.cleaned_data["role"], form.cleaned_data["email"]
            return _sent(request, *inviting.invite(user_of(request), participant, *chosen))
        form.add_error(None, inviting.TOO_MANY)
    return render(request, "mijn/invite.html", {"participant": participant, "form": form})


@require_POST
@for_givers
def send_again(request: HttpRequest, participant: ParticipantPage, invitation_id: int) -> HttpResponse:
    found = _waiting(request, participant, invitation_id)
    if not inviting.may_send(request):
        messages.error(request, inviting.TOO_MANY)
        return redirect("mijn_people", participant.pk)
    return _sent(request, *inviting.invite_again(user_of(request), found))


@require_POST
@for_givers
def withdraw(request: HttpRequest, participant: ParticipantPage, invitation_id: int) -> HttpResponse:
    found = _waiting(request, participant, invitation_id)
    inviting.withdraw(user_of(request), found)
    return back_to_people(
        request, participant, f"De uitnodiging aan {found.email} is ingetrokken. De link werkt niet meer."
    )


def _sent(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    sentence = SENT if inviting.send(request, invitation, token) else NOT_SENT
    return back_to_people(request, invitation.participant, sentence.format(email=invitation.email))


def _waiting(request: HttpRequest, participant: ParticipantPage, invitation_id: int) -> Invitation:
    found: Invitation | None = participant.invitations.waiting().filter(pk=invitation_id).first()
    if found is None:
        log_refusal(user_of(request), f"invitation {invitation_id} of page {participant.pk}, which has none")
        raise Http404
    return found
