"""Where somebody writes one sentence: a box that grows with it, instead of one line that shows only how it begins."""

from typing import Any

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

FROM_LENGTH = 300
"""Fields for fewer characters hold a name, a day or a role."""


class SentenceInput(AdminAutoHeightTextInput):
    """What is typed stays one sentence: a line end becomes a space."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        value = super().value_from_datadict(data, files, name)
        return " ".join(value.split()) if isinstance(value, str) else value


def panel_of(field: models.Field) -> FieldPanel:
    is_text = type(field) is models.CharField and not field.choices
    if is_text and (field.max_length or 0) >= FROM_LENGTH:
        return FieldPanel(field.name, widget=SentenceInput)
    return FieldPanel(field.name)
