"""What the search field suggests while somebody types: the same for the same pages, and nothing that is hidden."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kennisbank.audience import ANONYMOUS, NETWORK, OPEN, Reader, participant_token
from kennisbank.models import SearchDocument
from search.suggestions import suggest
from tests.factories import make_home, make_member, make_participant
from tests.search.rows import fill, make_row

pytestmark = pytest.mark.django_db

COLLEAGUE = Reader(frozenset({OPEN, NETWORK}))


def suggested(typed: str, label: str = "Pagina's", reader: Reader = ANONYMOUS) -> list[str]:
    return [item.text for group in suggest(typed, reader) if group.label == label for item in group.items]


def make_owner(title: str, slug: str, **values) -> SearchDocument:
    facets = {"deelnemer": {slug: title}, "soort": {"deelnemer": "Deelnemer"}}
    return make_row(title, kind="deelnemer", facets=facets, **values)


def test_every_typed_word_begins_a_word_of_the_title():
    make_row("Visie op vervoer in de Wijk")
    make_row("Vervoer naar de les")
    assert suggested("vis") == ["Visie op vervoer in de Wijk"]
    assert suggested("verv wij") == ["Visie op vervoer in de Wijk"]
    assert suggested("voer") == []
    assert suggested("vervoer naar het") == []


def test_capitals_and_accents_make_no_difference():
    make_row("Één CLIËNT aan het woord")
    for typed in ("een cli", "ÉÉN client", "eén cliënt"):
        assert suggested(typed) == ["Één CLIËNT aan het woord"]


def test_a_page_is_found_by_its_title_and_the_name_of_its_participant_together():
    make_row("Visie 2024", facets={"deelnemer": {"goirle": "Goirle"}}, participant_name="Goirle")
    make_row("Visie 2025", facets={"deelnemer": {"vught": "Vught"}}, participant_name="Vught")
    assert suggested("visie goi") == ["Visie 2024"]
    assert suggested("goi") == []


def test_titles_that_begin_so_come_first_then_the_newest_and_replaced_ones_last():
    make_row("Oude zwaluw", date="2020-01-01")
    make_row("Nieuwe zwaluw", date="2024-01-01")
    make_row("Vervangen zwaluw", date="2025-01-01", current=False)
    make_row("Zwaluw vooraan", date="2019-01-01")
    assert suggested("zwal") == ["Zwaluw vooraan", "Nieuwe zwaluw", "Oude zwaluw", "Vervangen zwaluw"]
    for number in range(5):
        make_row(f"Zwaluw {number}", date="2021-01-01")
    assert len(suggested("zwal")) == 5


def test_one_letter_or_none_suggests_nothing():
    make_row("Visie")
    for typed in ("", "v", " v ", "!?", "\x00", "ＶＶ" * 5000):
        assert suggest(typed, ANONYMOUS) == []


def test_a_participant_leads_to_its_page_and_a_municipality_of_a_region_to_what_is_about_it():
    row = make_owner("Land van Zwaluw", "land-van-zwaluw")
    make_row(
        "Les",
        facets={"gemeente": {"gm0001": "Zwaluwdam"}, "deelnemer": {"land-van-zwaluw": "Land van Zwaluw"}},
    )
    [group] = [group for group in suggest("zwal", ANONYMOUS) if group.label == "Gemeenten en regio's"]
    assert [(item.text, item.url) for item in group.items] == [
        ("Land van Zwaluw", row.url),
        ("Zwaluwdam", "/zoeken?gemeente=gm0001"),
    ]
    assert suggested("zwal") == []


def test_a_theme_and_a_target_group_lead_to_a_search_with_that_filter():
    make_row(
        "Les", facets={"thema": {"wonen": "Wonen"}, "doelgroep": {"kinderen": "Kinderen die alleen wonen"}}
    )
    [group] = [group for group in suggest("won", ANONYMOUS) if group.label == "Onderwerpen"]
    assert [(item.text, item.url, item.detail) for item in group.items] == [
        ("Wonen", "/zoeken?thema=wonen", "Thema"),
        ("Kinderen die alleen wonen", "/zoeken?doelgroep=kinderen", "Doelgroep"),
    ]


def test_the_last_word_is_finished_with_words_of_public_pages_as_titles_spell_them():
    make_row("Cliëntvolgsysteem", "zwaluw zwaluw")
    make_row("Nog een les", "zwaluw zwaluwstaart")
    assert suggested("de zwal", "Zoek op") == ["de zwaluw", "de zwaluwstaart"]
    assert suggested("clientvolg", "Zoek op") == ["cliëntvolgsysteem"]


def test_nobody_learns_of_what_is_hidden():
    make_row("Geheime zwaluw", "zwaluwgeheim", audience=NETWORK, facets={"thema": {"z": "Zwaluwzaken"}})
    make_owner("Zwaluwstad", "zwaluwstad", audience=participant_token(7))
    assert suggest("zwal", ANONYMOUS) == []
    assert suggest("zwaluwst", COLLEAGUE) == []
    assert suggested("zwal", reader=COLLEAGUE) == ["Geheime zwaluw"]
    assert suggested("zwal", "Onderwerpen", COLLEAGUE) == ["Zwaluwzaken"]
    assert suggested("zwal", "Zoek op", COLLEAGUE) == []
    assert suggested("zwal", "Gemeenten en regio's", Reader(None)) == ["Zwaluwstad"]


def test_how_a_hidden_title_is_spelt_shows_in_no_suggestion():
    make_row("Vrijwilligers vinden")
    make_row("Vrijwillïgersgeheim", audience=participant_token(12))
    everything = [item.text for group in suggest("vrijwill", ANONYMOUS) for item in group.items]
    assert everything
    assert not any("ï" in text for text in everything)


def test_a_page_that_becomes_less_public_is_gone_before_the_index_follows():
    row = make_row("Zwaluw", facets={"thema": {"z": "Zwaluwzaken"}})
    assert suggested("zwal") == ["Zwaluw"]
    SearchDocument.objects.filter(pk=row.pk).update(audience=NETWORK, changed=True)
    assert suggested("zwal") == []
    assert suggested("zwal", "Onderwerpen") == []


def test_suggestions_follow_a_title_that_changes_and_a_page_that_goes():
    row = make_row("Zwaluw in de wijk")
    other = make_row("Zwaluw in de stad")
    assert len(suggested("zwaluw")) == 2
    SearchDocument.objects.filter(pk=row.pk).update(title="Roerdomp in de wijk")
    SearchDocument.objects.filter(pk=other.pk).update(live=False)
    fill(row, other)
    assert suggested("zwaluw") == []
    assert suggested("roer wijk") == ["Roerdomp in de wijk"]


def test_the_browser_gets_groups_and_those_of_a_member_stay_out_of_caches(client):
    make_home()
    row = make_row("Zwaluw", kind_label="Les", participant_name="Goirle")
    make_row("Zwaluw voor collega's", audience=NETWORK)
    response = client.get("/zoeken/suggesties", {"q": "zwal"})
    assert response.json() == {
        "groups": [
            {"label": "Zoek op", "items": [{"text": "zwaluw", "url": "/zoeken?q=zwaluw", "detail": ""}]},
            {"label": "Pagina's", "items": [{"text": "Zwaluw", "url": row.url, "detail": "Les, Goirle"}]},
        ]
    }
    assert not response.cookies
    assert client.post("/zoeken/suggesties", {"q": "zwal"}).status_code == 405
    client.force_login(make_member(make_participant()))
    response = client.get("/zoeken/suggesties", {"q": "zwal"})
    assert response["Cache-Control"] == "private, no-cache"
    assert "Zwaluw voor collega's" in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_ten_suggestions_take_no_more_queries_than_one():
    make_row("Zwaluw", "zwaluw")
    suggest("zwaluw", ANONYMOUS)

    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            suggest("zwaluw", ANONYMOUS)
        return len(captured)

    with_one = count()
    for number in range(9):
        make_owner(f"Zwaluw {number}", f"zwaluw-{number}")
        make_row(f"Zwaluw nummer {number}", "zwaluw", facets={"thema": {f"t{number}": f"Zwaluw {number}"}})
    suggest("zwaluw", ANONYMOUS)
    assert count() <= with_one <= 5


def test_of_two_forms_of_a_word_one_is_enough_and_two_words_stay_two():
    make_row("Les", "ondersteuner ouders")
    make_row("Nog een les", "ondersteuner ondersteuners ouderen")
    assert suggested("onderst", "Zoek op") == ["ondersteuner"]
    assert set(suggested("oude", "Zoek op")) == {"ouders", "ouderen"}
