"""Pages like a page: what they share, whose they are, and never what the reader may not see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kennisbank.audience import ANONYMOUS, NETWORK, OPEN, Reader
from kennisbank.models import SearchDocument
from kennisbank.read_model.tasks import fill_changed
from search.engines.base import EngineUnavailable
from search.similar import similar_to
from tests.factories import make_participant, make_vision
from tests.search.rows import make_row

pytestmark = pytest.mark.django_db

COLLEAGUE = Reader(frozenset({OPEN, NETWORK}))
STORY = "zwaluwnest roerdomp reigerkolonie"


def like(row: SearchDocument, reader: Reader = ANONYMOUS) -> list[str]:
    return [found.row.title for found in similar_to(row, reader)]


@pytest.fixture
def page():
    for number in range(30):
        make_row(f"Anders {number}", f"iets anders onderwerp{number}")
    return make_row("De vogels", STORY, participant_id=1, participant_name="Goirle")


def test_a_page_with_the_same_rare_words_is_like_it_and_says_which(page):
    make_row("Ook vogels", STORY, participant_id=2)
    make_row("Een woord", "roerdomp", participant_id=2)
    [found] = similar_to(page, ANONYMOUS)
    assert found.row.title == "Ook vogels"
    assert found.why.startswith("Noemt ook: ")
    assert "zwaluwnest" in found.why


def test_pages_of_other_participants_come_first_and_the_page_itself_never(page):
    make_row("Van onszelf", STORY, participant_id=1)
    make_row("Van een ander", STORY + " en nog veel meer over iets dat verder weg is", participant_id=2)
    assert like(page) == ["Van een ander", "Van onszelf"]


def test_what_was_replaced_and_what_took_its_place_are_left_out(page):
    newer = make_row("Nieuwere versie", STORY, participant_id=1)
    make_row("Oudere versie", STORY, participant_id=1, current=False, replaced_by_id=page.page_id)
    SearchDocument.objects.filter(pk=page.pk).update(replaced_by_id=newer.page_id)
    page.refresh_from_db()
    assert like(page) == []


def test_a_shared_theme_and_the_same_kind_count():
    themes = {"thema": {"wonen": "Wonen"}}
    page = make_row("De vogels", STORY, facets=themes, participant_id=1)
    make_row("Zonder thema", STORY, participant_id=2, kind="visie")
    make_row("Met thema", STORY, facets=themes, participant_id=3)
    make_row(
        "Alleen het thema", "iets heel anders", facets={**themes, "soort": {"les": "Les"}}, participant_id=4
    )
    found = similar_to(page, ANONYMOUS)
    assert [one.row.title for one in found] == ["Met thema", "Zonder thema", "Alleen het thema"]
    assert found[0].why == "Gaat ook over: wonen."


def test_no_more_than_five_are_shown(page):
    for number in range(9):
        make_row(f"Vogels {number}", STORY, participant_id=2)
    assert len(like(page)) == 5


def test_each_reader_gets_what_he_may_read_and_a_hidden_page_is_gone_at_once(page):
    make_row("Voor iedereen", STORY, participant_id=2)
    hidden = make_row("Voor collega's", STORY, participant_id=3, audience=NETWORK)
    assert like(page) == ["Voor iedereen"]
    assert set(like(page, COLLEAGUE)) == {"Voor iedereen", "Voor collega's"}
    SearchDocument.objects.filter(pk=hidden.pk).update(audience="deelnemer:3")
    assert like(page, COLLEAGUE) == ["Voor iedereen"]
    SearchDocument.objects.filter(title="Voor iedereen").update(live=False)
    assert like(page) == []


def test_asking_again_costs_one_query(page):
    for number in range(6):
        make_row(f"Vogels {number}", STORY, participant_id=2)
    similar_to(page, ANONYMOUS)
    with CaptureQueriesContext(connection) as captured:
        assert len(similar_to(page, ANONYMOUS)) == 5
    assert len(captured) == 1


def test_when_the_engine_is_down_there_are_no_similar_pages_and_nobody_waits_for_it_again(page, monkeypatch):
    make_row("Ook vogels", STORY, participant_id=2)
    asked = []

    def fail(self, request):
        asked.append(request)
        raise EngineUnavailable("De zoekmachine antwoordt niet.")

    monkeypatch.setattr("search.engines.embedded.EmbeddedEngine.search", fail)
    assert like(page) == like(page) == []
    assert len(asked) == 1


def test_a_visitor_sees_similar_pages_below_the_sections(client):
    one, other = make_participant("Lindehoven"), make_participant("Waterdrecht")
    vision = make_vision(one, STORY, title="Visie van Lindehoven")
    make_vision(other, STORY, title="Visie van Waterdrecht")
    fill_changed()
    html = client.get(vision.url).content.decode()
    below = html.partition("Vergelijkbare pagina")[2]
    assert "Visie van Waterdrecht" in below
    assert "Visie van Lindehoven" not in below.partition("</section>")[0]
