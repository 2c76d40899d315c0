"""What of a row is searched: rows of words per field, the same for every engine."""

from dataclasses import dataclass

from kennisbank.models.read_model import SearchDocument
from search.analysis import Token, analyse

# These labels are words by which people look for a page; the others only filter.
SEARCHED_FACETS = (
    "soort",
    "thema",
    "doelgroep",
    "domein",
    "organisatievorm",
    "trefwoord",
    "provincie",
    "ronde",
)
OWNER_FACETS = ("deelnemer", "gemeente")
MOST_WORDS = 200_000
GAP = None
"""Stands between two texts, so that no phrase runs from one into the next."""

Slot = Token | None


@dataclass(frozen=True)
class IndexedFields:
    """The tokens of one row: of its title, of the names of its owner, and of all its other text."""

    row_id: int
    audience: str
    title: list[Slot]
    owner: list[Slot]
    body: list[Slot]


def is_searchable(row: SearchDocument) -> bool:
    """Whether search shows this row: a published, listed page; files are not hits of their own."""
    return row.live and row.listed and not row.gone and row.document_id is None


def fields_of(row: SearchDocument) -> IndexedFields:
    """Analyse a row whose facet values were prefetched."""
    labels = [value.label for value in row.facet_values.all() if value.facet in SEARCHED_FACETS]
    owners = [value.label for value in row.facet_values.all() if value.facet in OWNER_FACETS]
    return IndexedFields(
        row.pk,
        row.audience,
        title=_slots([row.title]),
        owner=_slots(sorted({row.participant_name, *owners})),
        body=_slots([row.summary, row.kind_label, *labels, *_sections(row)])[:MOST_WORDS],
    )


def _sections(row: SearchDocument) -> list[str]:
    return [text for section in row.sections for text in (section["label"], section["text"])]


def _slots(texts: list[str]) -> list[Slot]:
    """The words of the texts in a row; joined words come after them, each on its own."""
    slots: list[Slot] = []
    joined: list[Slot] = []
    for text in texts:
        for token in analyse(text):
            if token.joined:
                joined += [token, GAP]
            else:
                slots.append(token)
        slots.append(GAP)
    return slots + joined
