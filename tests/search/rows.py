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
from search.engines.base import Engine
from search.indexing import update_index
from search.results import Results, find

_numbers = count(1)
EVERYTHING = Reader(None)


class Index:
    """Makes pages in the index of one engine and asks it; without an engine, in that of the test's own database."""

    def __init__(self, engine: Engine | None = None) -> None:
        self.engine = engine
        self.alias = engine.alias if engine else "default"

    def make_row(self, title: str = "", text: str = "", **values: Any) -> SearchDocument:
        """A published, open page with one section; ``facets`` maps facet names to ``{value: label}``."""
        number = next(_numbers)
        facets = values.pop("facets", {})
        row = SearchDocument.objects.using(self.alias).create(
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
        FacetValue.objects.using(self.alias).bulk_create(
            FacetValue(row=row, facet=facet, value=value, label=label)
            for facet, labels in facets.items()
            for value, label in labels.items()
        )
        self.fill(row)
        return row

    def change(self, row: SearchDocument, **values: Any) -> None:
        """Change the row and have the index follow."""
        SearchDocument.objects.using(self.alias).filter(pk=row.pk).update(**values)
        self.fill(row)

    def fill(self, *rows: SearchDocument) -> None:
        """Tell, as the filling does and inside a transaction, that these rows changed."""
        ids = [row.pk for row in rows]
        if self.engine:
            update_index(ids, self.alias)
            self.engine.flush()
            return
        with transaction.atomic():
            rows_filled.send(SearchDocument, ids=ids)

    def ask(self, words: str, reader: Reader = EVERYTHING, **state: Any) -> Results:
        return find(Address(words, **state), reader, engine=self.engine)

    def titles(self, words: str, reader: Reader = EVERYTHING, **state: Any) -> list[str]:
        return [hit.title for hit in self.ask(words, reader, **state).hits]


_own = Index()
make_row, fill, ask, titles = _own.make_row, _own.fill, _own.ask, _own.titles


def counts(results: Results, facet: str) -> dict[str, int]:
    groups = [group for group in results.facets if group.name == facet]
    return {counted.value: counted.count for group in groups for counted in [*group.short, *group.more]}
