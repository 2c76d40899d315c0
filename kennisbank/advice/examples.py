"""In the editor, below a section that is still empty: how another participant wrote it."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from wagtail.admin.panels import Panel

from kennisbank.audience import reader_for
from kennisbank.completeness import Example, best_examples, empty_sections

if TYPE_CHECKING:
    from kennisbank.models import KnowledgePage

EXAMPLES = "kennisbank.examples"


class ExamplePanel(Panel):
    """Shows the best example of ``section`` while that says nothing yet; else nothing."""

    def __init__(self, section: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.section = section

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "section": self.section}

    class BoundPanel(Panel.BoundPanel):
        template_name = "advice/example.html"

        def is_shown(self) -> bool:
            return self.example is not None

        @cached_property
        def example(self) -> Example | None:
            if self.request is None:
                return None
            return _examples_of(self.request, self.instance, self.form).get(self.panel.section)


def _examples_of(request: HttpRequest, page: "KnowledgePage", form: Any) -> dict[str, Example]:
    """For all empty sections of ``page`` together, asked once per request."""
    if EXAMPLES not in request.META:
        parent = getattr(form, "parent_page", None)
        participant_id = page.participant_id or (parent.pk if parent else None)
        request.META[EXAMPLES] = examples_for(page, request.user, participant_id)
    found: dict[str, Example] = request.META[EXAMPLES]
    return found


def examples_for(page: "KnowledgePage", user: Any, participant_id: int | None) -> dict[str, Example]:
    """The best example that ``user`` may read of each empty section of ``page``, by the name of the section."""
    names = [section.name for section in empty_sections(page)]
    return best_examples(type(page), names, reader_for(user), participant_id)
