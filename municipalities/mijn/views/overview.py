"""``/mijn/`` itself."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from municipalities.mijn.overview import overview_of
from municipalities.models import User


@login_required
def overview(request: HttpRequest) -> HttpResponse:
    return render(request, "mijn/overview.html", {"overview": overview_of(cast(User, request.user))})
