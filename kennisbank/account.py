"""Logging in for everybody with an account: who edits goes to the admin, who only reads goes back to the site."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.views.account import LoginView

ADMIN_ACCESS = "wagtailadmin.access_admin"


class SiteLoginForm(LoginForm):
    """Wagtail's form with labels alone: a hint inside the field says the same again, and calls people "je"."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = "Wachtwoord"
        for name in ("username", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)


class SiteLoginView(LoginView):
    """Wagtail's own login, for people too who have nothing to do in the admin."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not request.user.has_perm(ADMIN_ACCESS):
            return redirect("signed_in")
        return super().get(request, *args, **kwargs)

    def get_success_url(self) -> str:
        if not self.request.user.has_perm(ADMIN_ACCESS):
            return reverse("signed_in")
        return str(super().get_success_url())


@login_required
def signed_in(request: HttpRequest) -> HttpResponse:
    return render(request, "account/signed_in.html")
