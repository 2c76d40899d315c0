"""The address of a search: what stands in it is what the page shows, always written the same way."""

import pytest
from django.http import QueryDict

from search.address import Address


@pytest.mark.parametrize(
    ("asked", "url"),
    [
        ("", "/zoeken"),
        ("q=wijk", "/zoeken?q=wijk"),
        (
            "thema=b&soort=visie&q=wijk&soort=les&thema=a",
            "/zoeken?q=wijk&soort=les&soort=visie&thema=a&thema=b",
        ),
        ("soort=les&soort=les", "/zoeken?soort=les"),
        ("sorteer=nieuwste&pagina=2", "/zoeken?sorteer=nieuwste&pagina=2"),
        ("sorteer=relevantie&pagina=1", "/zoeken"),
        ("sorteer=onzin&pagina=-3&onzin=1&soort=", "/zoeken"),
        ("pagina=2a", "/zoeken"),
        ("pagina=²", "/zoeken"),
        ("pagina=99999999999999999999", "/zoeken"),
        ("uitleg=1&sorteer=titel&q=wijk&pagina=2", "/zoeken?q=wijk&sorteer=titel&uitleg=1&pagina=2"),
        ("uitleg=ja", "/zoeken"),
        ("q=a%26b%3Dc", "/zoeken?q=a%26b%3Dc"),
    ],
)
def test_an_address_is_read_and_written_in_one_way(asked, url):
    assert Address.read(QueryDict(asked)).url() == url


def test_a_filter_more_or_less_starts_at_the_first_page():
    address = Address.read(QueryDict("q=wijk&soort=les&pagina=4"))
    assert address.with_value("thema", "wonen").url() == "/zoeken?q=wijk&soort=les&thema=wonen"
    assert address.with_value("soort", "les").url() == "/zoeken?q=wijk&soort=les"
    assert address.without_value("soort", "les").url() == "/zoeken?q=wijk"
    assert address.without_filters().url() == "/zoeken?q=wijk"
