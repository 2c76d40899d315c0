"""What a visitor reads about a participant."""

import re

import pytest

from municipalities.models import Municipality, Round, Traject
from tests.factories import make_participant, make_vision
from tests.kennisbank.reading import on_one_line

pytestmark = pytest.mark.django_db


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
    assert "samen met Goes, Kapelle en Tholen" in on_one_line(read(region.url))


def test_a_region_named_after_one_of_its_members_works_together_with_the_others(read):
    members = [
        Municipality.objects.create(code=f"gm990{number}", name=name, province_code="22")
        for number, name in enumerate(("Meppel", "Westerveld"))
    ]
    region = make_participant("Westerveld", is_region=True, municipalities=members)
    alone = make_participant("Gemeente Meppel", municipalities=members[:1])
    make_vision(region)
    assert "samen met Meppel<" in on_one_line(read(region.url))
    assert "samen met Meppel<" in on_one_line(read("/gemeenten/"))
    assert "samen met" not in read(alone.url)


def test_the_contents_of_a_participant_follow_the_order_of_its_page(read):
    answer = [("text", "<p>Samen.</p>")]
    workgroup = [("row", {"organisation": "Gemeente"})]
    participant = make_participant(workgroup=workgroup, how_organised=answer)
    names = ["how_organised", "paginas", "workgroup", "over-deze-pagina"]
    page = read(participant.url)
    assert re.findall(r'kb-toc__link" href="#([\w-]+)"', on_one_line(page)) == names
    assert re.findall(r'<section class="[^"]*" aria-labelledby="([\w-]+)"', on_one_line(page)) == names


def test_earlier_versions_are_folded_and_what_is_missing_is_said(read):
    participant = make_participant("Lindehoven", expected_kinds=["visie", "klantreis"])
    new = make_vision(participant, title="Nieuw")
    make_vision(participant, title="Oud", replaced_by=new, text_status="vervangen")
    page = on_one_line(read(participant.url))
    assert "Eerdere versies (1)" in page
    assert page.index("Eerdere versies") < page.index(">Oud<")
    assert "Lindehoven wil hier ook nog delen: klantreis." in page
