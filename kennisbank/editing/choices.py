"""Which files and pages an editor may point at: Wagtail's choosers only hide the others, a form accepts any id."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.http import QueryDict
from wagtail.blocks import PageChooserBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.models import Page
from wagtail.permissions import policy_registry

from kennisbank.audience import reader_for
from kennisbank.models.media import CustomDocument
from kennisbank.models.read_model import SearchDocument
from kennisbank.numbers import number_in
from kennisbank.sections import RowsField

REPLACED_BY = "replaced_by"


class Choice(NamedTuple):
    """Something that a page points at: a document or a page, by its id; ``None`` for what is no number."""

    model: type[CustomDocument] | type[Page]
    id: int | None


def stored_choices(page: Page) -> set[Choice]:
    """What the page points at already."""
    found = {Choice(Page, page.replaced_by_id)} if page.replaced_by_id else set()
    for name, child, model in _choosers(page):
        for row in getattr(page, name):
            if chosen := row.value[child]:
                found.add(Choice(model, chosen.pk))
    return found


def posted_choices(page: Page, data: QueryDict) -> set[Choice]:
    """What a form would make the page point at, valid or not."""
    found = [Choice(Page, number_in(value)) for value in data.getlist(REPLACED_BY) if value]
    for name, child, model in _choosers(page):
        pattern = re.compile(rf"{name}-\d+-value-{child}")
        for key in filter(pattern.fullmatch, data):
            found += [Choice(model, number_in(value)) for value in data.getlist(key) if value]
    return set(found)


def may_choose(user: Any, choice: Choice) -> bool:
    """Whether this person may use the file on a page, or may see the page. What does not exist hurts nobody."""
    if choice.id is None:
        return False
    chosen = choice.model.objects.filter(pk=choice.id).first()
    if chosen is None:
        return True
    if isinstance(chosen, CustomDocument):
        policy = policy_registry.get_by_type(CustomDocument)
        return bool(policy.user_has_any_permission_for_instance(user, ["choose", "change"], chosen))
    readable = SearchDocument.objects.pages().visible_to(reader_for(user)).filter(page_id=chosen.pk)
    return bool(chosen.permissions_for_user(user).can_edit()) or readable.exists()


def _choosers(page: Page) -> Iterator[tuple[str, str, type[CustomDocument] | type[Page]]]:
    """Field, child and kind of every chooser in the rows of this page."""
    for field in page._meta.get_fields():
        if isinstance(field, RowsField):
            for child, block in field.row_block.child_blocks.items():
                if isinstance(block, DocumentChooserBlock):
                    yield field.name, child, CustomDocument
                elif isinstance(block, PageChooserBlock):
                    yield field.name, child, Page
