"""Handing over pages: one's own, or as beheerder those of a colleague who left."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from municipalities.mijn import handing_over
from municipalities.mijn.forms import HandOverForm
from municipalities.mijn.views.finding import confirm, find_participant, is_confirmed, user_of
from municipalities.models import ParticipantPage, User
from municipalities.people.permissions import log_refusal

NOT_MAILED = "De mail aan {successor} kon niet worden verstuurd. Vertel het zelf even."


@never_cache
@login_required
def hand_over(request: HttpRequest, participant_id: int) -> HttpResponse:
    user, participant = user_of(request), find_participant(participant_id)
    of_others = handing_over.may_hand_over_for_others(user, participant)
    if not of_others and not handing_over.may_hand_over_own(user, participant):
        log_refusal(user, f"handing over at page {participant_id}")
        raise Http404
    form = HandOverForm(
        request.POST or None,
        user=user,
        owners=handing_over.owners(participant) if of_others else None,
        successors=handing_over.successors(participant),
        initial={"person": request.GET.get("van", user.pk)},
    )
    if not form.is_valid():
        return _form(request, participant, form)
    person, successor = form.person or user, form.cleaned_data["successor"]
    if not is_confirmed(request):
        return _ask(request, participant, form, person, successor)
    count = handing_over.hand_over(user, participant, person, successor)
    return _done(request, participant, successor, count)


def _form(request: HttpRequest, participant: ParticipantPage, form: HandOverForm) -> HttpResponse:
    own = handing_over.pages_of(user_of(request), participant).count()
    return render(request, "mijn/hand_over.html", {"participant": participant, "form": form, "own": own})


def _ask(
    request: HttpRequest, participant: ParticipantPage, form: HandOverForm, person: User, successor: User
) -> HttpResponse:
    titles = list(handing_over.pages_of(person, participant).values_list("draft_title", flat=True))
    if not titles:
        form.add_error(None, f"{person} zorgt bij {participant.title} voor geen enkele pagina.")
        return _form(request, participant, form)
    return confirm(
        request,
        heading="Klopt dit?",
        sentences=[f"Van {person} naar {successor}, bij {participant.title}: {_pages(len(titles))}."],
        titles=titles,
        form=form,
        button="Ja, draag over",
        back=reverse("mijn"),
    )


def _pages(count: int) -> str:
    return "1 pagina" if count == 1 else f"{count} pagina's"


def _done(request: HttpRequest, participant: ParticipantPage, successor: User, count: int) -> HttpResponse:
    messages.success(request, f"Overgedragen aan {successor}: {_pages(count)} van {participant.title}.")
    if successor != request.user and not handing_over.tell(request, participant, successor, count):
        messages.warning(request, NOT_MAILED.format(successor=successor))
    return redirect("mijn")
