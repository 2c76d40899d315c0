"""From a stored value (a column, or a child of a row) to the cell that shows it."""

import datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.formats import date_format, number_format
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.models import Page
from wagtail.rich_text import RichText as StoredRichText

from kennisbank.sections.content import Cell, RichText


def cell_of_child(name: str, block: blocks.Block, value: Any) -> Cell | None:
    """The cell of one child of a row, or ``None`` when it is empty.

    Page and document choosers give an id and an address, never a title: whoever shows it checks first.
    """
    label = str(block.label)
    if isinstance(block, blocks.PageChooserBlock):
        return Cell(name, label, page_id=value.pk) if value else None
    if isinstance(block, DocumentChooserBlock):
        return Cell(name, label, text=value.title, url=value.url) if value else None
    if isinstance(block, blocks.ListBlock):
        items = [str(item) for item in value if str(item).strip()]
        return Cell(name, label, items=items) if items else None
    if isinstance(block, blocks.ChoiceBlock):
        choices = dict(block.field.choices)
        return _cell(name, label, str(choices.get(value, value)), value) if value not in (None, "") else None
    return _plain_cell(name, label, value)


def cell_of_field(page: models.Model, field: Any) -> Cell | None:
    """The cell of one column of a page, or ``None`` when it is empty."""
    label = str(field.verbose_name)
    if field.many_to_many:
        items = [str(item) for item in getattr(page, field.name).all()]
        return Cell(field.name, label, items=items) if items else None
    if field.is_relation:
        related_id = getattr(page, field.attname)
        if related_id is None:
            return None
        if issubclass(field.related_model, Page):
            return Cell(field.name, label, page_id=related_id)
        return _cell(field.name, label, str(getattr(page, field.name)), related_id)
    value = getattr(page, field.name)
    if field.choices:
        return (
            _cell(field.name, label, str(dict(field.flatchoices).get(value, value)), value) if value else None
        )
    return _plain_cell(field.name, label, value)


def _plain_cell(name: str, label: str, value: Any) -> Cell | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return _cell(name, label, "ja", value) if value else None
    if isinstance(value, datetime.date):
        return _cell(name, label, date_format(value, "j F Y"), value)
    if isinstance(value, int | Decimal):
        return _cell(name, label, number_format(value, use_l10n=True, force_grouping=True), value)
    if isinstance(value, StoredRichText):
        return _cell(name, label, RichText(value.source).text, value)
    text = str(value).strip()
    url = text if text.startswith(("https://", "http://")) and " " not in text else ""
    return Cell(name, label, text=text, url=url, value=value) if text else None


def _cell(name: str, label: str, text: str, value: Any) -> Cell:
    return Cell(name, label, text=text, value=value)
