"""The search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from kennisbank.audience import ANONYMOUS, reader_for
from search.address import Address
from search.results import find


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Hits, facets and paging for the state that stands in the address."""
    reader = reader_for(request.user)
    results = find(Address.read(request.GET), reader)
    response = render(request, "search/search.html", {"results": results})
    if reader != ANONYMOUS:
        patch_cache_control(response, private=True)
    return response
