"""Rows of the read model for tests of search, put into the index as the filling does it."""

from datetime import date
from itertools import count
from typing import Any

from django.db import transaction

from kennisbank.audience import OPEN, Reader
from kennisbank.models import SearchDocument
from kennisbank.models.read_model import FacetValue
from kennisbank.signals import rows_filled
from search.address import Address
from search.results import Results, find

_numbers = count(1)
EVERYTHING = Reader(None)


def make_row(title: str = "", text: str = "", **values: Any) -> SearchDocument:
    """A published, open page with one section; ``facets`` maps facet names to ``{value: label}``."""
    number = next(_numbers)
    facets = values.pop("facets", {})
    row = SearchDocument.objects.create(
        **{
            "key": f"k{number}",
            "page_id": number,
            "changed": False,
            "live": True,
            "audience": OPEN,
            "kind": "les",
            "kind_label": "Les",
            "title": title or f"Pagina {number}",
            "url": f"/p/{number}/",
            "date": date(2024, 1, 1),
            "sections": [{"name": "text", "label": "Inhoud", "text": text}],
            **values,
        }
    )
    FacetValue.objects.bulk_create(
        FacetValue(row=row, facet=facet, value=value, label=label)
        for facet, labels in facets.items()
        for value, label in labels.items()
    )
    fill(row)
    return row


def fill(*rows: SearchDocument) -> None:
    """Tell, as the filling does and inside a transaction, that these rows changed."""
    with transaction.atomic():
        rows_filled.send(SearchDocument, ids=[row.pk for row in rows])


def ask(words: str, reader: Reader = EVERYTHING, **state: Any) -> Results:
    return find(Address(words, **state), reader)


def titles(words: str, reader: Reader = EVERYTHING, **state: Any) -> list[str]:
    return [hit.title for hit in ask(words, reader, **state).hits]


def counts(results: Results, facet: str) -> dict[str, int]:
    groups = [group for group in results.facets if group.name == facet]
    return {counted.value: counted.count for group in groups for counted in [*group.short, *group.more]}
