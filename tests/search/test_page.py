"""The search page as a visitor meets it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kennisbank.audience import participant_token
from tests.factories import make_home, make_member, make_participant
from tests.search.rows import make_row

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
    assert response["Cache-Control"] == "private"


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
    assert with_one <= 20
