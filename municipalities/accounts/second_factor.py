"""Roles that may only work with a second factor: an app with codes, or a passkey."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from municipalities.models import User

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def roles_of(user: User) -> set[str]:
    """The names of all roles that this person has now, for whichever participant."""
    return set(user.roles_now)


def needs_factor(user: User) -> bool:
    """Whether a role of this person is in ``MFA_REQUIRED_FOR``; who may do everything has every role."""
    required = set(settings.MFA_REQUIRED_FOR)
    return bool(required) and (user.is_superuser or not required.isdisjoint(roles_of(user)))


def has_factor(user: User, but: Authenticator | None = None) -> bool:
    """Whether this person set up an app or a passkey, apart from ``but``."""
    factors = Authenticator.objects.filter(user=user, type__in=FACTORS)
    return factors.exclude(pk=but.pk if but else None).exists()


class SecondFactorMiddleware:
    """Lets nobody into the admin who should have a second factor and has none: setting it up comes first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        in_admin = request.path.startswith(reverse("wagtailadmin_home"))
        if in_admin and isinstance(user, User) and needs_factor(user) and not has_factor(user):
            return redirect("mfa_index")
        return self.get_response(request)
