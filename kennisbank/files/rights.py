"""Who may read a file or a picture: who may read a page that carries it, and who may choose or change it."""

from typing import Any

from django.db.models import Q
from wagtail.models import Page
from wagtail.permissions import policy_registry

from kennisbank.audience import ANONYMOUS, Reader, reader_for
from kennisbank.models import CustomDocument, CustomImage, SearchDocument
from kennisbank.models.read_model import SearchDocumentQuerySet

File = CustomDocument | CustomImage


def is_public(file: File) -> bool:
    """Whether everybody may read a page that carries this file."""
    return _reads_page_with(file, ANONYMOUS)


def may_read(user: Any, file: File) -> bool:
    """Asked at each request, of the rows and rights as they are then."""
    if not user.is_authenticated or not user.is_active:
        return is_public(file)
    return _reads_page_with(file, reader_for(user)) or _works_with(user, file)


def _reads_page_with(file: File, reader: Reader) -> bool:
    return reader.filter(published_rows_with(file)).exists()


def published_rows_with(file: File) -> SearchDocumentQuerySet:
    """The rows of published pages that carry this file."""
    carries = Q(pictures__image_id=file.pk) if isinstance(file, CustomImage) else Q(document_id=file.pk)
    # A row follows its page after the commit; whether the page is published is asked of the page.
    published = Page.objects.filter(live=True).values("pk")
    return SearchDocument.objects.filter(carries, live=True, page_id__in=published)


def _works_with(user: Any, file: File) -> bool:
    """Whether this person may choose or change what is in the folder of this file.

    What lies in no folder, because it was made without one, is for who uploaded it too.
    """
    policy = policy_registry.get_by_type(type(file))
    if policy.user_has_any_permission_for_instance(user, ["change", "choose"], file):
        return True
    return bool(file.collection.is_root() and file.uploaded_by_user_id == user.pk)
