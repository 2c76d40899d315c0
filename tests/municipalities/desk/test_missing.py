"""What a participant lacks of the pages that it expects, and who wrote that well."""

import re

import pytest
from django.urls import reverse

from kennisbank.models import CouncilLetterPage, VisionPage
from kennisbank.placing import change_audience
from municipalities.models import Membership
from tests.factories import add_page, make_member, make_participant, make_vision
from tests.municipalities.desk.looking import home, panel

pytestmark = pytest.mark.django_db

LONG = "Dit is een tekst die lang genoeg is om te laten zien hoe een ander het heeft aangepakt."
EXAMPLE = [("text", f"<p>{LONG}</p>")]


@pytest.fixture(autouse=True)
def _fill_rows(django_capture_on_commit_callbacks, monkeypatch):
    """Let the rows of the read model be filled in the transaction of the test."""
    from kennisbank.read_model import marking

    monkeypatch.setattr(marking, "fill_after_commit", lambda ids: marking.fill_pages(ids))


@pytest.fixture
def goirle():
    return make_participant("Goirle", expected_kinds=["visie", "raadsinformatiebrief"])


def missing(client, person) -> str:
    return panel(home(client, person), "missing")


def test_an_expected_page_that_is_not_there_leads_to_a_new_one(client, goirle):
    body = home(client, make_member(goirle, "redacteur"))
    new = reverse("wagtailadmin_pages:add", args=["kennisbank", "visionpage", goirle.pk])
    assert f'href="{new}"' in body
    assert client.get(new).status_code == 200
    assert "Visie staat nog niet op de site." in panel(body, "missing")
    assert "Klantreis" not in panel(body, "missing")


def test_a_draft_leads_to_itself_and_says_what_is_empty(client, goirle):
    draft = make_vision(goirle, title="Onze visie", live=False, mission="Iedereen geholpen.")
    body = home(client, make_member(goirle, "redacteur"))
    text = panel(body, "missing")
    number = len(VisionPage.section_list())
    assert "Visie is nog een concept: Onze visie" in text
    assert f"2 van de {number} onderdelen gevuld" in text
    assert reverse("wagtailadmin_pages:edit", args=[draft.pk]) in body


def test_a_published_page_says_what_is_empty_until_nothing_is(client, goirle):
    redacteur = make_member(goirle, "redacteur")
    page = make_vision(goirle, title="Onze visie", mission="Iedereen geholpen.")
    assert f"2 van de {len(VisionPage.section_list())} onderdelen gevuld" in missing(client, redacteur)
    assert "is nog een concept" not in missing(client, redacteur)
    page.practice = "gestopt"
    page.save_revision().publish()
    assert "Onze visie" in missing(client, redacteur)


def test_a_letter_that_is_there_lacks_nothing(client, goirle):
    redacteur = make_member(goirle, "redacteur")
    assert "Raadsinformatiebrief staat nog niet" in missing(client, redacteur)
    add_page(CouncilLetterPage, goirle, introduction=EXAMPLE)
    assert "Raadsinformatiebrief" not in missing(client, redacteur)


@pytest.mark.parametrize(
    ("place", "audience", "shown"),
    [
        ("Vught", "openbaar", True),
        ("Vught", "netwerk", False),
        ("Vught", "deelnemer", False),
        ("own", "openbaar", False),
    ],
)
def test_beside_an_empty_section_stands_the_best_public_page_of_another(
    client, goirle, place, audience, shown
):
    """One's own is no example, nor that of another participant for which one writes."""
    make_vision(goirle, title="Onze visie", mission="Iedereen geholpen.")
    redacteur = make_member(goirle, "redacteur")
    elsewhere = make_participant("Tweede" if place == "own" else place)
    if place == "own":
        Membership.objects.create(user=redacteur, participant=elsewhere, role="redacteur")
    example = make_vision(elsewhere, title="Hun visie", principles=[], independence=EXAMPLE)
    change_audience(example, audience, None)
    body = home(client, redacteur)
    assert (f'href="{example.get_url()}#independence"' in body) is shown


def test_what_nobody_chose_is_asked_for_and_what_is_complete_is_said(client):
    place = make_participant("Leeg")
    redacteur = make_member(place, "redacteur")
    assert "nog niet gekozen" in missing(client, redacteur)
    place.expected_kinds = ["raadsinformatiebrief"]
    place.save_revision().publish()
    add_page(CouncilLetterPage, place, introduction=EXAMPLE)
    assert "Hier mist niets." in missing(client, redacteur)


def test_who_writes_for_many_sees_five_at_a_time(client):
    places = [make_participant(f"Deelnemer {number}", expected_kinds=["visie"]) for number in range(7)]
    redacteur = make_member(places[0], "redacteur")
    for place in places[1:]:
        Membership.objects.create(user=redacteur, participant=place, role="redacteur")
    shown = [re.findall(r"Deelnemer \d", missing(client, redacteur))]
    second = client.get(reverse("wagtailadmin_home"), {"mist": "2"}).content.decode()
    shown.append(re.findall(r"Deelnemer \d", panel(second, "missing")))
    assert [sorted(set(titles)) for titles in shown] == [
        [f"Deelnemer {number}" for number in range(5)],
        ["Deelnemer 5", "Deelnemer 6"],
    ]
