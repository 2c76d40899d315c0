"""Which change is a correction: some other words in a text that somebody read before, and nothing else."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.db.models import CharField, Field, SlugField, TextField, URLField
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from kennisbank.models import KnowledgePage
from municipalities.review.wording import Words, words_between

FEWER_THAN = 10
"""A correction changes fewer words than this; a word that was replaced counts once."""
NOT_SHOWN = {
    "pk",
    "path",
    "depth",
    "numchild",
    "url_path",
    "live",
    "draft_title",
    "has_unpublished_changes",
    "live_revision",
    "latest_revision",
    "latest_revision_created_at",
    "first_published_at",
    "last_published_at",
    "expired",
    "locked",
    "locked_at",
    "locked_by",
    "owner",
    "wagtail_admin_comments",
    # These the row keeps, whatever a version says.
    "key",
    "audience",
    "effective_audience",
    "participant",
    "unplaced",
}
_EDITORS_MARK = re.compile(r'\s*data-block-key="[^"]*"')
_TAG = re.compile(r"(<[^>]*>)")


def changed_words(page: Page, before: Revision, after: Revision) -> int | None:
    """How many words differ between two versions, or ``None`` where anything else differs too.

    Words are those of the summary and the texts in sections; a link, a file, a date, a choice, a number, another title
    or address, a paragraph or a row more or less is something else; ``words_between`` may call for a reader too.
    """
    old, new = before.content, after.content
    texts = _text_fields(type(page))
    other = (old.keys() | new.keys()) - texts.keys() - NOT_SHOWN
    if any(_bare(old.get(name)) != _bare(new.get(name)) for name in other):
        return None
    pairs: list[tuple[Words, Words]] = []
    for name, field in texts.items():
        pieces = [list(_pieces(field, content.get(name))) for content in (old, new)]
        skeletons = [[piece for piece in found if not isinstance(piece, Words)] for found in pieces]
        words = [[piece for piece in found if isinstance(piece, Words)] for found in pieces]
        if skeletons[0] != skeletons[1] or len(words[0]) != len(words[1]):
            return None
        pairs += zip(*words, strict=True)
    return words_between(pairs)


def _text_fields(model: type[Page]) -> dict[str, Field]:
    names = {"summary"}
    if issubclass(model, KnowledgePage):
        names |= {field.name for section in model.section_list() for field in section.fields}
    found = {field.name: field for field in model._meta.get_fields() if field.name in names}
    return {name: field for name, field in found.items() if _holds_text(field)}


def _holds_text(field: Any) -> bool:
    if isinstance(field, StreamField):
        return True
    if not isinstance(field, CharField | TextField) or isinstance(field, URLField | SlugField):
        return False
    return not field.choices


def _pieces(field: Field, value: Any) -> Iterator[Any]:
    """The value in order: words, and whatever stands between them."""
    if isinstance(field, StreamField):
        yield from _of_block(field.stream_block, json.loads(value or "[]"))
    else:
        yield Words(value or "")


def _of_block(block: blocks.Block, value: Any) -> Iterator[Any]:
    if isinstance(block, blocks.StreamBlock):
        for row in value:
            yield row["type"]
            yield from _of_block(block.child_blocks[row["type"]], row["value"])
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield name
            yield from _of_block(child, value.get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in value or []:
            yield "item"
            yield from _of_block(block.child_block, item["value"] if _is_list_item(item) else item)
    elif isinstance(block, TypedTableBlock):
        yield from _of_table(block, value or {})
    elif isinstance(block, blocks.RichTextBlock):
        for part in _TAG.split(_EDITORS_MARK.sub("", value or "")):
            yield part if part.startswith("<") else Words(unescape(part))
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        yield Words(value or "")
    else:
        yield value or None


def _is_list_item(item: Any) -> bool:
    return isinstance(item, dict) and item.get("type") == "item" and "value" in item


def _of_table(block: TypedTableBlock, value: dict[str, Any]) -> Iterator[Any]:
    columns = value.get("columns") or []
    yield [column["type"] for column in columns]
    yield Words(value.get("caption") or "")
    for column in columns:
        yield Words(column.get("heading") or "")
    for row in value.get("rows") or []:
        yield "row"
        for column, cell in zip(columns, row["values"], strict=True):
            yield from _of_block(block.child_blocks[column["type"]], cell)


def _bare(value: Any) -> Any:
    """Without the numbers that rows get when they are stored; an empty list is nothing."""
    if isinstance(value, list):
        rows = [
            {name: part for name, part in row.items() if name not in {"pk", "id"}}
            if isinstance(row, dict)
            else row
            for row in value
        ]
        return sorted(rows, key=repr)
    if isinstance(value, str) and value.startswith("[{"):
        return _without_ids(json.loads(value))
    return None if value in ("", "[]", []) else value


def _without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_ids(part) for name, part in value.items() if name != "id"}
    return [_without_ids(part) for part in value] if isinstance(value, list) else value
