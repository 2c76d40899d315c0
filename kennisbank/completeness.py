"""What a page lacks, and who wrote it well: the sections that are empty, and the best example of each elsewhere."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, When

from kennisbank.audience import OPEN, Reader
from kennisbank.models.placed_page import GENERATED_KEY
from kennisbank.models.read_model import SearchDocument
from kennisbank.sections import Section

if TYPE_CHECKING:
    from kennisbank.models import KnowledgePage

CANDIDATES = 60
"""So many pages are looked through, the best first: what none of these says, few others say."""
ENOUGH_TEXT = 60
"""Shorter text (characters) shows little; it is an example only where there is none that is longer."""
LENGTH_OF_PREVIEW = 300


@dataclass(frozen=True)
class Example:
    """The same section on a page of another participant, with the beginning of its text."""

    section: str
    row: SearchDocument
    text: str

    @property
    def url(self) -> str:
        return f"{self.row.url}#{self.section}"

    @property
    def preview(self) -> str:
        line = " ".join(self.text.split())
        return line if len(line) <= LENGTH_OF_PREVIEW else line[:LENGTH_OF_PREVIEW].rsplit(" ", 1)[0] + " …"


def is_judged(page_type: "type[KnowledgePage]") -> bool:
    """Whether an empty section of this page type is a lack: a letter, news or a lesson is as long as it is."""
    return page_type.is_living and page_type.lacks_what_is_empty and bool(page_type.section_list())


def empty_sections(page: "KnowledgePage") -> list[Section]:
    """The sections of ``page`` (a draft, too) that say nothing yet, in order; none where that is no lack."""
    if not is_judged(type(page)):
        return []
    return [section for section in page.section_list() if not section.content(page)]


def sections_without(page_type: "type[KnowledgePage]", row: SearchDocument) -> list[Section]:
    """As ``empty_sections``, of a published page, from its row: no page table is asked."""
    filled = {section["name"] for section in row.sections}
    if not is_judged(page_type):
        return []
    return [section for section in page_type.section_list() if section.name not in filled]


def sections_without_in(page_type: "type[KnowledgePage]", content: Mapping[str, Any]) -> list[Section]:
    """As ``empty_sections``, of a draft from the content of its version, without asking for what it points to."""
    if not is_judged(page_type):
        return []
    return [
        section for section in page_type.section_list() if not _says_something(page_type, section, content)
    ]


def _says_something(page_type: "type[KnowledgePage]", section: Section, content: Mapping[str, Any]) -> bool:
    pointing = [field for field in section.fields if field.is_relation]
    plain = tuple(field for field in section.fields if not field.is_relation)
    if any(content.get(field.name) for field in pointing):
        return True
    page = page_type(**{field.name: field.to_python(content.get(field.name)) for field in plain})
    return bool(plain) and replace(section, fields=plain).content(page) is not None


def best_examples(
    page_type: "type[KnowledgePage]",
    names: Collection[str],
    reader: Reader,
    participant_id: int | None,
    *,
    nor_of: Collection[int] = (),
) -> dict[str, Example]:
    """For each section in ``names`` the best page of another participant that ``reader`` may open: one query.

    What stands first: no example or fictitious text, for everybody to read, the most complete, the newest. Generated
    pages and pages that were replaced are no example, nor are those of the participants in ``nor_of``.
    """
    rows = SearchDocument.objects.visible_to(reader).pages().of_kind(page_type.kind).filter(current=True)
    others = rows.exclude(participant_id=participant_id).exclude(key__startswith=GENERATED_KEY)
    others = others.exclude(participant_id__in=nor_of)
    best_first = others.order_by(
        Case(When(label="", then=0), default=1),
        Case(When(audience=OPEN, then=0), default=1),
        F("completeness").desc(nulls_last=True),
        F("updated_at").desc(nulls_last=True),
        "pk",
    )
    return _first_of_each(names, best_first[:CANDIDATES]) if names else {}


def _first_of_each(names: Collection[str], rows: Iterable[SearchDocument]) -> dict[str, Example]:
    found: dict[str, Example] = {}
    short: dict[str, Example] = {}
    for row in rows:
        for section in row.sections:
            name, text = section["name"], section["text"]
            if name in names and text:
                example = Example(name, row, text)
                (found if len(text) >= ENOUGH_TEXT else short).setdefault(name, example)
    return short | found
