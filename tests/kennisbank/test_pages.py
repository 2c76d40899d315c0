"""What a visitor gets: the right words, and the same answer for what is hidden."""

import datetime
import re

import pytest
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
from lessons.models import LessonPage
from tests.factories import add_page, make_home, make_participant, make_vision
from tests.kennisbank.reading import on_one_line

pytestmark = pytest.mark.django_db


def test_a_page_shows_title_summary_owner_sections_and_stable_address(read):
    participant = make_participant("Lindehoven")
    vision = make_vision(
        participant, text="Iedereen vindt de weg.", title="Onze visie", summary="Waar wij voor staan."
    )
    page = read(vision.url)
    assert "<title>Onze visie – Lindehoven – Kennisbank Koplopers</title>" in on_one_line(page)
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
    page = on_one_line(read(vision.url))
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
    second = on_one_line(read("/nieuws/?pagina=2"))
    assert "<title>Nieuws, pagina 2 – Kennisbank Koplopers</title>" in second
    assert 'rel="prev"' in second


def test_home_says_of_a_recent_change_when_it_was(read):
    make_vision(make_participant(), first_published_at=datetime.datetime(2021, 3, 2, tzinfo=datetime.UTC))
    home = on_one_line(read("/"))
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
