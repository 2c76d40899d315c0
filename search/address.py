"""The state of the search page, which is its address: words, filters, order and page, always written the same way."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.http import QueryDict
from django.urls import reverse

from kennisbank.facets import FACET_NAMES
from search.engines.base import Sort

MOST_VALUES = 50
LONGEST_VALUE = 160
_SORTS = {sort.value: sort for sort in Sort}


@dataclass(frozen=True)
class Address:
    """``words`` as typed; ``filters`` only names facets that exist, in their own order, with sorted values.

    ``explains`` is on when the page says of every hit why it is there.
    """

    words: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    explains: bool = False

    @classmethod
    def read(cls, asked: QueryDict) -> "Address":
        """The state in a request; what it does not know or cannot read is left out."""
        found = {name: _values(asked.getlist(name)) for name in FACET_NAMES}
        return cls(
            asked.get("q", ""),
            {name: values for name, values in found.items() if values},
            _SORTS.get(asked.get("sorteer", ""), Sort.RELEVANCE),
            _page_number(asked.get("pagina", "")),
            asked.get("uitleg") == "1",
        )

    def url(self) -> str:
        written = self.query.urlencode()
        return reverse("search") + (f"?{written}" if written else "")

    @property
    def query(self) -> QueryDict:
        """The state as what stands behind the question mark."""
        query = QueryDict(mutable=True)
        if self.words:
            query["q"] = self.words
        for name in FACET_NAMES:
            if values := self.filters.get(name):
                query.setlist(name, list(values))
        if self.sort != Sort.RELEVANCE:
            query["sorteer"] = self.sort.value
        if self.explains:
            query["uitleg"] = "1"
        if self.page > 1:
            query["pagina"] = str(self.page)
        return query

    def with_value(self, facet: str, value: str) -> "Address":
        """The first page with one filter more."""
        return self._with_values(facet, {*self.filters.get(facet, ()), value})

    def without_value(self, facet: str, value: str) -> "Address":
        """The first page with one filter less."""
        return self._with_values(facet, {*self.filters.get(facet, ())} - {value})

    def without_filters(self) -> "Address":
        return replace(self, filters={}, page=1)

    def sorted_by(self, sort: Sort) -> "Address":
        return replace(self, sort=sort, page=1)

    def explaining(self, explains: bool) -> "Address":
        """The same hits, with or without why they are there."""
        return replace(self, explains=explains)

    def with_words(self, words: str) -> "Address":
        """The same state with the words as they were understood."""
        return replace(self, words=words)

    def asking(self, words: str) -> "Address":
        """The first page with other words."""
        return replace(self, words=words, page=1)

    def _with_values(self, facet: str, values: set[str]) -> "Address":
        filters = {**self.filters, facet: tuple(sorted(values))}
        return replace(
            self, filters={name: filters[name] for name in FACET_NAMES if filters.get(name)}, page=1
        )


def _values(given: list[str]) -> tuple[str, ...]:
    return tuple(sorted({value for value in given if 0 < len(value) <= LONGEST_VALUE})[:MOST_VALUES])


def _page_number(given: str) -> int:
    """``given`` as a page number; the first page for anything else."""
    return max(1, int(given)) if given.isascii() and given.isdigit() and len(given) < 7 else 1
