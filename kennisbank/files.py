"""Who may download a file: whoever may read a page that offers it, and those who work with it."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

from kennisbank.audience import reader_for
from kennisbank.models import CustomDocument, CustomImage, CustomRendition, SearchDocument
from kennisbank.permissions import ADMIN_ACCESS


def may_download(user: Any, document: CustomDocument) -> bool:
    rows = SearchDocument.objects.filter(live=True, document_id=document.pk)
    return reader_for(user).filter(rows).exists() or _works_with(user, document)


def _works_with(user: Any, document: CustomDocument) -> bool:
    """Whether the user uploaded the file, or edits for the same participant as who did, or is a curator."""
    if not user.is_authenticated:
        return False
    uploader = document.uploaded_by_user
    if user.reads_everything or uploader == user:
        return True
    return uploader is not None and bool(uploader.edited_participant_ids & user.edited_participant_ids)


def require_downloadable(document: CustomDocument, request: HttpRequest) -> None:
    """Raise the same ``Http404`` as for a file that does not exist."""
    if not may_download(request.user, document):
        raise Http404


@require_safe
def admin_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Pictures as the editor shows them; no public page links here."""
    models = (CustomImage, CustomRendition)
    known = request.user.has_perm(ADMIN_ACCESS) and any(
        model.objects.filter(file=path).exists() for model in models
    )
    if not known:
        raise Http404
    return serve(request, path, document_root=str(settings.MEDIA_ROOT))
