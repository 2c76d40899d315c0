"""The content security policy of the admin, which is a little wider than that of the public site."""

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

# Wagtail's editor has inline scripts without a nonce and sets inline styles; this may go when it has neither:
# https://github.com/wagtail/wagtail/issues/1288
_ADMIN = {"script-src": [SELF, UNSAFE_INLINE], "style-src": [SELF, UNSAFE_INLINE]}
# The attribute in which django-csp looks for what a view adds; its own decorator sets the same.
_READ_BY_CSP = "_csp_update"


class AdminPolicyMiddleware:
    """Stands below ``CSPMiddleware``, which writes the header from what this leaves on the response."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(reverse("wagtailadmin_home")):
            setattr(response, _READ_BY_CSP, _ADMIN)
        return response
