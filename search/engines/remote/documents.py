"""Rows as the search server gets them, and in how large parcels.

Every message bears the number of the row's last change as its version: the server keeps the newest, in whichever
order messages come, and a second time does no harm.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kennisbank.models.read_model import FacetValue, SearchDocument
from search.engines.embedded import EmbeddedEngine
from search.engines.remote.mapping import FACETS, LONGEST_TOKEN
from search.models import IndexedRow

MOST_ROWS = 200
MOST_BYTES = 2_000_000


@dataclass(frozen=True)
class Message:
    """One row as it is now: the lines of the bulk request that bring it, or take it away."""

    row_id: int
    number: int
    lines: str


def messages(embedded: EmbeddedEngine, row_ids: Sequence[int]) -> list[Message]:
    """A message for each of these rows; rows that changed again since they were chosen come as they are now."""
    notes = list(IndexedRow.objects.using(embedded.alias).filter(row_id__in=row_ids))
    present = [note for note in notes if note.present]
    bodies = _bodies(embedded, present)
    made = []
    for note in notes:
        version = {"_id": str(note.row_id), "version": note.number, "version_type": "external_gte"}
        if not note.present:
            made.append(Message(note.row_id, note.number, _line({"delete": version})))
        elif note.row_id in bodies:
            lines = _line({"index": version}) + _line(bodies[note.row_id])
            made.append(Message(note.row_id, note.number, lines))
    return made


def parcels(waiting: Iterable[Message]) -> Iterator[list[Message]]:
    """The messages in parcels that a server accepts at once."""
    parcel: list[Message] = []
    size = 0
    for message in waiting:
        length = len(message.lines.encode())
        if parcel and size + length > MOST_BYTES:
            yield parcel
            parcel, size = [], 0
        parcel.append(message)
        size += length
    if parcel:
        yield parcel


def _bodies(embedded: EmbeddedEngine, notes: Sequence[IndexedRow]) -> dict[int, dict[str, Any]]:
    ids = [note.row_id for note in notes]
    texts = embedded.texts(ids)
    rows = SearchDocument.objects.using(embedded.alias).only("date", "title").in_bulk(ids)
    facets: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    values = FacetValue.objects.using(embedded.alias).filter(row__in=ids, facet__in=FACETS).order_by("pk")
    for row_id, facet, value in values.values_list("row_id", "facet", "value"):
        facets[row_id][facet].append(value)
    return {
        note.row_id: {
            "row_id": note.row_id,
            "number": note.number,
            "audience": note.audience,
            "date": (rows[note.row_id].date or date.min).toordinal(),
            "sort_title": rows[note.row_id].title.casefold(),
            "facets": facets[note.row_id],
            **{field: _with_short_tokens(text) for field, text in texts[note.row_id].items()},
        }
        for note in notes
        if note.row_id in texts and note.row_id in rows
    }


def _with_short_tokens(text: str) -> str:
    tokens = text.split(" ")
    if max(map(len, tokens)) <= LONGEST_TOKEN:
        return text
    return " ".join(token[:LONGEST_TOKEN] for token in tokens)


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"
