"""A file on a published page changes only with the page: a second reader reads what the site shows."""

from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from wagtail.documents.views.documents import DeleteView as DocumentDeleteView
from wagtail.documents.views.multiple import DeleteView as NewDocumentDeleteView
from wagtail.images.views.images import DeleteView as PictureDeleteView
from wagtail.images.views.multiple import DeleteView as NewPictureDeleteView
from wagtail.models import ReferenceIndex, Revision, TaskState
from wagtail.permissions import policy_registry

from kennisbank.files.rights import File, published_rows_with
from kennisbank.models import CustomDocument, CustomImage
from kennisbank.models.media import ON_A_PAGE

DELETING = (
    ("documents/delete/<int:document_id>/", DocumentDeleteView, CustomDocument),
    ("documents/multiple/<int:doc_id>/delete/", NewDocumentDeleteView, CustomDocument),
    ("images/<int:image_id>/delete/", PictureDeleteView, CustomImage),
    ("images/multiple/<int:image_id>/delete/", NewPictureDeleteView, CustomImage),
)


def stands_on_a_page(file: File) -> bool:
    """Whether a page carries this file that is published, planned, or before a second reader."""
    if published_rows_with(file).exists():
        return True
    kind = ContentType.objects.get_for_model(type(file)).pk
    approved_or_read = Revision.objects.filter(
        Q(approved_go_live_at__isnull=False) | Q(task_states__status=TaskState.STATUS_IN_PROGRESS)
    )
    return any(
        (content_type, number) == (kind, str(file.pk))
        for revision in approved_or_read.distinct()
        for content_type, number, _field, _path in ReferenceIndex._extract_references_from_object(
            revision.as_object()
        )
    )


def deleting_urls() -> list[URLPattern]:
    """The addresses of Wagtail's own views, which these stand before."""
    return [path(address, _guarded(view, model)) for address, view, model in DELETING]


def _guarded(view: Any, model: type[File]) -> Any:
    def delete(request: HttpRequest, **named: int) -> HttpResponse:
        file: File = get_object_or_404(model._default_manager, pk=named[view.pk_url_kwarg])
        policy = policy_registry.get_by_type(model)
        allowed = policy.user_has_permission_for_instance(request.user, "delete", file)
        if not (allowed and stands_on_a_page(file)):
            answer: HttpResponse = view.as_view()(request, **named)
            return answer
        if "multiple" in request.path:
            return JsonResponse({"success": False, "error_message": ON_A_PAGE})
        messages.error(request, ON_A_PAGE)
        return redirect(f"{_app(model)}:edit", file.pk)

    return delete


def _app(model: type[File]) -> str:
    return "wagtailimages" if model is CustomImage else "wagtaildocs"


def refuse_deleting_many(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> Any:
    """A hook of Wagtail: of many files none goes while one of them stands on a page."""
    if action_type != "delete" or action.model not in (CustomDocument, CustomImage):
        return None
    if not any(map(stands_on_a_page, objects)):
        return None
    messages.error(request, ON_A_PAGE)
    return redirect(f"{_app(action.model)}:index")
