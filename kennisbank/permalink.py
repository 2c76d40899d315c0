"""``/id/<key>``: the address of a page that goes on working after a rename or a move."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kennisbank.audience import OPEN, reader_for
from kennisbank.models import SearchDocument


@require_safe
def permalink(request: HttpRequest, key: str) -> HttpResponse:
    """Redirect to where the page is now; 410 for a deleted one (or in the bin) that everybody could read, else 404."""
    row = get_object_or_404(SearchDocument, key=key)
    if row.gone and row.audience == OPEN:
        return render(request, "410.html", status=410)
    if not row.live or not reader_for(request.user).may_read(row.audience):
        raise Http404
    return HttpResponsePermanentRedirect(row.url)
