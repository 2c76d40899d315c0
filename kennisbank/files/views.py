"""The addresses of documents, pictures and renditions. Hidden and absent give the same answer."""

from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from kennisbank.files.rights import File, is_public, may_read
from kennisbank.files.sending import send
from kennisbank.files.storage import DOCUMENTS
from kennisbank.models import CustomDocument, CustomImage, CustomRendition

UNSTORABLE = "\0"  # PostgreSQL has no such text, so no file has such a name.


@require_safe
def document(request: HttpRequest, document_id: str, filename: str) -> HttpResponseBase:
    """A document at the address that pages give; the name stands in it for who keeps the link."""
    found = CustomDocument.objects.select_related("collection").filter(pk=document_id).first()
    if found is None or found.filename != filename:
        raise Http404
    return _answer(request, found, found.file)


@require_safe
def stored_document(request: HttpRequest, name: str) -> HttpResponseBase:
    """A document by its name on disk."""
    _require_storable(name)
    stored = f"{DOCUMENTS}{name}"
    found = CustomDocument.objects.select_related("collection").filter(file=stored).first()
    if found is None:
        raise Http404
    return _answer(request, found, found.file)


@require_safe
def stored_picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """A picture or a rendition of one by its name on disk; who may read the picture may read each rendition."""
    _require_storable(name)
    picture = CustomImage.objects.select_related("collection").filter(file=name).first()
    if picture is not None:
        return _answer(request, picture, picture.file)
    rendition = CustomRendition.objects.select_related("image__collection").filter(file=name).first()
    if rendition is None:
        raise Http404
    return _answer(request, rendition.image, rendition.file)


def _require_storable(name: str) -> None:
    if UNSTORABLE in name:
        raise Http404


def _answer(request: HttpRequest, checked: File, file: FieldFile) -> HttpResponseBase:
    # Asked first, so that a public file looks at nobody's account and a shared cache may keep it.
    public = is_public(checked)
    if not public and not may_read(request.user, checked):
        raise Http404
    return send(request, file, public=public)
