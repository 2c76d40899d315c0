"""How a file that somebody may read is sent: by Django, or by the web server in front of it."""

import hashlib
from pathlib import PurePosixPath
from urllib.parse import quote

from django.conf import settings
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

DJANGO, X_ACCEL, X_SENDFILE = "django", "x-accel", "x-sendfile"
INTERNAL = "/_bestanden/"
"""The address that only nginx itself may ask for; see docs/administrators/files.md."""

_OFFICE = "application/vnd.openxmlformats-officedocument"
_TYPES = {
    ".avif": "image/avif",
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".pptx": f"{_OFFICE}.presentationml.presentation",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}
_ANYTHING = "application/octet-stream"
_SHOWN = {".avif", ".gif", ".jpeg", ".jpg", ".pdf", ".png", ".webp"}
"""What a browser may show; everything else is downloaded."""
_NOTHING_RUNS = "default-src 'none'; sandbox"
# Chromium does not show a PDF in a sandbox: https://crbug.com/271452
_NOTHING_RUNS_IN_PDF = "default-src 'none'; style-src 'unsafe-inline'"


def send(request: HttpRequest, file: FieldFile, *, public: bool) -> HttpResponseBase:
    """The file, or 304 to who has this very version; ``Http404`` when it is not there.

    Nobody keeps it without asking again; what is not ``public`` is kept by nobody but the reader's own browser.
    """
    name = str(file.name)
    etag = _etag(file)
    response = get_conditional_response(request, etag=etag) or _sent(file, name)
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache" if public else "private, no-cache"
    if not isinstance(response, HttpResponseNotModified):
        ending = PurePosixPath(name).suffix.lower()
        response["Content-Security-Policy"] = _NOTHING_RUNS_IN_PDF if ending == ".pdf" else _NOTHING_RUNS
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Disposition"] = str(
            content_disposition_header(ending not in _SHOWN, PurePosixPath(name).name)
        )
    return response


def _etag(file: FieldFile) -> str:
    """Differs for each version of the file; what is replaced, restored or moved has another one."""
    try:
        changed = file.storage.get_modified_time(file.name or "")
        facts = f"{file.name} {file.size} {changed.timestamp()}"
    except (OSError, ValueError):
        raise Http404 from None
    return f'"{hashlib.sha256(facts.encode()).hexdigest()[:32]}"'


def _sent(file: FieldFile, name: str) -> HttpResponseBase:
    content_type = _TYPES.get(PurePosixPath(name).suffix.lower(), _ANYTHING)
    if settings.FILES_SENT_BY == X_ACCEL:
        return HttpResponse(
            content_type=content_type, headers={"X-Accel-Redirect": f"{INTERNAL}{quote(name)}"}
        )
    if settings.FILES_SENT_BY == X_SENDFILE:
        return HttpResponse(content_type=content_type, headers={"X-Sendfile": file.path})
    return FileResponse(file.storage.open(name), content_type=content_type)
