"""Advice on the last draft of a page: as a page of its own, and as the part of it that the editor shows."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from kennisbank.advice.examples import examples_for
from kennisbank.advice.on_page import advice_on
from kennisbank.completeness import empty_sections
from kennisbank.models import KnowledgePage


def advice_view(request: HttpRequest, page_id: int, template: str = "advice/page.html") -> HttpResponse:
    """Only for who may edit the page; for anybody else there is no such address."""
    page = Page.objects.filter(pk=page_id).specific().first()
    if not isinstance(page, KnowledgePage) or not page.permissions_for_user(request.user).can_edit():
        raise Http404
    draft = page.get_latest_revision_as_object()
    examples = examples_for(draft, request.user, draft.participant_id)
    context = {
        "page": draft,
        "advice": advice_on(draft),
        "empty": [(section, examples.get(section.name)) for section in empty_sections(draft)],
    }
    return render(request, template, context)
