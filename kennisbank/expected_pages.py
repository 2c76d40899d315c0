"""Which pages a participant said it would make, and how far each of them is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kennisbank.audience import Reader
from kennisbank.completeness import sections_without
from kennisbank.kinds import page_types
from kennisbank.models import KnowledgePage, SearchDocument
from kennisbank.sections import Section


@dataclass(frozen=True)
class ExpectedPage:
    """A kind of page that was expected: with the row of a published page and what that lacks, or with neither."""

    page_type: type[KnowledgePage]
    row: SearchDocument | None = None
    lacking: tuple[Section, ...] = ()

    @property
    def is_missing(self) -> bool:
        return self.row is None


def expected_pages(kinds: Iterable[str], participant_id: int, reader: Reader) -> list[ExpectedPage]:
    """As ``expected_pages_of``, of one participant."""
    return expected_pages_of({participant_id: list(kinds)}, reader)[participant_id]


def expected_pages_of(kinds_of: Mapping[int, list[str]], reader: Reader) -> dict[int, list[ExpectedPage]]:
    """By participant the published pages of its kinds that count now, and each kind without one, in their order.

    One query. A draft is still missing, for nobody can read it. Words that are no kind are passed over.
    """
    types = page_types()
    asked = {kind for kinds in kinds_of.values() for kind in kinds} & types.keys()
    rows = SearchDocument.objects.visible_to(reader).pages().of_kind(*sorted(asked))
    current = rows.filter(participant_id__in=kinds_of, current=True).order_by("completeness", "title")
    found: dict[tuple[int | None, str], list[SearchDocument]] = defaultdict(list)
    for row in current.defer("summary"):
        found[row.participant_id, row.kind].append(row)
    return {
        participant_id: [
            page
            for kind in kinds
            if kind in types
            for page in _pages(types[kind], found[participant_id, kind])
        ]
        for participant_id, kinds in kinds_of.items()
    }


def _pages(page_type: type[KnowledgePage], rows: list[SearchDocument]) -> list[ExpectedPage]:
    pages = [ExpectedPage(page_type, row, tuple(sections_without(page_type, row))) for row in rows]
    return pages or [ExpectedPage(page_type)]
