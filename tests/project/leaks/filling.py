"""Puts a text in every field and every block of a page type, whichever these are."""

import datetime
import json
from collections.abc import Callable
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock

from kennisbank.models import CustomDocument, CustomImage

DAY = datetime.date(2024, 5, 6)
SHORTEST = 12
OF_WAGTAIL = {
    *("path", "url_path", "draft_title", "slug", "key", "audience", "effective_audience", "go_live_at"),
    *("expire_at", "first_published_at", "last_published_at", "latest_revision_created_at", "locked_at"),
}
"""Not written by an editor; the slug has a word of its own."""


def fill(page: Any, text: Callable[[str], str], document: CustomDocument, picture: CustomImage) -> None:
    """Put ``text(name)`` in each field; the document and the picture wherever one can be chosen, or stand in a text."""
    for field in page._meta.get_fields():
        if not field.concrete or field.is_relation or field.name in OF_WAGTAIL:
            continue
        if isinstance(field, StreamField):
            filler = Blocks(text(field.name), document, picture)
            setattr(page, field.name, json.dumps(filler.stream(field.stream_block), default=str))
        else:
            _fill_field(page, field, text(field.name))


def _fill_field(page: Any, field: models.Field, text: str) -> None:
    word = text.split()[0]
    if field.choices:
        if not getattr(page, field.name):
            setattr(page, field.name, next(value for value, _label in field.choices if value))
    elif isinstance(field, models.URLField):
        setattr(page, field.name, f"https://voorbeeld.nl/{word}")
    elif isinstance(field, models.EmailField):
        setattr(page, field.name, f"{word}@voorbeeld.nl")
    elif isinstance(field, models.CharField | models.TextField):
        if field.max_length is None or field.max_length >= SHORTEST:
            setattr(page, field.name, text[: field.max_length].strip())
    elif isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        setattr(page, field.name, DAY)


class Blocks:
    """Makes the stored form of blocks with one text."""

    def __init__(self, text: str, document: CustomDocument, picture: CustomImage) -> None:
        self.text, self.document, self.picture = text, document, picture
        self.word = text.split()[0]

    def stream(self, block: blocks.StreamBlock) -> list[dict[str, Any]]:
        return [{"type": name, "value": self.value(child)} for name, child in block.child_blocks.items()]

    def value(self, block: blocks.Block) -> Any:
        for kind, make in self._makers().items():
            if isinstance(block, kind):
                return make(block)
        raise TypeError(
            f"tests/project/leaks/filling.py does not know {type(block).__name__}: add it to Blocks."
        )

    def _makers(self) -> dict[type[blocks.Block], Callable[[Any], Any]]:
        shown = f'<embed embedtype="image" id="{self.picture.pk}" format="left" alt="{self.word}"/>'
        return {
            blocks.StreamBlock: self.stream,
            blocks.StructBlock: lambda block: {
                name: self.value(child) for name, child in block.child_blocks.items()
            },
            blocks.ListBlock: lambda block: [{"type": "item", "value": self.value(block.child_block)}],
            blocks.RichTextBlock: lambda block: f"<p>{self.text}</p>{shown}",
            blocks.URLBlock: lambda block: f"https://voorbeeld.nl/{self.word}",
            blocks.ChoiceBlock: lambda block: next(
                value for value, _label in block.field.choices if value not in {"", None}
            ),
            blocks.CharBlock: lambda block: self.text,
            blocks.TextBlock: lambda block: self.text,
            blocks.DateBlock: lambda block: DAY,
            blocks.BooleanBlock: lambda block: True,
            TypedTableBlock: self._table,
            DocumentChooserBlock: lambda block: self.document.pk,
            ImageChooserBlock: lambda block: self.picture.pk,
            blocks.PageChooserBlock: lambda block: None,
        }

    def _table(self, block: TypedTableBlock) -> dict[str, Any]:
        (name, child), *_others = block.child_blocks.items()
        columns = [{"type": name, "heading": self.text}]
        return {"columns": columns, "rows": [{"values": [self.value(child)]}], "caption": self.text}
