"""The pages about an account that allauth does not have, and the roads that lead to those that it has."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from kennisbank.permissions import ADMIN_ACCESS
from municipalities.accounts.names import NameForm
from municipalities.models import User


@login_required
def signed_in(request: HttpRequest) -> HttpResponse:
    """Where people arrive who have nothing to do in the admin."""
    context = {"has_role": isinstance(request.user, User) and bool(request.user.roles_now)}
    return render(request, "account/signed_in.html", context)


@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """One page from which people change their address, password, second step and ways to log in."""
    kinds = Authenticator.objects.filter(user_id=request.user.pk).values_list("type", flat=True)
    context = {
        "factors": set(kinds),
        "providers": settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"],
        "linked": SocialAccount.objects.filter(user_id=request.user.pk).exists(),
    }
    return render(request, "account/overview.html", context)


@login_required
def own_name(request: HttpRequest) -> HttpResponse:
    form = NameForm(request.POST or None, instance=request.user)
    if not form.is_valid():
        return render(request, "account/name.html", {"form": form})
    form.save()
    messages.success(request, "Uw naam is opgeslagen.")
    return redirect("account_overview")


def admin_login(request: HttpRequest) -> HttpResponse:
    """Wagtail's login leads to that of the site; who is in but has nothing to do in the admin hears so."""
    if request.user.is_authenticated and not request.user.has_perm(ADMIN_ACCESS):
        return redirect("signed_in")
    following = request.GET.get(REDIRECT_FIELD_NAME)
    query = f"?{urlencode({REDIRECT_FIELD_NAME: following})}" if following else ""
    return redirect(reverse("account_login") + query)


def password_reset(request: HttpRequest, **kwargs: str) -> HttpResponse:
    """Each step of Wagtail's own road to a new password leads to the beginning of the site's."""
    return redirect("account_reset_password")
