"""The page in the admin on which an editor chooses who may read a page.

It stands apart from the editor's form, because the choice is no part of a version: stricter works at once, wider
is asked of somebody else once the page is published.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from wagtail.models import Page

from kennisbank.audience import CHOICES, OPEN, PARTICIPANT, choice_of, is_wider
from kennisbank.models import KnowledgePage
from kennisbank.placing import change_audience
from kennisbank.signals import widening_asked

WORDS = dict(CHOICES)


class AudienceForm(forms.Form):
    def __init__(self, data: Any, *, page: KnowledgePage) -> None:
        super().__init__(data, initial={"audience": page.audience})
        possible = [choice for choice in CHOICES if page.participant_id or choice[0] != PARTICIPANT]
        self.fields["audience"] = forms.ChoiceField(
            label="Wie mag dit lezen?", choices=possible, widget=forms.RadioSelect
        )


def audience_view(request: HttpRequest, page_id: int) -> HttpResponse:
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, KnowledgePage) or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    form = AudienceForm(request.POST or None, page=page)
    if request.method == "POST" and form.is_valid():
        _choose(request, page, form.cleaned_data["audience"])
        return redirect("wagtailadmin_pages:edit", page.pk)
    return render(
        request, "editing/audience.html", {"page": page, "form": form, "effective": effective_words(page)}
    )


def _choose(request: HttpRequest, page: KnowledgePage, choice: str) -> None:
    on_the_site = page.live or page.approved_schedule
    if on_the_site and is_wider(choice, page.audience):
        answers = widening_asked.send(type(page), page=page, choice=choice, user=request.user)
        for _receiver, sentence in answers:
            messages.info(request, str(sentence))
        return
    change_audience(page, choice, request.user)
    messages.success(request, f"Wie ‘{page.title}’ mag lezen: {WORDS[choice].lower()}.")


def effective_words(page: Page) -> str:
    """Who may read the page, in words; it names the page above when that is stricter. A page of the site is for all."""
    if not isinstance(page, KnowledgePage):
        return WORDS[OPEN]
    words = WORDS[choice_of(page.effective_audience)]
    if choice_of(page.effective_audience) != page.audience:
        return f"{words} (de pagina erboven is strenger)"
    return words
