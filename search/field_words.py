"""``gemeente:goirle`` in a query becomes the filter that it stands for."""

from kennisbank.audience import Reader
from search.address import Address
from search.analysis import words_in
from search.engines.snapshot import Snapshot
from search.query import FieldWord, Query


def as_filters(
    address: Address, query: Query, snapshot: Snapshot, reader: Reader
) -> tuple[Address, tuple[str, ...]]:
    """The address with a filter more for each field word, and the field words that name nothing this reader can see."""
    visible = snapshot.visible_to(reader)
    unknown = []
    for field in query.fields:
        values = _values(field, snapshot, visible)
        for value in values:
            address = address.with_value(field.facet, value)
        if not values:
            unknown.append(f"{field.facet}:{field.value}")
    return address.with_words(query.text_without_fields), tuple(unknown)


def _values(field: FieldWord, snapshot: Snapshot, visible: int) -> list[str]:
    """The value itself, else those with just this label, else those whose label begins with it."""
    keys = [key for key in snapshot.values_by_facet.get(field.facet, ()) if snapshot.values[key] & visible]
    typed = words_in(field.value)
    labels = {key: words_in(snapshot.labels[key]) for key in keys}
    for fits in (
        lambda key: key[1] == field.value.lower(),
        lambda key: labels[key] == typed,
        lambda key: labels[key][: len(typed)] == typed,
        lambda key: set(typed) <= set(labels[key]),
    ):
        if typed and (found := [key[1] for key in keys if fits(key)]):
            return sorted(found)
    return []
