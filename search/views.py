"""The search page, and what its field suggests."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kennisbank.audience import reader_for
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
    return render(request, "search/search.html", {"results": results})


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """What begins with the words typed so far, as groups of labelled addresses."""
    groups = suggest(request.GET.get("q", ""), reader_for(request.user))
    return JsonResponse({"groups": [asdict(group) for group in groups]})
