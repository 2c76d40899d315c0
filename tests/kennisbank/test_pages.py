"""What a visitor gets: the right words, the same answer for what is hidden, and a steady number of queries."""

import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape

from kennisbank.models import (
    CommunicationPlanPage,
    CouncilLetterPage,
    JourneyPage,
    NewsPage,
    TextPage,
    VisionPage,
)
from kennisbank.read_model.tasks import fill_changed
from lessons.models import LessonPage
from municipalities.models import Municipality, ParticipantPage, Round, Traject
from tests.factories import add_page, make_home, make_participant, make_vision

pytestmark = pytest.mark.django_db

MOST_QUERIES = 20
# It also looks for similar pages, and within a test's transaction search keeps nothing.
MOST_OF_A_FIRST_VISIT = 36


@pytest.fixture
def visitor() -> Client:
    return Client()


@pytest.fixture
def read(visitor, django_assert_max_num_queries):
    """A function that opens an address as an anonymous visitor and gives the text of the page."""

    def open_page(address: str) -> str:
        fill_changed()
        with django_assert_max_num_queries(MOST_OF_A_FIRST_VISIT):
            response = visitor.get(address)
        assert response.status_code == 200
        assert not response.cookies
        return response.content.decode()

    return open_page


@pytest.fixture
def queries_of(visitor):
    """A function that counts the queries of one address (after one visit that fills the caches) and its cards."""

    def count(address: str) -> tuple[int, int]:
        fill_changed()
        visitor.get(address)
        with CaptureQueriesContext(connection) as caught:
            response = visitor.get(address)
        assert response.status_code == 200
        assert len(caught) <= MOST_QUERIES
        return len(caught), response.content.count(b'<article class="kb-card')

    return count


# The number of queries -------------------------------------------------------------------------------------------


def test_a_participant_with_ten_pages_asks_no_more_than_with_one(queries_of):
    few, many = make_participant("Weinig"), make_participant("Veel")
    add_lessons(few, 1)
    add_lessons(many, 10)
    (for_few, few_cards), (for_many, many_cards) = queries_of(few.url), queries_of(many.url)
    assert for_few == for_many
    assert (few_cards, many_cards) == (1, 10)


def test_the_list_of_participants_asks_as_much_for_ten_as_for_one(queries_of):
    add_lessons(make_participant("Eerste"), 1)
    for_one, one = queries_of("/gemeenten/")
    for number in range(9):
        add_lessons(make_participant(f"Nummer {number}"), 1)
    for_ten, ten = queries_of("/gemeenten/")
    assert for_one == for_ten
    assert (one, ten) == (1, 10)


def test_home_asks_as_much_for_ten_lessons_as_for_one(queries_of):
    participant = make_participant()
    add_lessons(participant, 1)
    make_vision(participant)
    for_one, one = queries_of("/")
    add_lessons(participant, 9)
    for _ in range(9):
        add_page(NewsPage, participant, text=[("text", "<p>Nieuws.</p>")])
    for_ten, ten = queries_of("/")
    assert for_one == for_ten
    assert (one, ten) == (2, 8)


def test_a_klantreis_with_ten_phases_asks_as_much_as_with_one(queries_of):
    participant = make_participant()
    phases = [("row", {"name": f"Fase {number}", "wants": "Rust", "feeling": "1"}) for number in range(10)]
    short = add_page(JourneyPage, participant, phases=phases[:1])
    long = add_page(JourneyPage, participant, phases=phases)
    assert queries_of(long.url) == queries_of(short.url)


def test_a_letter_with_ten_earlier_letters_asks_as_much_as_with_one(queries_of):
    participant = make_participant()
    text = [("text", "<p>Stand.</p>")]
    earlier = [add_page(CouncilLetterPage, participant, information=text) for _ in range(10)]
    rows = [("row", {"page": letter}) for letter in earlier]
    short = add_page(CouncilLetterPage, participant, earlier_letters=rows[:1], subject="Kort")
    long = add_page(CouncilLetterPage, participant, earlier_letters=rows, subject="Lang")
    assert queries_of(long.url) == queries_of(short.url)


# What stands on a page -------------------------------------------------------------------------------------------


def test_a_page_shows_title_summary_owner_sections_and_stable_address(read):
    participant = make_participant("Lindehoven")
    vision = make_vision(
        participant, text="Iedereen vindt de weg.", title="Onze visie", summary="Waar wij voor staan."
    )
    page = read(vision.url)
    assert "<title>Onze visie – Lindehoven – Kennisbank Koplopers</title>" in _on_one_line(page)
    assert "Waar wij voor staan." in page
    assert 'id="reason"' in page
    assert 'href="#reason"' in page
    assert "Iedereen vindt de weg." in page
    assert f'href="/id/{vision.key}"' in page
    assert "noindex" not in page


@pytest.mark.parametrize(
    ("owner", "fields", "label"),
    [
        ({"is_fictitious": True}, {}, "Fictieve gemeente, ter illustratie"),
        (
            {},
            {"is_example": True},
            "Voorbeeldinhoud op basis van openbare bronnen, niet door de gemeente vastgesteld",
        ),
    ],
)
def test_a_label_stands_in_the_page_its_title_its_description_and_keeps_robots_away(
    read, owner, fields, label
):
    vision = make_vision(make_participant(**owner), **fields)
    page = _on_one_line(read(vision.url))
    assert label in page.split("<main")[1]
    assert f'<meta name="description" content="{label}. ' in page
    assert label.split(" op ")[0].split(",")[0] in page.split("</title>")[0]
    assert '<meta name="robots" content="noindex">' in page


def test_a_label_stands_in_every_list(read):
    participant = make_participant("Lindehoven", is_fictitious=True)
    add_page(LessonPage, participant, situation=[("text", "<p>Zo was het.</p>")])
    add_page(NewsPage, participant, text=[("text", "<p>Nieuws.</p>")])
    for address in ("/", "/gemeenten/", "/nieuws/"):
        assert "Fictieve gemeente" in read(address).split("<main")[1]


def test_a_replaced_page_points_to_its_successor(read):
    participant = make_participant()
    new = make_vision(participant, title="De nieuwe visie")
    old = make_vision(participant, title="De oude visie", replaced_by=new, text_status="vervangen")
    page = read(old.url)
    assert "Deze tekst is vervangen door" in page
    assert f'href="{new.url}"' in page


def test_a_link_to_a_page_that_the_visitor_may_not_read_shows_neither_title_nor_address(read):
    participant = make_participant()
    secret = add_page(
        CouncilLetterPage,
        participant,
        title="Geheime brief",
        audience="netwerk",
        information=[("text", "<p>x</p>")],
    )
    letter = add_page(
        CouncilLetterPage, participant, earlier_letters=[("row", {"page": secret})], subject="Open"
    )
    page = read(letter.url)
    assert "(pagina niet openbaar)" in page
    assert "Geheime brief" not in page
    assert secret.url not in page


def test_a_page_shows_its_own_words_as_links_to_a_search(read):
    vision = make_vision(make_participant())
    vision.tags.set(["onze ouderen", "wijk & dorp"])
    vision.save_revision().publish()
    page = read(vision.url)
    assert 'href="/zoeken?q=onze%20ouderen">onze ouderen</a>' in page
    assert 'href="/zoeken?q=wijk%20%26%20dorp">wijk &amp; dorp</a>' in page


def test_a_bold_line_in_a_section_is_no_heading(read):
    mission = [("text", "<p><b>Alleen vet.</b></p>")]
    page = read(add_page(VisionPage, make_participant(), reason=mission).url)
    assert "<b>Alleen vet.</b>" in page
    assert "<h2>Alleen vet.</h2>" not in page


def test_the_feeling_of_a_phase_is_a_word_and_not_only_a_mark(read):
    phases = [("row", {"name": "Zoeken", "feeling": "-2", "feeling_words": "van het kastje naar de muur"})]
    page = read(add_page(JourneyPage, make_participant(), phases=phases).url)
    assert "heel slecht" in page
    assert "van het kastje naar de muur" in page


def test_a_material_without_a_file_is_named_all_the_same(read):
    rows = [("row", {"title": "Folder", "adaptable": True, "licence": "cc0"})]
    page = read(add_page(CommunicationPlanPage, make_participant(), materials=rows).url)
    assert "Folder" in page
    assert "Mag worden aangepast" in page
    assert "CC0" in page


# A participant ---------------------------------------------------------------------------------------------------


def test_a_resident_reads_first_that_this_site_is_not_for_him_and_where_to_go(read):
    participant = make_participant(
        "Goirle",
        website="https://www.example.nl/hulp",
        telephone="013 000 00 00",
        contact_mailbox="wmo@example.nl",
    )
    make_vision(participant)
    page = read(participant.url).split("<main")[1]
    assert page.index("Zoekt u zelf hulp?") < page.index("<h1")
    assert "https://www.example.nl/hulp" in page
    assert "tel:0130000000" in page
    assert "wmo@example.nl" not in page


def test_only_who_had_a_traject_is_called_koploper(read):
    without, with_traject = make_participant("Zonder"), make_participant("Met")
    traject = Traject(round=Round.objects.create(name="Ronde 9", slug="ronde-9", years="2030"))
    traject.participants = [with_traject]
    traject.save()
    make_vision(without)
    make_vision(with_traject)
    assert "Koploper in" in read(with_traject.url)
    main = read(without.url).split("<main")[1].split("</main>")[0]
    assert "oploper" not in main.replace("Kennisbank Koplopers", "")


def test_a_region_says_with_whom(read):
    members = [
        Municipality.objects.create(code=f"gm990{number}", name=name, province_code="29")
        for number, name in enumerate(("Goes", "Kapelle", "Tholen"))
    ]
    region = make_participant("De Bevelanden", is_region=True, municipalities=members)
    make_vision(region)
    assert "samen met Goes, Kapelle en Tholen" in _on_one_line(read(region.url))


def test_a_region_named_after_one_of_its_members_works_together_with_the_others(read):
    members = [
        Municipality.objects.create(code=f"gm990{number}", name=name, province_code="22")
        for number, name in enumerate(("Meppel", "Westerveld"))
    ]
    region = make_participant("Westerveld", is_region=True, municipalities=members)
    alone = make_participant("Gemeente Meppel", municipalities=members[:1])
    make_vision(region)
    assert "samen met Meppel<" in _on_one_line(read(region.url))
    assert "samen met Meppel<" in _on_one_line(read("/gemeenten/"))
    assert "samen met" not in read(alone.url)


def test_the_contents_of_a_participant_follow_the_order_of_its_page(read):
    answer = [("text", "<p>Samen.</p>")]
    workgroup = [("row", {"organisation": "Gemeente"})]
    participant = make_participant(workgroup=workgroup, how_organised=answer)
    names = ["how_organised", "paginas", "workgroup", "over-deze-pagina"]
    page = read(participant.url)
    assert re.findall(r'kb-toc__link" href="#([\w-]+)"', _on_one_line(page)) == names
    assert re.findall(r'<section class="[^"]*" aria-labelledby="([\w-]+)"', _on_one_line(page)) == names


def test_earlier_versions_are_folded_and_what_is_missing_is_said(read):
    participant = make_participant("Lindehoven", expected_kinds=["visie", "klantreis"])
    new = make_vision(participant, title="Nieuw")
    make_vision(participant, title="Oud", replaced_by=new, text_status="vervangen")
    page = _on_one_line(read(participant.url))
    assert "Eerdere versies (1)" in page
    assert page.index("Eerdere versies") < page.index(">Oud<")
    assert "Lindehoven wil hier ook nog delen: klantreis." in page


# Other pages -----------------------------------------------------------------------------------------------------


def test_bold_lines_of_a_text_page_are_headings(read):
    intro = [("text", "<p><b>Voor wie</b></p><p>Voor <b>iedereen</b>.</p>")]
    page = add_page(TextPage, make_home(), title="Over", slug="over", intro=intro)
    text = read(page.url)
    assert "<h2>Voor wie</h2>" in text
    assert "<p>Voor <b>iedereen</b>.</p>" in text


def test_the_login_page_is_that_of_this_site_and_speaks_dutch(visitor):
    make_home()
    page = visitor.get("/inloggen/").content.decode()
    words = re.sub(r"<[^>]+>", " ", page.split("<main")[1].split("</main>")[0])
    assert "Inloggen" in words
    assert "Wachtwoord" in words
    assert not re.search(r"Wagtail|Password|\bje\b", words)
    assert "placeholder" not in page.split("<main")[1]


def test_a_second_page_of_a_list_says_so_in_its_title(read):
    participant = make_participant()
    for number in range(31):
        date = datetime.date(2026, 1, 1) + datetime.timedelta(days=number)
        add_page(NewsPage, participant, text=[("text", "<p>Nieuws.</p>")], news_date=date)
    assert "?pagina=2" in read("/nieuws/")
    second = _on_one_line(read("/nieuws/?pagina=2"))
    assert "<title>Nieuws, pagina 2 – Kennisbank Koplopers</title>" in second
    assert 'rel="prev"' in second


def test_home_says_of_a_recent_change_when_it_was(read):
    make_vision(make_participant(), first_published_at=datetime.datetime(2021, 3, 2, tzinfo=datetime.UTC))
    home = _on_one_line(read("/"))
    assert f'bijgewerkt op<time datetime="{timezone.localdate():%Y-%m-%d}">' in home.replace(
        "op <time", "op<time"
    )
    assert "2 maart 2021" not in home


def test_what_is_hidden_and_what_does_not_exist_give_the_same_bytes(visitor):
    participant = make_participant()
    hidden = make_vision(participant, audience="netwerk")
    draft = make_vision(participant, live=False)
    answers = [
        visitor.get(address)
        for address in (hidden.url, draft.url, "/gemeenten/bestaat-niet/", "/id/zzzzzzzz")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert b'href="/beheer/"' in answers[0].content
    assert not any(answer.cookies for answer in answers)


def test_no_page_has_a_script_or_a_style_inside(read):
    vision = make_vision(make_participant())
    for address in ("/", "/gemeenten/", vision.url):
        page = read(address)
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", page)


def test_what_an_editor_writes_is_never_markup(read):
    nasty = "<script>alert(1)</script>"
    vision = make_vision(make_participant(), mission=nasty, title="Visie", source_title=nasty)
    page = read(vision.url)
    assert nasty not in page
    assert escape(nasty) in page


def add_lessons(participant: ParticipantPage, number: int) -> None:
    for _ in range(number):
        add_page(LessonPage, participant, situation=[("text", "<p>Zo was het.</p>")])


def _on_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("> ", ">").replace(" <", "<")
