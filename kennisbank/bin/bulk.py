"""Deleting several pages at once: all go into the bin, or none."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.models import Page

from kennisbank.bin.throwing import StaysWhereItIs, throw_away, why_it_stays
from kennisbank.models.bin import is_in_bin


class ThrowAwayBulkAction(DeleteBulkAction):
    template_name = "bin/throw_away_several.html"

    def post(self, request: HttpRequest) -> HttpResponse:
        """Without the question for the name of the site: what is thrown away can come back."""
        try:
            answer: HttpResponse = super(DeleteBulkAction, self).post(request)
        except StaysWhereItIs as problem:
            messages.error(request, str(problem))
            return redirect(self.next_url)
        return answer

    def prepare_action(self, objects: list[Page], objects_without_access: Any) -> HttpResponse | None:
        """Refuse all when one cannot go; of two pages of which one is below the other, only the upper one goes."""
        for page in objects:
            if problem := why_it_stays(page):
                messages.error(self.request, problem)
                return redirect(self.next_url)
        return None

    @classmethod
    def execute_action(cls, objects: list[Page], user: Any = None, **kwargs: Any) -> tuple[int, int]:
        tops = [page for page in objects if not any(page.is_descendant_of(other) for other in objects)]
        below = sum(page.get_descendant_count() for page in tops)
        for page in tops:
            throw_away(Page.objects.get(pk=page.pk), user)
        return len(tops), below

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        number = num_parent_objects + num_child_objects
        subject = "1 pagina staat" if number == 1 else f"{number} pagina's staan"
        return f"{subject} in de Prullenbak. Terugzetten kan 30 dagen."


def refuse_in_bin(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """A hook of Wagtail: what is in the bin is put back one by one, and nothing else."""
    if action.model is Page and any(is_in_bin(page) for page in objects):
        messages.error(request, "Deze pagina's staan in de Prullenbak. Zet ze eerst terug.")
        return redirect("kennisbank_bin")
    return None
