"""Plain values (text, rows, slugs, dates) to the fields of a page, checked as the editor's form would."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.models import Page

from kennisbank.sections.fields import ProseField, RowsField
from kennisbank.sections.prose import prose_from_text
from kennisbank.sections.rows import rows_value


class FieldProblem(ValueError):
    """Why a value does not fit in a field, as one sentence that names the field."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"veld '{field}': {reason}")


def fill_fields(page: Page, values: Mapping[str, Any]) -> list[str]:
    """Lay ``values`` under the fields of ``page``, unsaved; give the names of those that changed.

    Terms are slugs. Raises ``FieldProblem`` for an unknown field, an unknown term or a value that does not fit.
    """
    changed = [name for name, value in values.items() if _fill(page, name, value)]
    others = {field.name for field in page._meta.get_fields()} - set(values)
    try:
        page.clean_fields(exclude=others)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise FieldProblem(field, " ".join(messages)) from error
    return changed


def _fill(page: Page, name: str, value: Any) -> bool:
    try:
        field = page._meta.get_field(name)
    except FieldDoesNotExist:
        raise FieldProblem(name, f"bestaat niet op een {page._meta.verbose_name}") from None
    try:
        if isinstance(field, ClusterTaggableManager):
            return _fill_tags(page, name, value)
        if field.many_to_many:
            return _fill_many(page, name, list(terms(field.related_model, value)))
        new = _new_value(field, value)
    except ValidationError as error:
        raise FieldProblem(name, " ".join(error.messages)) from error
    before = _comparable(field, getattr(page, field.attname if field.is_relation else name))
    setattr(page, name, new)
    return before != _comparable(field, getattr(page, field.attname if field.is_relation else name))


def _new_value(field: Any, value: Any) -> Any:
    if isinstance(field, ProseField):
        return field.stream_block.to_python(prose_from_text(_text(value)))
    if isinstance(field, RowsField):
        return rows_value(field, value or [])
    if field.is_relation:
        return next(terms(field.related_model, [value])) if value else None
    if isinstance(field, models.CharField | models.TextField):
        return _text(value)
    return field.to_python(value)


def _text(value: Any) -> str:
    if isinstance(value, list | dict):
        raise ValidationError("hier hoort tekst te staan")
    return "" if value is None else str(value).strip()


def terms(model: type[models.Model], values: Iterable[Any]) -> Iterator[Any]:
    """The rows of ``model`` that ``values`` name by slug (or are, already)."""
    if isinstance(values, str):
        raise ValidationError("hier hoort een lijst te staan")
    for value in values or []:
        if isinstance(value, models.Model):
            yield value
            continue
        found = model._default_manager.filter(slug=value).first()
        if found is None:
            raise ValidationError(f"'{value}' staat niet in de lijst {model._meta.verbose_name_plural}")
        yield found


def _fill_many(page: Page, name: str, chosen: list[models.Model]) -> bool:
    before = {term.pk for term in getattr(page, name).all()}
    if before == {term.pk for term in chosen}:
        return False
    setattr(page, name, chosen)
    return True


def _fill_tags(page: Page, name: str, tags: Iterable[str]) -> bool:
    before = {tag.name for tag in getattr(page, name).all()}
    if before == set(tags):
        return False
    getattr(page, name).set(list(tags))
    return True


def _comparable(field: Any, value: Any) -> Any:
    """A value without the marks that the editor leaves in it, so that the same text is the same."""
    if not isinstance(field, ProseField | RowsField):
        return value
    stored = [(child.block_type, child.block.get_prep_value(child.value)) for child in value]
    marks = r""" data-block-key="[^"]*"|'id': '[^']*'"""
    return [(kind, re.sub(marks, "", str(plain))) for kind, plain in stored]
