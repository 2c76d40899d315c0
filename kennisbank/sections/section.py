"""Sections: the ordered list by which a page type tells what it consists of."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel

from kennisbank.editing.sentence import panel_of
from kennisbank.sections.cells import cell_of_child, cell_of_field
from kennisbank.sections.content import Cell, Content, FactList, Prose, RichText, Rows, Sentence, Table
from kennisbank.sections.fields import ProseField, RowsField


class Facts:
    """Several plain columns shown together under one label, as it is written in a page type's ``sections``."""

    def __init__(self, label: str, *field_names: str, help_text: str = "") -> None:
        self.label = label
        self.field_names = field_names
        self.help_text = help_text


@dataclass(frozen=True)
class Section(ABC):
    """One section of a page type; ``name`` is its permalink and its name in every export."""

    name: str
    label: str
    help_text: str
    fields: tuple[Any, ...]
    synonyms: tuple[str, ...] = ()
    accepts_prose: ClassVar[bool] = False

    @abstractmethod
    def content(self, page: models.Model) -> Content | None:
        """What this section of ``page`` says, or ``None`` when it is empty."""

    def panel(self) -> Panel:
        return FieldPanel(self.name)

    @property
    def place_in_editor(self) -> str:
        """The id of the element with which the section begins in the editor."""
        return f"panel-child-inhoud-{self.name}-section"


class ProseSection(Section):
    accepts_prose = True

    def content(self, page: models.Model) -> Prose | None:
        parts = [_prose_part(block) for block in getattr(page, self.name)]
        filled = [part for part in parts if part.text]
        return Prose(filled) if filled else None


class SentenceSection(Section):
    def panel(self) -> Panel:
        return panel_of(self.fields[0])

    def content(self, page: models.Model) -> Sentence | None:
        text = str(getattr(page, self.name) or "").strip()
        return Sentence(text) if text else None


class FactsSection(Section):
    def content(self, page: models.Model) -> FactList | None:
        cells = [cell_of_field(page, field) for field in self.fields]
        filled = [cell for cell in cells if cell]
        return FactList(filled) if filled else None

    def panel(self) -> Panel:
        panels = [panel_of(field) for field in self.fields]
        return MultiFieldPanel(panels, heading=self.label, help_text=self.help_text)

    @property
    def place_in_editor(self) -> str:
        return f"id_{self.name}"


class RowsSection(Section):
    def content(self, page: models.Model) -> Rows | None:
        field = self.fields[0]
        children = field.row_block.child_blocks
        columns = [Cell(name, str(block.label)) for name, block in children.items()]
        rows = [
            [
                cell
                for name, block in children.items()
                if (cell := cell_of_child(name, block, row.value[name]))
            ]
            for row in getattr(page, self.name)
        ]
        filled = [row for row in rows if row]
        return Rows(columns, filled, field.layout) if filled else None


def build_sections(model: type[models.Model]) -> list[Section]:
    """The sections that ``model.sections`` names.

    Raises ``FieldDoesNotExist`` for a name that is no field, so that a typing error stops the start.
    """
    entries: list[str | Facts] = model.sections  # type: ignore[attr-defined]  # Page types alone have them.
    return [build_section(model, entry) for entry in entries]


def build_section(model: type[models.Model], entry: str | Facts) -> Section:
    synonyms: dict[str, tuple[str, ...]] = getattr(model, "section_synonyms", {})
    if isinstance(entry, Facts):
        fields = tuple(model._meta.get_field(name) for name in entry.field_names)
        name = entry.field_names[0]
        return FactsSection(name, entry.label, entry.help_text, fields, synonyms.get(name, ()))
    field: Any = model._meta.get_field(entry)
    kind: type[Section] = SentenceSection
    if isinstance(field, ProseField):
        kind = ProseSection
    elif isinstance(field, RowsField):
        kind = RowsSection
    elif field.is_relation or field.choices or not isinstance(field, models.CharField | models.TextField):
        kind = FactsSection
    return kind(entry, str(field.verbose_name), str(field.help_text), (field,), synonyms.get(entry, ()))


def _prose_part(block: Any) -> RichText | Table:
    if block.block_type == "text":
        return RichText(block.value.source)
    table = block.value
    return Table(
        headings=[column["heading"] or "" for column in table.columns],
        rows=[[str(cell.value or "") for cell in row] for row in table.rows],
        caption=table.caption or "",
    )
