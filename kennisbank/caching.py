"""Nobody keeps an answer without asking again: who may read a page can change at any moment."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control


class AskAgainMiddleware:
    """Says so on every answer that says nothing of it itself.

    What was made for somebody with a session is for his own browser only.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            private = {"private": True} if settings.SESSION_COOKIE_NAME in request.COOKIES else {}
            patch_cache_control(response, **private, no_cache=True)
        return response
