"""The answer for what is not there, or not for this person: nobody can tell which of the two."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same bytes and headers for every address; ``Vary`` too, whether or not somebody's account was looked at."""
    response = HttpResponse(render_to_string("404.html"), status=404)
    patch_vary_headers(response, ["Cookie"])
    return response


def not_served(request: HttpRequest) -> HttpResponse:
    """An address of a part of Wagtail that this site does not offer."""
    raise Http404
