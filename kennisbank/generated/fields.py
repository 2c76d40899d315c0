"""Fills the sections of a page, whichever they are: a new page type gets its text without a line here."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from django.db import models
from wagtail import blocks

from kennisbank.generated.lexicon import sentence_texts
from kennisbank.generated.writing import Writer, capital
from kennisbank.models import KnowledgePage
from kennisbank.sections import ProseField, RowsField

FILLED = 0.8
"""Of the sections after the first, as many are filled; editors leave some empty too."""
TABLES = 0.04


class Filler:
    """Fills pages of one subject with text by ``writer``; ``day`` is about when they were written."""

    def __init__(self, writer: Writer, random: Random, day: datetime.date) -> None:
        self.writer = writer
        self.random = random
        self.day = day

    def fill(self, page: KnowledgePage, words: int) -> None:
        """Fill the sections with about ``words`` words together, most of them in running text."""
        fields: list[Any] = [field for section in page.section_list() for field in section.fields]
        prose = [field for field in fields if isinstance(field, ProseField)]
        prose = [field for at, field in enumerate(prose) if at == 0 or self.random.random() < FILLED]
        for field in fields:
            if isinstance(field, RowsField):
                if field.has_default() or self.random.random() < FILLED:
                    words -= self._fill_rows(page, field, max(words, 60))
            elif not isinstance(field, ProseField) and not field.is_relation:
                self._fill_column(page, field)
        shares = [self.random.gammavariate(2, 1) for _ in prose]
        for field, share in zip(prose, shares, strict=True):
            setattr(page, field.name, self._prose(field, max(25, round(words * share / sum(shares)))))

    def _prose(self, field: ProseField, words: int) -> Any:
        raw: list[dict[str, Any]] = [{"type": "text", "value": self.writer.prose(words), "id": self._id()}]
        if self.random.random() < TABLES:
            raw.append({"type": "table", "value": self._table(), "id": self._id()})
        return field.stream_block.to_python(raw)

    def _table(self) -> dict[str, Any]:
        headings = ["Onderdeel", "Wie", "Per jaar"]
        rows = [
            [capital(self.writer.line("names")), *(self.writer.slots[name]() for name in ("org", "eur"))]
            for _ in range(self.random.randint(2, 6))
        ]
        return {
            "columns": [{"type": "text", "heading": heading} for heading in headings],
            "rows": [{"values": row} for row in rows],
            "caption": "",
        }

    def _fill_column(self, page: KnowledgePage, field: models.Field) -> None:
        if field.choices:
            choices = [value for value, _label in field.choices if value]
            value: Any = self.random.choice(choices) if self.random.random() < FILLED else ""
        elif isinstance(field, models.DateField):
            value = self.day + datetime.timedelta(days=self.random.randint(-60, 20))
            if field.name.endswith("until"):
                value += datetime.timedelta(days=365 * self.random.randint(1, 4))
        elif isinstance(field, models.DecimalField):
            value = Decimal(1000 * self.random.randint(8, 240))
        elif isinstance(field, models.URLField | models.EmailField) or not isinstance(
            field, models.CharField
        ):
            return  # An address that is made up may belong to somebody.
        else:
            value = self._line(field.name)[: field.max_length]
        setattr(page, field.name, value)

    def _line(self, name: str) -> str:
        part = f"fields/{name}" if name in sentence_texts()["fields"] else "names"
        return capital(self.writer.line(part))

    def _fill_rows(self, page: KnowledgePage, field: RowsField, words: int) -> int:
        """Fill the rows with less than half of ``words``; returns how many words they took."""
        first = field.default() if field.has_default() else []
        given = [{name: value for name, value in row.items() if value} for _kind, row in first]
        most = self.random.randint(2, 7)
        rows: list[dict[str, Any]] = []
        taken = 0
        for fixed in given or [{}] * most:
            if taken > words // 2 and rows:
                break
            row = {**dict(self._cells(field.row_block)), **fixed}
            taken += sum(str(value).count(" ") + 1 for value in row.values())
            rows.append({"type": "row", "value": row, "id": self._id()})
        setattr(page, field.name, field.stream_block.to_python(rows))
        return taken

    def _cells(self, row: blocks.StructBlock) -> Iterator[tuple[str, Any]]:
        for name, block in row.child_blocks.items():
            if isinstance(block, blocks.ListBlock):
                lines = [capital(self.writer.line("fragments")) for _ in range(self.random.randint(1, 3))]
                yield name, [{"type": "item", "value": line, "id": self._id()} for line in lines]
            elif isinstance(block, blocks.ChoiceBlock):
                yield name, self.random.choice([value for value, _label in block.field.choices if value])
            elif isinstance(block, blocks.BooleanBlock):
                yield name, self.random.random() < 0.4
            elif isinstance(block, blocks.DateBlock):
                yield name, str(self.day + datetime.timedelta(days=self.random.randint(-90, 400)))
            elif isinstance(block, blocks.TextBlock):
                yield name, self.writer.sentence()
            elif type(block) is blocks.CharBlock:  # Addresses and choosers have nothing to point at.
                yield name, self._line(name)[: block.field.max_length]

    def _id(self) -> str:
        """As the editor gives to every block, but the same in every run."""
        return str(UUID(int=self.random.getrandbits(128), version=4))
