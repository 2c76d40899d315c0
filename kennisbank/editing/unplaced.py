"""*Nog in te delen*: what an import could not place, and moving each part of it to a section."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from lxml import html
from wagtail.models import Page

from kennisbank.models import KnowledgePage

FIELD = "unplaced"


@dataclass(frozen=True)
class Part:
    """One part: a heading with what follows it, or a table; as a block of the kind that a section holds."""

    kind: str
    value: Any

    @property
    def block(self) -> tuple[str, Any]:
        return self.kind, self.value


def parts_of(page: KnowledgePage) -> list[Part]:
    """The parts in order; a paragraph that is bold as a whole was a heading and starts a new part."""
    parts: list[Part] = []
    for block in getattr(page, FIELD):
        if block.block_type == "text":
            parts += [Part("text", source) for source in _split(block.value.source)]
        else:
            parts.append(Part(block.block_type, block.value))
    return parts


def move_part(page: KnowledgePage, index: int, section: str) -> None:
    """Move the part at ``index`` to the end of ``section``; the page is changed in memory only."""
    parts = parts_of(page)
    getattr(page, section).append(parts[index].block)
    left = [part.block for number, part in enumerate(parts) if number != index]
    setattr(page, FIELD, left)


def _split(source: str) -> list[str]:
    root = html.fragment_fromstring(source, create_parent="div")
    groups: list[list[str]] = [[root.text]] if (root.text or "").strip() else []
    for element in root:
        markup = html.tostring(element, encoding="unicode")
        if not groups or _is_heading(element):
            groups.append([])
        groups[-1].append(markup)
    return ["".join(group) for group in groups]


def _is_heading(element: Any) -> bool:
    bold = element.xpath("string(b | strong)")
    return element.tag == "p" and bool(bold) and bold.strip() == element.text_content().strip()


class MoveForm(forms.Form):
    """Which part goes where; ``version`` is the draft that the person saw, because parts have no name of their own."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    part = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, page: KnowledgePage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = len(parts_of(page))
        places = [section for section in page.section_list() if section.accepts_prose]
        self.fields["section"] = forms.ChoiceField(
            label="Verplaats naar", choices=[(section.name, section.label) for section in places]
        )

    def clean_part(self) -> int:
        part: int = self.cleaned_data["part"]
        if part >= self.parts:
            raise forms.ValidationError("Dit deel is er niet.")
        return part


def unplaced_view(request: HttpRequest, page_id: int) -> HttpResponse:
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, KnowledgePage) or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    if request.method == "POST":
        return _move(request, draft, page.latest_revision_id)
    cards = [
        (
            part,
            MoveForm(
                page=draft,
                initial={"part": number, "version": page.latest_revision_id},
                auto_id=f"part-{number}-%s",
            ),
        )
        for number, part in enumerate(parts_of(draft))
    ]
    return render(request, "editing/unplaced.html", {"page": draft, "cards": cards})


def _move(request: HttpRequest, draft: KnowledgePage, version: int | None) -> HttpResponse:
    form = MoveForm(request.POST, page=draft)
    if draft.permissions_for_user(request.user).page_locked():
        messages.error(request, "Deze pagina is op slot. Vraag wie haar op slot zette om haar vrij te geven.")
    elif form.is_valid() and form.cleaned_data["version"] == version:
        move_part(draft, form.cleaned_data["part"], form.cleaned_data["section"])
        draft.save_revision(user=request.user, clean=False, log_action=True)
        labels = {section.name: section.label for section in draft.section_list()}
        label = labels[form.cleaned_data["section"]]
        messages.success(request, f"Verplaatst naar ‘{label}’. Het staat in het concept.")
    else:
        messages.error(request, "De pagina is intussen veranderd. Kijk hieronder wat er nog in te delen is.")
    return redirect("kennisbank_unplaced", draft.pk)
