"""Upload, preview, make drafts: the import in the admin."""

import uuid

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access

from kennisbank.importing.forms import UploadForm, possible_parents
from kennisbank.importing.models import ImportUpload, forget_expired_uploads, waiting_uploads
from kennisbank.importing.problems import ImportProblem
from kennisbank.importing.uploads import Preview, keep, make_asked_draft, preview

GONE = (
    "Dit voorbeeld is er niet meer: het is ouder dan een dag, of u hebt er al concepten van gemaakt. "
    "Kies het bestand opnieuw."
)


@require_admin_access
@require_http_methods(["GET", "POST"])
def upload_view(request: HttpRequest) -> HttpResponse:
    """Choose files, the kind of page, and for whom."""
    if not possible_parents(request.user):
        raise PermissionDenied
    form = UploadForm(request.user, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        forget_expired_uploads()
        batch, problems = keep(form, request.user)
        for problem in problems:
            messages.error(request, problem)
        if waiting_uploads(request.user, batch).exists():
            return redirect("kennisbank_import_preview", batch=batch)
    return TemplateResponse(request, "importing/upload.html", {"form": form})


@require_admin_access
@require_http_methods(["GET", "POST"])
def preview_view(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """Show where every word goes; after the person's decision, make the drafts."""
    uploads = allowed_uploads(request, batch)
    if not uploads:
        messages.error(request, GONE)
        return redirect("kennisbank_import")
    shown = [preview(upload, request.POST or None) for upload in uploads]
    if request.method == "POST" and all(one.form.is_valid() for one in shown):
        pages = [page for one in shown if (page := made(request, one))]
        return redirect(*after(pages))
    return TemplateResponse(request, "importing/preview.html", {"previews": shown})


def after(pages: list) -> tuple:
    """Where to go when all is made: to the one draft, or to where the drafts stand."""
    if not pages:
        return ("kennisbank_import",)
    if len(pages) == 1:
        return "wagtailadmin_pages:edit", pages[0].pk
    return "wagtailadmin_explore", pages[0].get_parent().pk


def allowed_uploads(request: HttpRequest, batch: uuid.UUID) -> list[ImportUpload]:
    """This person's waiting files, none when they expired or were decided on; rights may have changed since then."""
    if ImportUpload.objects.filter(batch=batch).exclude(owner_id=request.user.pk).exists():
        raise Http404
    uploads = list(waiting_uploads(request.user, batch).select_related("parent"))
    for upload in uploads:
        if not upload.parent.specific.permissions_for_user(request.user).can_add_subpage():
            raise PermissionDenied
    return uploads


def made(request: HttpRequest, shown: Preview):
    """The draft, if one was asked for and could be made; the file waits no longer."""
    try:
        with transaction.atomic():
            page, remarks = make_asked_draft(shown, request.user)
            shown.upload.delete()
    except ImportProblem as problem:
        messages.error(request, str(problem))
        return None
    if page:
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        button = messages.button(address, "Bewerken")
        messages.success(request, f"Concept “{page.title}” is gemaakt.", buttons=[button])
        if remarks:
            messages.warning(request, " ".join(remarks))
    return page
