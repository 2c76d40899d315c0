"""Rows, as people write them in a file, to the value of a field of repeated rows."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date
from wagtail import blocks

from kennisbank.sections.fields import RowsField


def rows_value(field: RowsField, rows: Sequence[Mapping[str, Any]]) -> blocks.StreamValue:
    """The value of ``field`` with ``rows``: mappings from the name of a column (child block) to its value.

    Dates are dates or ISO text, lists are lists, a page is its id. Raises ``ValidationError`` with one sentence for
    each unknown column, impossible date, wrong choice or value that is too long, naming row and column.
    """
    if not isinstance(rows, Sequence) or not all(isinstance(row, Mapping) for row in rows):
        raise ValidationError("hier horen rijen te staan, elk met namen en waarden")
    children = field.row_block.child_blocks
    cells = [(number, name, value) for number, row in enumerate(rows, start=1) for name, value in row.items()]
    if unknown := [(number, name) for number, name, _ in cells if name not in children]:
        raise ValidationError(
            [f"rij {row}: '{name}' is geen kolom van '{field.name}'" for row, name in unknown]
        )
    if wrong := [cell for cell in cells if not _may_be_date(children[cell[1]], cell[2])]:
        raise ValidationError([f"rij {row}: {name}: '{value}' is geen datum" for row, name, value in wrong])
    raw = [
        {"type": "row", "value": {name: _raw(children[name], value) for name, value in row.items()}}
        for row in rows
    ]
    try:
        return field.stream_block.clean(field.stream_block.to_python(raw))
    except ValidationError as error:
        raise ValidationError([": ".join(place) for place in _messages(error)]) from error


def _raw(block: blocks.Block, value: Any) -> Any:
    """``value`` as the block stores it; a number where text belongs (a house number, a feeling) is its text."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list):
        return value
    if isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.ChoiceBlock):
        return "" if value is None else str(value).strip()
    return value


def _may_be_date(block: blocks.Block, value: Any) -> bool:
    """Whether a date block can take the value; Wagtail's own drops words, and fails on the thirtieth of February."""
    if not isinstance(block, blocks.DateBlock) or not isinstance(value, str) or not value.strip():
        return True
    try:
        return parse_date(value) is not None
    except ValueError:
        return False


def _messages(error: Any) -> Iterator[list[str]]:
    """Every message inside a nested error, each after the row and the columns that lead to it."""
    for place, inner in (getattr(error, "block_errors", None) or {}).items():
        for rest in _messages(inner):
            yield [f"rij {place + 1}" if isinstance(place, int) else str(place), *rest]
    if not getattr(error, "block_errors", None):
        yield from ([message] for message in getattr(error, "messages", [str(error)]))
