"""What every engine must answer: those of both databases, Elasticsearch and OpenSearch."""

from datetime import date

import pytest

from kennisbank.audience import ANONYMOUS, NETWORK
from search.engines.base import Sort
from tests.search.rows import counts


def make_pages(index):
    """A few pages with words that are easily confused."""
    index.make_row(
        "Cliëntondersteuning in Goirle", "De gemeente sprak met ouderen.", participant_name="Goirle"
    )
    index.make_row("Visie van Vught", "Wij zetten in op cliënt-ondersteuning voor mensen met een beperking.")
    index.make_row("Lessen uit Almere", "De Wmo en de GGZ: B&W stelde 1.000 euro beschikbaar.")
    index.make_row("Klantreis van een mantelzorger", "Eén les: praat met vrijwilligers, foto's helpen.")
    index.make_row("Klantreizen", "Onafhankelijke ondersteuning van de cliënt.")


ALL = {"Cliëntondersteuning in Goirle", "Visie van Vught", "Klantreizen"}
QUERIES = [
    ("clientondersteuning", ALL),
    ("CLIËNTONDERSTEUNING", ALL),
    ("clie\u0308nt-ondersteuning", ALL),
    ("cliÃ«ntondersteuning", ALL),
    ("cliënt ondersteuning", ALL),
    ('"cliënt ondersteuning"', {"Visie van Vught"}),
    ('"ondersteuning van de cliënt"', {"Klantreizen"}),
    ('"van Vught wij"', set()),
    ("klantreis", {"Klantreis van een mantelzorger", "Klantreizen"}),
    ("les almere", {"Lessen uit Almere"}),
    ("wmo", {"Lessen uit Almere"}),
    ("b&w", {"Lessen uit Almere"}),
    ("1000", {"Lessen uit Almere"}),
    ("1.000", {"Lessen uit Almere"}),
    ("fotos", {"Klantreis van een mantelzorger"}),
    ("een", {"Visie van Vught", "Klantreis van een mantelzorger"}),
    ("klantreis -vrijwilligers", {"Klantreizen"}),
    ('klantreis -"praat met"', {"Klantreizen"}),
    ("-les", set()),
    ("-vught -almere -klantreis", {"Cliëntondersteuning in Goirle"}),
    ("goirle", {"Cliëntondersteuning in Goirle"}),
    ("nergens", set()),
    ("vught AND goirle OR NOT NEAR(1)", set()),
]


def test_queries_find_the_pages_that_have_their_words(index):
    make_pages(index)
    assert {words: set(index.titles(words)) for words, _expected in QUERIES} == dict(QUERIES)


def test_a_word_in_the_title_counts_more_than_in_the_text(index):
    index.make_row("Over iets anders", "Mantelzorg komt hier voorbij, mantelzorg en nog eens mantelzorg.")
    index.make_row("Mantelzorg", "Een korte tekst.")
    assert index.titles("mantelzorg") == ["Mantelzorg", "Over iets anders"]


def test_the_word_as_typed_counts_more_than_another_form_of_it(index):
    index.make_row("Een", "De klantreis van een inwoner.")
    index.make_row("Twee", "De klantreizen van een inwoner.")
    assert index.titles("klantreizen") == ["Twee", "Een"]
    assert index.titles("klantreis") == ["Een", "Twee"]


def test_who_names_a_participant_and_a_topic_gets_that_participants_pages_first(index):
    index.make_row(
        "Vrijwilligers vinden", "Goirle doet het ook, net als Vught. Vrijwilligers!", participant_name="Vught"
    )
    own = {"deelnemer": {"goirle": "Goirle"}}
    index.make_row("Ons plan", "Wij zoeken vrijwilligers.", participant_name="Goirle", facets=own)
    assert index.titles("goirle vrijwilligers") == ["Ons plan", "Vrijwilligers vinden"]


def test_when_nothing_has_all_words_three_quarters_of_them_are_enough_and_the_page_says_so(index):
    index.make_row("Raak", "molen heide schilderij")
    index.make_row("Half", "molen heide")
    results = index.ask("molen heide schilderij raadsel")
    assert [hit.title for hit in results.hits] == ["Raak"]
    assert "ten minste 3 van de 4 woorden" in results.notices[0]


def test_with_fewer_words_a_phrase_and_a_minus_still_count(index):
    index.make_row("Ja", "ouderen en vervoer in de wijk")
    index.make_row("Nee", "ouderen en vervoer, niet in deze wijk")
    assert index.titles('ouderen raadsel "in de wijk"') == ["Ja"]
    assert index.titles("ouderen raadsel -niet") == ["Ja"]


def test_results_are_sorted_by_relevance_date_or_title(index):
    index.make_row("Zorg", "wijk", date=date(2021, 5, 1))
    index.make_row("Buurt", "zorg in de wijk", date=date(2023, 5, 1))
    index.make_row("Alles", "zorg", date=None)

    assert index.titles("zorg")[0] == "Zorg"
    assert index.titles("zorg", sort=Sort.NEWEST) == ["Buurt", "Zorg", "Alles"]
    assert index.titles("zorg", sort=Sort.TITLE) == ["Alles", "Buurt", "Zorg"]


def test_without_words_everything_is_shown_newest_first(index):
    index.make_row("Oud", date=date(2020, 1, 1))
    index.make_row("Nieuw", date=date(2025, 1, 1))
    assert index.titles("") == ["Nieuw", "Oud"]


def test_a_long_list_is_paged_and_a_page_too_far_gives_the_last(index):
    for number in range(23):
        index.make_row(f"Pagina {number:02}", "wijkteam")

    assert index.titles("wijkteam", sort=Sort.TITLE, page=3) == ["Pagina 20", "Pagina 21", "Pagina 22"]
    results = index.ask("wijkteam", sort=Sort.TITLE, page=99)
    assert (results.total, results.paging.number, len(results.hits)) == (23, 3, 3)


def test_a_changed_page_is_found_by_its_new_words_only(index):
    row = index.make_row("Wijkteam", "oud")
    index.change(row, title="Jaarplan")
    assert index.titles("wijkteam") == []
    assert index.titles("jaarplan") == ["Jaarplan"]


@pytest.mark.parametrize("left", [{"live": False}, {"listed": False}, {"gone": True}, {"document_id": 3}])
def test_a_page_that_is_no_longer_shown_leaves_the_index(index, left):
    row = index.make_row("Wijkteam")
    index.change(row, **left)
    assert index.ask("wijkteam").total == 0
    assert index.ask("").total == 0


def test_a_very_long_page_is_found_by_its_last_word(index):
    index.make_row("Lang", " ".join(f"woord{number}" for number in range(40_000)) + " slotwoord")
    assert index.titles("slotwoord") == ["Lang"]


def test_a_word_is_found_as_part_of_a_compound_but_below_the_word_itself(index):
    index.make_row("Een", "De adviesraad vergadert.")
    index.make_row("Twee", "De raad vergadert.")
    assert index.titles("raad") == ["Twee", "Een"]


def test_a_minus_leaves_compounds_of_the_word_alone(index):
    index.make_row("Een", "De adviesraad vergadert.")
    index.make_row("Twee", "De raad vergadert.")
    assert index.titles("vergaderen -raad") == ["Een"]


def test_a_compound_is_found_apart_when_its_halves_are_near_each_other(index):
    index.make_row("Dichtbij", "Beleid voor alle vrijwilligers.")
    index.make_row("Te ver", "Beleid dat wij samen met de inwoners schreven, ook over vrijwilligers.")
    assert index.titles("vrijwilligersbeleid") == ["Dichtbij"]


def test_an_abbreviation_finds_what_it_stands_for(index):
    index.make_row("Een", "Mensen met een licht verstandelijke beperking.")
    assert index.titles("lvb") == ["Een"]


def test_a_misspelt_word_is_corrected_at_once_and_the_page_says_so(index):
    index.make_row("Een", "Vrijwilligers helpen.")
    results = index.ask("vrijwillegers")
    assert [hit.title for hit in results.hits] == ["Een"]
    assert "U ziet resultaten voor ‘vrijwilligers’" in results.notices[0]


def test_a_field_word_becomes_a_filter(index):
    for name in ("Goirle", "Vught"):
        index.make_row(name, "Vrijwilligers.", facets={"gemeente": {name.lower(): name}})
    results = index.ask("gemeente:goirle vrijwilligers")
    assert [hit.title for hit in results.hits] == ["Goirle"]
    assert [chip.label for chip in results.chips] == ["Goirle"]
    assert results.address.words == "vrijwilligers"


def test_filters_count_every_facet_but_their_own(index):
    index.make_row("A", "wijk", facets={"thema": {"werven": "Werven"}, "soort": {"les": "Les"}})
    index.make_row("B", "wijk", facets={"thema": {"vervoer": "Vervoer"}, "soort": {"les": "Les"}})
    index.make_row("C", "stad", facets={"thema": {"wonen": "Wonen"}, "soort": {"visie": "Visie"}})
    results = index.ask("wijk", filters={"thema": ("werven",)})
    assert counts(results, "thema") == {"werven": 1, "vervoer": 1, "wonen": 0}
    assert counts(results, "soort") == {"les": 1, "visie": 0}


def test_readers_find_and_count_their_own_pages_only(index):
    index.make_row("Open", "wijk", facets={"thema": {"werven": "Werven"}})
    index.make_row("Netwerk", "wijk", audience=NETWORK, facets={"thema": {"geheim": "Geheim"}})
    results = index.ask("wijk", ANONYMOUS)
    assert ([hit.title for hit in results.hits], results.total) == (["Open"], 1)
    assert counts(results, "thema") == {"werven": 1}


def test_pages_with_some_of_the_words_stand_below_a_short_list(index):
    index.make_row("Beide", "molen op de heide")
    index.make_row("Eén", "heide en bos")
    results = index.ask("molen heide")
    assert [hit.title for hit in results.hits] == ["Beide"]
    assert [hit.title for hit in results.also] == ["Eén"]
    assert results.total == 1
