"""Facets: several values of one facet widen, several facets narrow, and counts say what a tick would give."""

import pytest

from kennisbank.models.read_model import FacetValue
from tests.search.rows import ask, counts, fill, make_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages():
    for title, kind, theme in [
        ("A", "les", "wonen"),
        ("B", "les", "werk"),
        ("C", "visie", "wonen"),
        ("D", "visie", ""),
    ]:
        themes = {theme: theme.title()} if theme else {}
        make_row(title, "wijkteam", facets={"soort": {kind: kind.title()}, "thema": themes})


def test_the_counts_of_a_facet_apply_every_filter_but_its_own(pages):
    results = ask("wijkteam", filters={"soort": ("les",)})
    assert {hit.title for hit in results.hits} == {"A", "B"}
    assert counts(results, "soort") == {"les": 2, "visie": 2}
    assert counts(results, "thema") == {"wonen": 1, "werk": 1}


def test_two_values_of_one_facet_widen_and_two_facets_narrow(pages):
    assert ask("wijkteam", filters={"soort": ("les", "visie")}).total == 4
    both = ask("wijkteam", filters={"soort": ("les", "visie"), "thema": ("wonen",)})
    assert {hit.title for hit in both.hits} == {"A", "C"}
    assert counts(both, "thema") == {"wonen": 2, "werk": 1}


def test_a_value_without_hits_stays_in_a_short_list_with_a_zero(pages):
    make_row("E", "iets anders", facets={"thema": {"vervoer": "Vervoer"}})
    assert counts(ask("wijkteam"), "thema") == {"vervoer": 0, "werk": 1, "wonen": 2}


def test_of_a_long_list_the_values_with_most_hits_are_open_and_the_zeros_behind_a_click(pages):
    for number in range(12):
        make_row(f"G{number}", "zwaluw", facets={"gemeente": {f"gm{number:04}": f"Gemeente {number}"}})
    make_row("Meer", "zwaluw", facets={"gemeente": {"gm0011": "Gemeente 11"}})
    make_row("Elders", "ver weg", facets={"gemeente": {"gm0099": "Gemeente 99"}})
    [group] = [group for group in ask("zwaluw").facets if group.name == "gemeente"]
    assert len(group.short) == 8
    assert len(group.more) == 5
    assert "gm0011" in {counted.value for counted in group.short}
    assert [counted.count for counted in group.more if counted.value == "gm0099"] == [0]


def test_of_hundreds_of_values_those_without_hits_are_only_named(pages):
    many = {f"gm{number:04}": f"Gemeente {number}" for number in range(50)}
    make_row("Elders", "ver weg", facets={"gemeente": many})
    make_row("Hier", "zwaluw", facets={"gemeente": {"gm0003": "Gemeente 3"}})
    results = ask("zwaluw", filters={"gemeente": ("gm0007",)})
    [group] = [group for group in results.facets if group.name == "gemeente"]
    assert [(counted.value, counted.count) for counted in group.short] == [("gm0003", 1), ("gm0007", 0)]
    assert (len(group.more), len(group.without_hits), group.hidden) == (0, 48, 48)


def test_years_come_latest_first_and_sizes_small_first():
    for year in ("2021", "2024"):
        make_row(facets={"jaar": {year: year}})
    for value in ("vanaf-100000", "50000-100000", "tot-20000"):
        make_row(facets={"grootte": {value: value}})
    results = ask("")
    assert list(counts(results, "jaar")) == ["2024", "2021"]
    assert list(counts(results, "grootte")) == ["tot-20000", "50000-100000", "vanaf-100000"]


def test_a_chip_takes_its_own_filter_away_and_keeps_the_rest(pages):
    results = ask("wijkteam", filters={"soort": ("les",), "thema": ("wonen",)}, page=2)
    assert [(chip.facet_label, chip.label, chip.url) for chip in results.chips] == [
        ("Soort pagina", "Les", "/zoeken?q=wijkteam&thema=wonen"),
        ("Thema", "Wonen", "/zoeken?q=wijkteam&soort=les"),
    ]


def test_an_unknown_filter_is_left_out_and_the_page_says_so(pages):
    results = ask("wijkteam", filters={"thema": ("bestaat-niet",)})
    assert results.total == 4
    assert results.notices == ["Een filter dat hier niet bestaat, is weggelaten."]


def test_a_renamed_value_gets_its_new_label(pages):
    row_ids = set(FacetValue.objects.filter(value="wonen").values_list("row_id", flat=True))
    FacetValue.objects.filter(value="wonen").update(label="Wonen en leven")
    from kennisbank.models import SearchDocument

    fill(*SearchDocument.objects.filter(pk__in=row_ids))
    [group] = [group for group in ask("").facets if group.name == "thema"]
    assert "Wonen en leven" in {counted.label for counted in group.short}
    assert ask("leven").total == 2
