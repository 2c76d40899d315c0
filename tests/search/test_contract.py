"""What every engine must answer; the suite runs on the engine of the database that the tests run on."""

from datetime import date

import pytest

from kennisbank.models import SearchDocument
from tests.search.rows import ask, fill, make_row, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages():
    """A few pages with words that are easily confused."""
    make_row("Cliëntondersteuning in Goirle", "De gemeente sprak met ouderen.", participant_name="Goirle")
    make_row("Visie van Vught", "Wij zetten in op cliënt-ondersteuning voor mensen met een beperking.")
    make_row("Lessen uit Almere", "De Wmo en de GGZ: B&W stelde 1.000 euro beschikbaar.")
    make_row("Klantreis van een mantelzorger", "Eén les: praat met vrijwilligers, foto's helpen.")
    make_row("Klantreizen", "Onafhankelijke ondersteuning van de cliënt.")


QUERIES = [
    ("clientondersteuning", {"Cliëntondersteuning in Goirle", "Visie van Vught"}),
    ("CLIËNTONDERSTEUNING", {"Cliëntondersteuning in Goirle", "Visie van Vught"}),
    ("clie\u0308nt-ondersteuning", {"Cliëntondersteuning in Goirle", "Visie van Vught"}),
    ("cliÃ«ntondersteuning", {"Cliëntondersteuning in Goirle", "Visie van Vught"}),
    ("cliënt ondersteuning", {"Visie van Vught", "Klantreizen"}),
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


@pytest.mark.parametrize(("words", "expected"), QUERIES)
def test_a_query_finds_the_pages_that_have_its_words(pages, words, expected):
    assert set(titles(words)) == expected


def test_a_word_in_the_title_counts_more_than_in_the_text():
    make_row("Over iets anders", "Mantelzorg komt hier voorbij, mantelzorg en nog eens mantelzorg.")
    make_row("Mantelzorg", "Een korte tekst.")
    assert titles("mantelzorg") == ["Mantelzorg", "Over iets anders"]


def test_the_word_as_typed_counts_more_than_another_form_of_it():
    make_row("Een", "De klantreis van een inwoner.")
    make_row("Twee", "De klantreizen van een inwoner.")
    assert titles("klantreizen") == ["Twee", "Een"]
    assert titles("klantreis") == ["Een", "Twee"]


def test_who_names_a_participant_and_a_topic_gets_that_participants_pages_first():
    make_row(
        "Vrijwilligers vinden", "Goirle doet het ook, net als Vught. Vrijwilligers!", participant_name="Vught"
    )
    own = {"deelnemer": {"goirle": "Goirle"}}
    make_row("Ons plan", "Wij zoeken vrijwilligers.", participant_name="Goirle", facets=own)
    assert titles("goirle vrijwilligers") == ["Ons plan", "Vrijwilligers vinden"]


def test_when_nothing_has_all_words_three_quarters_of_them_are_enough_and_the_page_says_so():
    make_row("Raak", "ouderen vrijwilligers vervoer")
    make_row("Half", "ouderen vrijwilligers")
    results = ask("ouderen vrijwilligers vervoer raadsel")
    assert [hit.title for hit in results.hits] == ["Raak"]
    assert "ten minste 3 van de 4 woorden" in results.notices[0]


def test_with_fewer_words_a_phrase_and_a_minus_still_count():
    make_row("Ja", "ouderen en vervoer in de wijk")
    make_row("Nee", "ouderen en vervoer, niet in deze wijk")
    assert titles('ouderen raadsel "in de wijk"') == ["Ja"]
    assert titles("ouderen raadsel -niet") == ["Ja"]


def test_results_are_sorted_by_relevance_date_or_title():
    make_row("Zorg", "wijk", date=date(2021, 5, 1))
    make_row("Buurt", "zorg in de wijk", date=date(2023, 5, 1))
    make_row("Alles", "zorg", date=None)
    from search.engines.base import Sort

    assert titles("zorg")[0] == "Zorg"
    assert titles("zorg", sort=Sort.NEWEST) == ["Buurt", "Zorg", "Alles"]
    assert titles("zorg", sort=Sort.TITLE) == ["Alles", "Buurt", "Zorg"]


def test_without_words_everything_is_shown_newest_first():
    make_row("Oud", date=date(2020, 1, 1))
    make_row("Nieuw", date=date(2025, 1, 1))
    assert titles("") == ["Nieuw", "Oud"]


def test_a_long_list_is_paged_and_a_page_too_far_gives_the_last():
    for number in range(23):
        make_row(f"Pagina {number:02}", "wijkteam")
    from search.engines.base import Sort

    assert titles("wijkteam", sort=Sort.TITLE, page=3) == ["Pagina 20", "Pagina 21", "Pagina 22"]
    results = ask("wijkteam", sort=Sort.TITLE, page=99)
    assert (results.total, results.paging.number, len(results.hits)) == (23, 3, 3)


def test_a_changed_page_is_found_by_its_new_words_only():
    row = make_row("Wijkteam", "oud")
    SearchDocument.objects.filter(pk=row.pk).update(title="Buurtteam")
    fill(row)
    assert titles("wijkteam") == []
    assert titles("buurtteam") == ["Buurtteam"]


@pytest.mark.parametrize("left", [{"live": False}, {"listed": False}, {"gone": True}, {"document_id": 3}])
def test_a_page_that_is_no_longer_shown_leaves_the_index(left):
    row = make_row("Wijkteam")
    SearchDocument.objects.filter(pk=row.pk).update(**left)
    fill(row)
    assert ask("wijkteam").total == 0
    assert ask("").total == 0


def test_a_very_long_page_is_found_by_its_last_word():
    make_row("Lang", " ".join(f"woord{number}" for number in range(40_000)) + " slotwoord")
    assert titles("slotwoord") == ["Lang"]
