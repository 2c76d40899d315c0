"""The people of one participant: who is what, and changing or ending that."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache

from municipalities.mijn.forms import ChangeRoleForm, last_day
from municipalities.mijn.handing_over import may_hand_over_for_others, pages_of
from municipalities.mijn.roles import change_role as change
from municipalities.mijn.roles import check_change, may_end_role
from municipalities.mijn.roles import end_role as end
from municipalities.mijn.views.finding import (
    back_to_people,
    confirm,
    find_participant,
    for_givers,
    is_confirmed,
    user_of,
)
from municipalities.models import Membership, ParticipantPage, User
from municipalities.people.permissions import log_refusal, may_change_role
from municipalities.roles import MembershipRole


@for_givers
def people(request: HttpRequest, participant: ParticipantPage) -> HttpResponse:
    user = user_of(request)
    members = list(
        participant.memberships.holding_now()
        .select_related("user", "participant")
        .order_by("user__first_name", "user__last_name", "user__email")
    )
    context = {
        "participant": participant,
        "members": [
            (member, may_change_role(user, member), may_end_role(user, member)) for member in members
        ],
        "has_manager": any(member.role == MembershipRole.MANAGER for member in members),
        "invitations": participant.invitations.waiting().select_related("invited_by").order_by("email"),
        "may_hand_over": may_hand_over_for_others(user, participant),
    }
    return render(request, "mijn/people.html", context)


@for_givers
def change_role(request: HttpRequest, participant: ParticipantPage, membership_id: int) -> HttpResponse:
    user, membership = user_of(request), _member(request, participant.pk, membership_id)
    if not may_change_role(user, membership):
        log_refusal(user, f"changing membership {membership.pk}")
        raise Http404
    form = ChangeRoleForm(request.POST or None, user=user, membership=membership)
    context = {"participant": participant, "membership": membership, "form": form}
    if not form.is_valid():
        return render(request, "mijn/change_role.html", context)
    role, ends_at = form.cleaned_data["role"], form.ends_at
    try:
        if is_confirmed(request):
            change(user, membership, role, ends_at)
            return back_to_people(request, participant, f"{_what_he_is(membership.user, role, form)}.")
        check_change(user, membership, role, ends_at)
    except ValidationError as problem:
        form.add_error(None, problem)
        return render(request, "mijn/change_role.html", context)
    before = f"Nu: {membership.get_role_display().lower()}, {_until(membership)}."
    return confirm(
        request,
        heading="Klopt dit?",
        sentences=[f"{_what_he_is(membership.user, role, form)}.", before],
        form=form,
        button="Ja, verander de rol",
        back=reverse("mijn_people", args=[participant.pk]),
    )


@never_cache
@login_required
def end_role(request: HttpRequest, participant_id: int, membership_id: int) -> HttpResponse:
    """Of a colleague, or what one is oneself: then no right to give roles is needed."""
    user, membership = user_of(request), _member(request, participant_id, membership_id)
    if not may_end_role(user, membership):
        log_refusal(user, f"ending membership {membership.pk}")
        raise Http404
    own = membership.user_id == user.pk
    back = reverse("mijn") if own else reverse("mijn_people", args=[participant_id])
    problem = ""
    if request.method == "POST":
        try:
            end(user, membership)
        except ValidationError as error:
            problem = str(error.message)
        else:
            messages.success(
                request, f"{_who(membership.user, user)} {membership.participant.title} is beëindigd."
            )
            return redirect(back)
    context = {
        "membership": membership,
        "own": own,
        "back": back,
        "problem": problem,
        "pages": pages_of(membership.user, membership.participant).count(),
        "may_hand_over": own or may_hand_over_for_others(user, membership.participant),
    }
    return render(request, "mijn/end_role.html", context)


def _member(request: HttpRequest, participant_id: int, membership_id: int) -> Membership:
    """A membership of this participant that holds now; another number is forged or too old, and logged."""
    members = find_participant(participant_id).memberships.holding_now().select_related("user", "participant")
    found: Membership | None = members.filter(pk=membership_id).first()
    if found is None:
        log_refusal(user_of(request), f"membership {membership_id} of page {participant_id}, which has none")
        raise Http404
    return found


def _who(person: User, user: User) -> str:
    return "Uw rol bij" if person == user else f"De rol van {person} bij"


def _what_he_is(person: User, role: str, form: ChangeRoleForm) -> str:
    until = last_day(form.ends_at)
    words = f"tot en met {date_format(until, 'j F Y')}" if until else "zonder einddatum"
    return (
        f"{person} is {MembershipRole(role).label.lower()} bij {form.membership.participant.title}, {words}"
    )


def _until(membership: Membership) -> str:
    until = last_day(membership.ends_at)
    return f"tot en met {date_format(until, 'j F Y')}" if until else "zonder einddatum"
