"""The search page, and what its field suggests."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from kennisbank.audience import ANONYMOUS, Reader, reader_for
from search.address import Address
from search.missed import note_missed
from search.results import find
from search.suggestions import suggest


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Hits, facets and paging for the state that stands in the address."""
    reader = reader_for(request.user)
    results = find(Address.read(request.GET), reader)
    note_missed(request, results)
    return _kept_apart(render(request, "search/search.html", {"results": results}), reader)


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """What begins with the words typed so far, as groups of labelled addresses."""
    reader = reader_for(request.user)
    groups = suggest(request.GET.get("q", ""), reader)
    return _kept_apart(JsonResponse({"groups": [asdict(group) for group in groups]}), reader)


def _kept_apart(response: HttpResponse, reader: Reader) -> HttpResponse:
    """The response, out of shared caches when it may hold what not everybody may read."""
    if reader != ANONYMOUS:
        patch_cache_control(response, private=True)
    return response
