"""The answer to what no form of the site sends: a number or a day that nothing can hold, or half a form."""

import logging
from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDictKeyError

logger = logging.getLogger(__name__)

IMPOSSIBLE = (OverflowError, DataError, MultiValueDictKeyError)


class ImpossibleInputMiddleware:
    """Wagtail and Django look for such values without asking whether they can be, in many forms and filters."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, IMPOSSIBLE):
            return None
        logger.warning("Impossible input for %s", request.path, exc_info=exception)
        return HttpResponse(render_to_string("400.html"), status=400)
