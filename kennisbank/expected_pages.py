"""Which pages a participant said it would make, and how far each of them is."""

from collections import defaultdict
from collections.abc import Iterable
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
    """The published pages of these kinds that count now, and each kind without one, in the order of ``kinds``.

    One query. A draft is still missing, for nobody can read it. Words that are no kind are passed over.
    """
    types = page_types()
    known = [kind for kind in kinds if kind in types]
    rows = SearchDocument.objects.visible_to(reader).pages().of_kind(*known)
    of_kind: dict[str, list[SearchDocument]] = defaultdict(list)
    for row in rows.filter(participant_id=participant_id, current=True).order_by("completeness", "title"):
        of_kind[row.kind].append(row)
    found = []
    for kind in known:
        found += [
            ExpectedPage(types[kind], row, tuple(sections_without(types[kind], row))) for row in of_kind[kind]
        ] or [ExpectedPage(types[kind])]
    return found
