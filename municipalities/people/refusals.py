"""What Wagtail's admin refuses, in the log: who asked for what."""

import logging

from django.http import HttpRequest, HttpResponse
from django.utils.encoding import escape_uri_path
from wagtail.admin import auth

logger = logging.getLogger(__name__)

_answer = auth.permission_denied


def connect() -> None:
    # Wagtail answers a refusal with a redirect before any middleware hears of it, and sends no signal:
    # https://docs.wagtail.org/en/stable/extending/admin_views.html. This may go when it does.
    auth.permission_denied = log_and_answer


def log_and_answer(request: HttpRequest) -> HttpResponse:
    """What Wagtail answers to whom may not do something, after a line in the log."""
    logger.warning(
        "Refused to user %s: %s %s", request.user.pk, request.method, escape_uri_path(request.path)
    )
    return _answer(request)
