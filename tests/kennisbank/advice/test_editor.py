"""Advice in the editor: who gets it, what it says of the draft, and that it never stands in the way."""

import pytest
from django.test import Client
from django.urls import reverse

from kennisbank.models import NewsPage, PlainWord, SearchDocument, VisionPage
from kennisbank.placing import change_audience
from municipalities.models import ParticipantPage
from tests.factories import (
    add_page,
    make_member,
    make_participant,
    make_platform_member,
    make_user,
    make_vision,
)
from tests.municipalities.editing import editor, vision_form

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "Wij willen dat alle inwoners " + "die dat nodig hebben " * 6 + "ondersteuning krijgen."


def advice_address(page: VisionPage, panel: bool = False) -> str:
    return reverse("kennisbank_advice_panel" if panel else "kennisbank_advice", args=[page.pk])


@pytest.fixture
def participant() -> ParticipantPage:
    return make_participant("Lindehoven")


@pytest.fixture
def redacteur(participant, client: Client) -> Client:
    client.force_login(make_member(participant, "redacteur"))
    return client


@pytest.mark.parametrize("panel", [False, True])
def test_a_redacteur_reads_advice_on_what_was_saved_last(redacteur, participant, panel):
    PlainWord.objects.create(jargon="borgen", plainer="zorgen dat het zo blijft")
    vision = make_vision(participant, "Goed.")
    vision.reason = [("text", f"<p>{LONG} {LONG} Wij borgen <b>dit</b>. Mail p.devries@gemeente.nl.</p>")]
    vision.save_revision()
    text = redacteur.get(advice_address(vision, panel)).content.decode()

    assert text.count("Dit is een lange zin. Maak er twee zinnen van.") == 1
    assert text.count("(31 woorden)") == 2
    assert "Kan ‘borgen’ gewoner? Bijvoorbeeld: zorgen dat het zo blijft." in text
    assert "<q>p.devries@gemeente.nl</q>" in text
    assert "#panel-child-inhoud-reason-section" in text


def test_what_somebody_wrote_is_quoted_as_text(redacteur, participant):
    vision = make_vision(participant, f"<script>alert(1)</script> {LONG}")
    text = redacteur.get(advice_address(vision)).content.decode()
    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert(1)" not in text


def test_a_readable_figure_comes_with_words(redacteur, participant):
    vision = make_vision(participant, "Bel ons als u hulp wilt. " * 20)
    text = redacteur.get(advice_address(vision)).content.decode()
    assert "Leesbaarheidsindicatie" in text
    assert "Heel makkelijk te lezen" in text


@pytest.mark.parametrize(
    "who",
    [
        lambda: make_member(make_participant("Waterdrecht"), "beheerder"),
        lambda: make_platform_member("programmateam"),
        lambda: make_platform_member("applicatiebeheerder"),
    ],
)
@pytest.mark.parametrize("panel", [False, True])
def test_for_who_may_not_edit_the_page_there_is_no_such_address(client, participant, who, panel):
    vision = make_vision(participant)
    client.force_login(who())
    hidden = client.get(advice_address(vision, panel))
    absent = client.get(advice_address(vision, panel).replace(f"/{vision.pk}/", "/999999/"))
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content


@pytest.mark.parametrize("who", ["lezer", None])
def test_who_has_no_place_in_the_admin_is_sent_to_log_in(client, participant, who):
    vision = make_vision(participant, LONG)
    client.force_login(make_member(participant, who) if who else make_user())
    answer = client.get(advice_address(vision))
    assert answer.status_code == 302
    assert "/login/" in answer.url


def test_a_page_without_sections_has_no_advice(client, participant):
    client.force_login(make_platform_member("curator"))
    index = participant.get_parent()
    assert client.get(reverse("kennisbank_advice", args=[index.pk])).status_code == 404


def test_a_page_full_of_jargon_private_data_and_long_sentences_is_saved_as_it_is(redacteur, participant):
    vision = make_vision(participant)
    form = vision_form(mission=f"{LONG} BSN 111222333.", title=vision.title, slug=vision.slug)
    assert redacteur.post(editor(vision), form).status_code == 302
    draft = VisionPage.objects.get(pk=vision.pk).get_latest_revision_as_object()
    assert draft.mission.endswith("BSN 111222333.")


@pytest.mark.parametrize(
    "text", ["woord " * 10_000, "🙂 " * 500, "\x00\x01\x02\x1b[31m", "‮omgekeerd‬", "a" * 5_000, "....!!!???"]
)
def test_odd_input_gets_an_ordinary_answer(redacteur, participant, text):
    vision = make_vision(participant)
    draft = VisionPage.objects.get(pk=vision.pk)
    draft.reason = [("text", f"<p>{text}</p>")]
    revision = draft.save_revision(clean=False) if "\x00" not in text else None
    answer = redacteur.get(advice_address(vision))
    assert answer.status_code == 200
    assert revision is None or "Schrijfadvies" in answer.content.decode()


def test_the_editor_has_a_place_for_the_advice_and_what_its_scripts_need(redacteur, participant):
    vision = make_vision(participant)
    text = redacteur.get(editor(vision)).content.decode()
    assert f'data-url="{advice_address(vision, panel=True)}"' in text
    assert 'id="kb-editor"' in text
    assert "build/editor.js" in text


def test_below_an_empty_section_the_editor_shows_who_wrote_it(redacteur, participant):
    text = "Wij betalen dit uit de algemene middelen, vier jaar lang, en leggen elk jaar verantwoording af."
    make_vision(make_participant("Waterdrecht"), money=[("text", f"<p>{text}</p>")])
    vision = make_vision(participant)
    shown = redacteur.get(editor(vision)).content.decode()
    assert "/gemeenten/waterdrecht/" in shown
    assert "#money" in shown
    assert text in shown


def test_below_a_section_that_says_something_there_is_no_example(redacteur, participant):
    make_vision(
        make_participant("Waterdrecht"), "Hier is hulp lang een vraag geweest waar niemand antwoord op had."
    )
    vision = make_vision(participant)
    shown = redacteur.get(editor(vision)).content.decode()
    assert "kb-example" not in shown


def test_an_example_that_is_not_for_this_person_is_not_shown(redacteur, participant):
    other = make_vision(
        make_participant("Waterdrecht"), money=[("text", f"<p>Geheim bedrag. {'Veel meer tekst. ' * 5}</p>")]
    )
    change_audience(other, "deelnemer", None)
    vision = make_vision(participant)
    assert "Geheim bedrag" not in redacteur.get(editor(vision)).content.decode()
    assert "Geheim bedrag" not in redacteur.get(advice_address(vision)).content.decode()


def test_the_number_of_queries_does_not_grow_with_the_sections_and_the_examples(
    redacteur, participant, django_assert_max_num_queries
):
    vision = make_vision(participant)
    for number in range(4):
        make_vision(
            make_participant(f"Gemeente {number}"), mission=f"Iedereen geholpen in gemeente {number}."
        )
    redacteur.get(advice_address(vision, panel=True))
    with django_assert_max_num_queries(16) as counted:
        redacteur.get(advice_address(vision, panel=True))
    before = len(counted)
    for number in range(4, 12):
        make_vision(
            make_participant(f"Gemeente {number}"), mission=f"Iedereen geholpen in gemeente {number}."
        )
    with django_assert_max_num_queries(before):
        redacteur.get(advice_address(vision, panel=True))


def test_news_lacks_nothing_when_a_section_is_empty(redacteur, participant):
    news = add_page(NewsPage, participant, introduction=[("text", "<p>Er is nieuws.</p>")])
    assert SearchDocument.objects.get(page_id=news.pk).completeness is None
    assert "Nog leeg" not in redacteur.get(advice_address(news)).content.decode()
