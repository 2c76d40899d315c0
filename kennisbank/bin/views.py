"""The bin in the admin: throw a page away, see what is there, put it back."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page, ReferenceIndex

from kennisbank.bin.rights import binned_for, may_open_bin, may_put_back, parents_by_id, possible_parents
from kennisbank.bin.throwing import StaysWhereItIs, put_back, throw_away, why_it_stays
from kennisbank.models.bin import BinnedPage
from kennisbank.numbers import number_in

PAGE_SIZE = 30
THROWN_AWAY = "‘{title}’ staat in de Prullenbak en kan 30 dagen terug."


@dataclass(frozen=True)
class Line:
    """One page in the list; ``can_go_back`` is whether this person may put it back."""

    binned: BinnedPage
    participant: str
    stood_below: str
    can_go_back: bool


def throw_away_view(request: HttpRequest, page: Page) -> HttpResponse:
    """Takes the place of Wagtail's view that deletes; Wagtail has checked that this person may delete ``page``."""
    parent = page.get_parent()
    after = get_valid_next_url_from_request(request)
    if problem := _throw_away(request, page):
        messages.error(request, problem)
        return redirect("wagtailadmin_explore", parent.pk)
    if request.method == "POST":
        messages.success(request, THROWN_AWAY.format(title=page.get_admin_display_title()))
        return redirect(after or "wagtailadmin_explore", *([] if after else [parent.pk]))
    pointing = ReferenceIndex.get_references_to(page).group_by_source_object().count()
    context = {"page": page, "parent": parent, "next": after, "pointing": pointing}
    return render(request, "bin/throw_away.html", {**context, "below": page.get_descendant_count()})


def _throw_away(request: HttpRequest, page: Page) -> str:
    """Do it when that was asked; one sentence when ``page`` stays, also because of what happened meanwhile."""
    if request.method != "POST":
        return why_it_stays(page)
    try:
        throw_away(page, request.user)
    except StaysWhereItIs as problem:
        return str(problem)
    return ""


@require_safe
def bin_view(request: HttpRequest) -> HttpResponse:
    """What is in the bin, the last first."""
    _require_bin(request)
    binned = binned_for(request.user)
    participants = Page.objects.filter(pk__in=binned.values("participant_id")).order_by("title")
    chosen = request.GET.get("deelnemer", "")
    if (number := number_in(chosen)) is not None:
        binned = binned.filter(participant_id=number)
    found = binned.select_related("page__content_type", "binned_by").order_by("-binned_at", "-pk")
    listed = Paginator(found, PAGE_SIZE).get_page(request.GET.get("p"))
    names = dict(participants.values_list("pk", "title"))
    context = {"lines": _lines(request.user, list(listed), names), "listed": listed}
    return render(request, "bin/list.html", {**context, "participants": names, "chosen": chosen})


def _lines(user: Any, listed: list[BinnedPage], names: dict[int, str]) -> list[Line]:
    parents = parents_by_id(listed)
    lines = []
    for one in listed:
        parent = parents.get(one.parent_id)
        allowed = parent is None or may_put_back(user, one, parent)
        below = parent.title if parent else ""
        lines.append(Line(one, names.get(one.participant_id or 0, ""), below, allowed))
    return lines


class PlaceForm(forms.Form):
    """Asks where the page goes, when the page above it is no more."""

    def __init__(self, data: Any, *, user: Any, binned: BinnedPage) -> None:
        super().__init__(data)
        self.fields["parent"] = forms.ModelChoiceField(
            label="Onder welke pagina?", queryset=possible_parents(user, binned), empty_label=None
        )


@require_http_methods(["GET", "POST"])
def put_back_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """Put a page back as a draft: where it was, or else where this person says."""
    _require_bin(request)
    binned = get_object_or_404(binned_for(request.user).select_related("page"), page=page_id)
    parent = parents_by_id([binned]).get(binned.parent_id)
    if parent and not may_put_back(request.user, binned, parent):
        raise PermissionDenied
    form = None if parent else PlaceForm(request.POST or None, user=request.user, binned=binned)
    if request.method == "POST" and form is not None and form.is_valid():
        parent = form.cleaned_data["parent"]
    if request.method == "POST" and parent is not None:
        return _put_back(request, binned, parent)
    return render(request, "bin/put_back.html", {"binned": binned, "parent": parent, "form": form})


def _put_back(request: HttpRequest, binned: BinnedPage, parent: Page) -> HttpResponse:
    try:
        page = put_back(binned, parent, request.user)
    except StaysWhereItIs as problem:
        messages.error(request, str(problem))
        return redirect("kennisbank_bin")
    messages.success(
        request, f"‘{page.get_admin_display_title()}’ is terug als concept en staat niet op de site."
    )
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def _require_bin(request: HttpRequest) -> None:
    if not may_open_bin(request.user):
        raise Http404
