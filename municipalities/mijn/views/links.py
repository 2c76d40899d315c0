"""The link in an invitation. Looking changes nothing, because mail scanners look too."""

from allauth.account.forms import RequestLoginCodeForm
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from municipalities.accounts.names import NameForm
from municipalities.mijn.inviting import accept, find, is_for
from municipalities.mijn.views.finding import user_of
from municipalities.models import Invitation, User


@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Who is not logged in gets a code by mail first, whether or not the address has an account."""
    found = find(token)
    if found is None:
        return _gone(request)
    if request.user.is_authenticated:
        if not is_for(found, user_of(request)):
            return render(request, "mijn/invitation_of_another.html", status=403)
        names = _names(request, user_of(request))
        if request.method == "POST" and (names is None or names.is_valid()):
            return _accept(request, found, names)
        return render(request, "mijn/invitation.html", {"invitation": found, "names": names})
    if request.method == "POST":
        return _mail_a_code(request, found)
    return render(request, "mijn/invitation.html", {"invitation": found})


def _names(request: HttpRequest, user: User) -> NameForm | None:
    """Asks a colleague for his name, unless it is known."""
    if user.get_full_name():
        return None
    return NameForm(request.POST if request.method == "POST" else None, instance=user)


def _accept(request: HttpRequest, found: Invitation, names: NameForm | None) -> HttpResponse:
    try:
        kept = accept(found, user_of(request))
    except Invitation.DoesNotExist:
        return _gone(request)
    if names is not None:
        names.save()
    participant = found.participant.title
    if kept:
        messages.info(
            request,
            f"U was al {kept.lower()} bij {participant}. Een uitnodiging verandert die rol niet. "
            "Vraag dat een beheerder.",
        )
    else:
        messages.success(request, f"U bent nu {found.get_role_display().lower()} bij {participant}.")
    return redirect("mijn")


def _mail_a_code(request: HttpRequest, found: Invitation) -> HttpResponse:
    """Like *Mail mij een code* of logging in, and back here afterwards; an account without a role grants nothing."""
    User.objects.get_or_create(email=found.email, defaults={"password": _no_password()})
    form = RequestLoginCodeForm({"email": found.email})
    if not form.is_valid():
        return render(request, "mijn/invitation.html", {"invitation": found, "form": form})
    LoginCodeVerificationProcess.initiate(request=request, user=form._user, email=found.email)
    back = urlencode({"next": request.path})
    return redirect(f"{reverse('account_confirm_login_code')}?{back}")


def _no_password() -> str:
    """What ``create_user`` keeps of somebody who has no password."""
    nobody = User()
    nobody.set_unusable_password()
    return nobody.password


def _gone(request: HttpRequest) -> HttpResponse:
    """The same for a link that never was, and one that was used, withdrawn or is too old."""
    return render(request, "mijn/invitation_gone.html", status=404)
