"""Where uploaded files are kept: in a folder that no web server offers."""

from django.core.files.storage import FileSystemStorage
from django.urls import reverse
from django.utils.deconstruct import deconstructible

DOCUMENTS = "documents/"


@deconstructible
class CheckedFileStorage(FileSystemStorage):
    """Files on disk; their addresses lead to views that check at each request who may read them."""

    def url(self, name: str | None) -> str:
        if not name:
            raise ValueError("This file has no name, so it has no address.")
        view = "stored_document" if name.startswith(DOCUMENTS) else "stored_picture"
        return reverse(view, args=[name.removeprefix(DOCUMENTS)])
