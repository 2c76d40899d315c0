"""The facet values, audiences and sort keys of all indexed rows, as one process holds them in memory.

A snapshot belongs to one number of the index. It is read again in part when the number has risen, and whole when
it was read in another life of the index. Snapshots are never changed: threads may go on with an older one.
"""

import re
import threading
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.db import connections

from kennisbank.audience import OPEN, Reader
from kennisbank.facets import FACET_NAMES
from kennisbank.models.read_model import FacetValue, SearchDocument
from search.analysis import words_in
from search.engines.bits import bits_of
from search.fields import OWNER_FACETS
from search.models import IndexedRow, IndexVersion

FacetKey = tuple[str, str]
MOST_AT_ONCE = 500
"""More changed rows than this: everything is read again."""
MOST_REMEMBERED = 100
"""Sets of rows that readers may see; people of one participant share theirs."""


class Met(NamedTuple):
    """A facet value that a reader could meet; ``rows`` are all rows that have it, as bits."""

    key: FacetKey
    label: str
    rows: int


@dataclass(frozen=True)
class Snapshot:
    """``values`` and ``audiences`` map to sets of row ids as bits; ``sort_keys`` gives date and title of a row."""

    born: str = ""
    number: int = -1
    present: int = 0
    audiences: dict[str, int] = field(default_factory=dict)
    values: dict[FacetKey, int] = field(default_factory=dict)
    labels: dict[FacetKey, str] = field(default_factory=dict)
    sort_keys: dict[int, tuple[date, str]] = field(default_factory=dict)
    _met: dict[int, dict[str, list[Met]]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def visible_to(self, reader: Reader) -> int:
        """The rows that this reader may see."""
        if reader.tokens is None:
            return self.present
        visible = 0
        for token in reader.tokens:
            visible |= self.audiences.get(token, 0)
        return visible

    @property
    def public(self) -> int:
        """The rows that everybody may see."""
        return self.audiences.get(OPEN, 0)

    def rows_with(self, keys: Iterable[FacetKey]) -> int:
        """The rows that have any of these facet values."""
        rows = 0
        for key in keys:
            rows |= self.values.get(key, 0)
        return rows

    @cached_property
    def values_by_facet(self) -> dict[str, list[FacetKey]]:
        """The values of each facet in the order in which people see them."""
        found: dict[str, list[FacetKey]] = defaultdict(list)
        for key in self.values:
            found[key[0]].append(key)
        for facet, keys in found.items():
            order = _ORDERS.get(facet)
            keys.sort(key=order if order else lambda key: (self.labels[key].casefold(), key[1]))
        return found

    def values_met_in(self, visible: int) -> dict[str, list[Met]]:
        """By facet, the values that any of these rows has, in the order in which people see them."""
        met = self._met.get(visible)
        if met is None:
            if len(self._met) >= MOST_REMEMBERED:
                self._met.clear()
            met = self._met[visible] = {
                facet: [
                    Met(key, self.labels[key], self.values[key])
                    for key in self.values_by_facet.get(facet, ())
                    if self.values[key] & visible
                ]
                for facet in FACET_NAMES
            }
        return met

    @cached_property
    def owners_by_name(self) -> dict[tuple[str, ...], list[FacetKey]]:
        """Participants and municipalities by the folded words of their name."""
        found: dict[tuple[str, ...], list[FacetKey]] = defaultdict(list)
        for facet in OWNER_FACETS:
            for key in self.values_by_facet.get(facet, ()):
                found[tuple(words_in(self.labels[key]))].append(key)
        return found

    def take_orders_of(self, other: "Snapshot") -> None:
        """Spare what ``other`` worked out already, when it has the same values with the same labels."""
        if self.values.keys() == other.values.keys() and self.labels == other.labels:
            for name in ("values_by_facet", "owners_by_name"):
                if name in other.__dict__:
                    self.__dict__[name] = other.__dict__[name]

    def without(self, ids: Iterable[int]) -> "Snapshot":
        """This snapshot with these rows taken out."""
        gone = set(ids)
        keep = ~bits_of(gone)
        return replace(
            self,
            present=self.present & keep,
            audiences=_nonempty((token, bits & keep) for token, bits in self.audiences.items()),
            values=_nonempty((key, bits & keep) for key, bits in self.values.items()),
            sort_keys={row_id: keys for row_id, keys in self.sort_keys.items() if row_id not in gone},
        )

    def with_rows(self, other: "Snapshot") -> "Snapshot":
        """This snapshot with the rows of ``other`` added; its labels are the newer ones."""
        return replace(
            self,
            present=self.present | other.present,
            audiences=_united(self.audiences, other.audiences),
            values=_united(self.values, other.values),
            labels=self.labels | other.labels,
            sort_keys=self.sort_keys | other.sort_keys,
        )


def _latest_first(key: FacetKey) -> tuple[int, str]:
    return -_last_number(key), key[1]


def _by_size(key: FacetKey) -> tuple[int, str]:
    return _last_number(key), key[1]


def _last_number(key: FacetKey) -> int:
    numbers = re.findall(r"[0-9]+", key[1])
    return int(numbers[-1][:12]) if numbers else 0


_ORDERS = {"jaar": _latest_first, "grootte": _by_size}
"""The others stand by their labels."""


class Snapshots:
    """The newest snapshot of one database, for all threads of this process."""

    def __init__(self, alias: str) -> None:
        self.alias = alias
        self._newest = Snapshot()
        self._lock = threading.Lock()

    def current(self) -> Snapshot:
        """A snapshot at least as new as the index is now; one query when nothing changed."""
        born, number = self._stored_version()
        known = self._newest
        if (known.born, known.number) == (born, number):
            return known
        if connections[self.alias].in_atomic_block:
            # What is read inside a transaction may never be committed, so nothing of it is kept.
            return self._read(born, number, None)
        with self._lock:
            if self._newest.born != born or self._newest.number < number:
                self._newest = self._newer(self._newest, born, number)
            elif self._newest.number > number:  # Another thread was quicker, or a backup was put back.
                born, number = self._stored_version()
                if self._newest.number > number:
                    self._newest = self._read(born, number, None)
            return self._newest

    def _stored_version(self) -> tuple[str, int]:
        # Every search asks this, some twice; as a query of Django it takes five times as long.
        with connections[self.alias].cursor() as cursor:
            cursor.execute(f"SELECT born, number FROM {IndexVersion._meta.db_table} WHERE id = 1")  # noqa: S608 - constants only
            return cursor.fetchone() or ("", 0)

    def _newer(self, known: Snapshot, born: str, number: int) -> Snapshot:
        if known.born != born:
            return self._read(born, number, None)
        rows = IndexedRow.objects.using(self.alias).filter(number__gt=known.number)
        changed = list(rows.values_list("row_id", flat=True)[: MOST_AT_ONCE + 1])
        if len(changed) > MOST_AT_ONCE:
            return self._read(born, number, None)
        read = self._read(born, number, changed)
        newer = replace(known.without(changed).with_rows(read), number=number)
        newer.take_orders_of(known)
        return newer

    def _read(self, born: str, number: int, ids: list[int] | None) -> Snapshot:
        """The snapshot of these rows, or of all rows in the index."""
        rows = IndexedRow.objects.using(self.alias).filter(present=True)
        rows = rows if ids is None else rows.filter(row_id__in=ids)
        audiences = _gathered(rows.values_list("audience", "row_id"))
        of_rows = rows.values("row_id")
        facets = FacetValue.objects.using(self.alias).filter(row__in=of_rows)
        documents = SearchDocument.objects.using(self.alias).filter(pk__in=of_rows)
        labels: dict[FacetKey, str] = {}
        by_value: dict[FacetKey, list[int]] = defaultdict(list)
        for facet, value, label, row_id in facets.values_list("facet", "value", "label", "row_id"):
            labels[facet, value] = label
            by_value[facet, value].append(row_id)
        keys = documents.values_list("pk", "date", "title")
        return Snapshot(
            born,
            number,
            present=_union(audiences.values()),
            audiences=audiences,
            values={key: bits_of(row_ids) for key, row_ids in by_value.items()},
            labels=labels,
            sort_keys={pk: (day or date.min, title.casefold()) for pk, day, title in keys.iterator(2000)},
        )


def _gathered(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, list[int]] = defaultdict(list)
    for token, row_id in pairs:
        found[token].append(row_id)
    return {token: bits_of(ids) for token, ids in found.items()}


def _union(sets: Iterable[int]) -> int:
    union = 0
    for bits in sets:
        union |= bits
    return union


def _nonempty(pairs: Iterable[tuple]) -> dict:
    return {key: bits for key, bits in pairs if bits}


def _united(one: dict, other: dict) -> dict:
    return {
        key: one.get(key, 0) | other.get(key, 0) for key in [*one, *(key for key in other if key not in one)]
    }
