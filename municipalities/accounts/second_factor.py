"""Roles that may only work with a second factor: an app with codes, or a passkey."""

from collections.abc import Callable

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from municipalities.accounts.sentences import LOG_IN_AGAIN
from municipalities.models import User

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def needs_factor(user: User) -> bool:
    """Whether a role of this person is in ``MFA_REQUIRED_FOR``; who may do everything has every role."""
    required = set(settings.MFA_REQUIRED_FOR)
    return bool(required) and (user.is_superuser or not required.isdisjoint(user.roles_now))


def has_factor(user: User, but: Authenticator | None = None) -> bool:
    """Whether this person set up an app or a passkey, apart from ``but``."""
    factors = Authenticator.objects.filter(user=user, type__in=FACTORS)
    return factors.exclude(pk=but.pk if but else None).exists()


def proved_by_more(request: HttpRequest, user: User) -> bool:
    """Whether this session was opened by more than a password: a mailed code, an app or a passkey."""
    return any(record["method"] in {"code", "mfa"} for record in get_authentication_records(request, user))


class SecondFactorMiddleware:
    """Keeps a session that was opened by a password alone from what a role with a second factor may do.

    Such a person logs in again, by a mailed code while he has no factor; his own account waits too, or whoever has
    the password could set up a factor or an address of his own. Then setting one up comes before the admin and
    ``/mijn/``.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        # Where rights are used, and where they are given.
        at_work = request.path.startswith((reverse("wagtailadmin_home"), reverse("mijn")))
        guarded = at_work or request.path.startswith(reverse("account_overview"))
        if guarded and isinstance(user, User) and needs_factor(user):
            if not proved_by_more(request, user):
                logout(request)
                messages.error(request, LOG_IN_AGAIN)
                return redirect_to_login(request.get_full_path())
            if at_work and not has_factor(user):
                return redirect("mfa_index")
        return self.get_response(request)
