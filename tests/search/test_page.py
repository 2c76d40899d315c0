"""The search page as a visitor meets it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kennisbank.audience import participant_token
from kennisbank.models import SearchDocument
from search.models import FileText
from tests.factories import make_home, make_member, make_participant
from tests.search.rows import fill, make_row

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home():
    make_home()


def test_a_visitor_finds_a_page_and_sees_why(client):
    make_row("Vrijwilligers", "Zo vond <b>Goirle</b> vrijwilligers.", facets={"thema": {"werven": "Werven"}})
    response = client.get("/zoeken?q=vrijwilliger&thema=werven")
    html = " ".join(response.content.decode().split())
    assert response.status_code == 200
    assert "<title>vrijwilliger – zoeken" in html
    assert '<meta name="robots" content="noindex">' in html
    assert "1 pagina voor ‘vrijwilliger’" in html
    assert "Zo vond &lt;b&gt;Goirle&lt;/b&gt; <mark>vrijwilligers</mark>." in html
    assert 'name="thema" value="werven" checked' in html
    assert 'href="/zoeken?q=vrijwilliger"' in html


def text_of(client, address, **asked) -> str:
    return " ".join(client.get(address, asked).content.decode().split())


def test_a_misspelt_word_is_corrected_and_the_page_says_so(client):
    for _number in range(3):
        make_row("Vrijwilligers", "Vrijwilligers werken mee.")
    html = text_of(client, "/zoeken?q=vrijwiligers")
    assert "Niets gevonden voor ‘vrijwiligers’. U ziet resultaten voor ‘vrijwilligers’." in html
    assert "3 pagina&#x27;s voor ‘vrijwilligers’" in html
    assert 'value="vrijwilligers"' in html


def test_another_spelling_is_offered_above_a_short_list_of_hits(client, monkeypatch):
    make_row("Een zeldzaam woord", "Vrijwiligers werken mee.")
    monkeypatch.setattr("search.searching.Search._corrected", lambda self, query: "vrijwilligers")
    html = text_of(client, "/zoeken?q=vrijwiligers")
    assert 'Bedoelde u: <a class="nl-link" href="/zoeken?q=vrijwilligers">vrijwilligers</a>?' in html
    assert html.index("Bedoelde u") < html.index("Een zeldzaam woord")


def test_pages_with_some_of_the_words_stand_apart_and_are_not_counted(client):
    make_row("Beide", "zwaluw reiger")
    make_row("Eén ervan", "zwaluw")
    html = text_of(client, "/zoeken?q=zwaluw+reiger")
    assert "1 pagina voor ‘zwaluw reiger’" in html
    above, below = html.split("Pagina's met een deel van uw woorden")
    assert "Beide" in above
    assert "Eén ervan" in below
    assert "Eén ervan" not in above


def test_a_field_word_becomes_a_chip_and_leaves_the_box(client):
    make_row("Wijk in Goirle", "wijk", facets={"gemeente": {"gm0785": "Goirle"}})
    make_row("Wijk elders", "wijk", facets={"gemeente": {"gm0001": "Elders"}})
    html = text_of(client, "/zoeken", q="wijk gemeente:goirle")
    assert "1 pagina voor ‘wijk’" in html
    assert 'value="wijk"' in html
    assert "Gemeente: Goirle" in html
    assert 'data-address="/zoeken?q=wijk&amp;gemeente=gm0785"' in html


def test_who_asks_sees_why_each_page_is_there(client):
    for number in range(12):
        make_row(f"Wijk {number}", "wijk", facets={"thema": {"werven": "Werven"}})
    plain = text_of(client, "/zoeken?q=wijk")
    assert "Waarom deze pagina?" not in plain
    assert 'href="/zoeken?q=wijk&amp;uitleg=1"' in plain
    html = text_of(client, "/zoeken?q=wijk&uitleg=1&thema=werven")
    assert html.count("Waarom deze pagina?") == 10
    assert "‘wijk’ staat in de titel" in html
    assert 'href="/zoeken?q=wijk&amp;uitleg=1"' in html  # The chip.
    assert "sorteer=nieuwste&amp;uitleg=1" in html
    assert "uitleg=1&amp;pagina=2" in html
    assert '<input type="hidden" name="uitleg" value="1">' in html


def test_a_hit_inside_a_file_leads_to_its_page_in_the_file(client):
    row = make_row("Folder", "Een folder.")
    make_file(row, "De folder", [{"page": 3, "text": "Hier staat het zwaluwnest."}])
    html = text_of(client, "/zoeken?q=zwaluwnest")
    assert 'href="/bestanden/1/folder.pdf#page=3">Bestand ‘De folder’, bladzijde 3</a>' in html
    assert "<mark>zwaluwnest</mark>" in html


def make_file(row, title, pages):
    """A file on the page of ``row``, whose text the worker has read."""
    SearchDocument.objects.create(
        key=f"{row.key}-1", page_id=row.page_id, document_id=1, changed=False, live=True, audience=row.audience,
        kind="bestand", kind_label="Bestand", title=title, url="/bestanden/1/folder.pdf",
    )  # fmt: skip
    FileText.objects.create(
        document_id=1,
        mark="1",
        state=FileText.State.READ,
        pages=pages,
        started_at=timezone.now(),
        indexed=True,
    )
    fill(row)


def test_searching_sets_no_cookie_and_only_reads(client):
    assert not client.get("/zoeken?q=wijk").cookies
    assert client.post("/zoeken", {"q": "wijk"}).status_code == 405


def test_what_was_typed_comes_back_as_text(client):
    html = client.get("/zoeken", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_when_nothing_is_found_the_page_says_what_to_try(client):
    make_row("Wijkteam", facets={"thema": {"werven": "Werven"}})
    html = client.get('/zoeken?q=-x "nergens te vinden"&thema=werven').content.decode()
    assert "Niets gevonden" in html
    assert "Zoek hetzelfde zonder filters" in html
    assert "Laat de aanhalingstekens weg" in html


@pytest.mark.parametrize("address", ["/zoeken", "/zoeken?q=", "/zoeken?q=%00%ff%ed%a0%80&pagina=0&soort=%00"])
def test_an_empty_or_broken_address_gives_a_page(client, address):
    make_row("Wijkteam")
    response = client.get(address)
    assert response.status_code == 200
    assert "1 pagina" in response.content.decode()


def test_ten_thousand_characters_give_a_page(client):
    assert client.get("/zoeken", {"q": "wijk" * 2500}).status_code == 200


def test_pages_of_hits_keep_words_and_filters(client):
    for number in range(12):
        make_row(f"Pagina {number}", "wijk", facets={"thema": {"werven": "Werven"}})
    html = client.get("/zoeken?q=wijk&thema=werven").content.decode()
    assert "pagina=2" in html
    assert 'start="11"' in client.get("/zoeken?q=wijk&thema=werven&pagina=2").content.decode()


def test_a_member_finds_the_pages_of_the_own_participant_and_keeps_them_out_of_caches(client):
    participant = make_participant()
    member = make_member(participant)
    make_row("Intern", "overlegstructuur", audience=participant_token(participant.pk))
    assert "Niets gevonden" in client.get("/zoeken?q=overlegstructuur").content.decode()
    client.force_login(member)
    response = client.get("/zoeken?q=overlegstructuur")
    assert "Intern" in response.content.decode()
    assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("asked", ["/zoeken?q=wijk", "/zoeken?q=wijk onzin -x&thema=werven&sorteer=titel"])
def test_ten_hits_take_no_more_queries_than_one(client, asked):
    participant = make_participant()
    client.force_login(make_member(participant))

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(asked).status_code == 200
        return len(captured)

    make_row("Eén", "wijk", facets={"thema": {"werven": "Werven"}})
    client.get(asked)
    with_one = count()
    for number in range(9):
        make_row(
            f"Pagina {number}",
            "wijk",
            facets={"thema": {"werven": "Werven", f"t{number}": f"Thema {number}"}},
        )
    client.get(asked)
    assert count() <= with_one
    assert with_one <= 21
