"""When the session of who is writing ends, and letting it go on."""

from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import HttpRequest, JsonResponse
from django.utils import timezone


def session_view(request: HttpRequest) -> JsonResponse:
    """In how many seconds the session ends; a POST first lets it last as long as after logging in.

    Asking alone changes nothing. Who is not logged in gets 403, because the editor asks as a script does.
    """
    if request.method == "POST":
        request.session.modified = True
        return JsonResponse({"seconds": request.session.get_expiry_age()})
    return JsonResponse({"seconds": seconds_left(request)})


def seconds_left(request: HttpRequest) -> int:
    """By the row of the session: the session itself counts from now."""
    row = Session.objects.filter(pk=request.session.session_key).first()
    left = row.expire_date - timezone.now() if row else None
    return max(0, int(left.total_seconds())) if left else settings.SESSION_COOKIE_AGE
