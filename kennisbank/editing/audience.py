"""The page in the admin on which an editor chooses who may read a page.

It stands apart from the editor's form, because the choice is no part of a version: stricter works at once, wider
only by somebody who may publish.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from wagtail.models import Page

from kennisbank.audience import CHOICES, PARTICIPANT, choice_of, is_wider
from kennisbank.models import KnowledgePage
from kennisbank.placing import change_audience

WORDS = dict(CHOICES)


class AudienceForm(forms.Form):
    def __init__(self, data: Any, *, page: KnowledgePage, user: Any) -> None:
        super().__init__(data, initial={"audience": page.audience})
        self.page = page
        self.user = user
        possible = [choice for choice in CHOICES if page.participant_id or choice[0] != PARTICIPANT]
        self.fields["audience"] = forms.ChoiceField(
            label="Wie mag dit lezen?", choices=possible, widget=forms.RadioSelect
        )

    def clean_audience(self) -> str:
        choice: str = self.cleaned_data["audience"]
        may_publish = self.page.permissions_for_user(self.user).can_publish()
        if self.page.live and is_wider(choice, self.page.audience) and not may_publish:
            raise forms.ValidationError("Meer mensen laten lezen kan alleen iemand die mag publiceren.")
        return choice


def audience_view(request: HttpRequest, page_id: int) -> HttpResponse:
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, KnowledgePage) or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    form = AudienceForm(request.POST or None, page=page, user=request.user)
    if request.method == "POST" and form.is_valid():
        change_audience(page, form.cleaned_data["audience"], request.user)
        messages.success(
            request, f"Wie ‘{page.title}’ mag lezen: {WORDS[form.cleaned_data['audience']].lower()}."
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
    return render(
        request, "editing/audience.html", {"page": page, "form": form, "effective": effective_words(page)}
    )


def effective_words(page: KnowledgePage) -> str:
    """Who may read the page, in words; it names the page above when that is stricter."""
    words = WORDS[choice_of(page.effective_audience)]
    if choice_of(page.effective_audience) != page.audience:
        return f"{words} (de pagina erboven is strenger)"
    return words
