"""The home of the admin: each finds there what waits for him, and no page of another participant."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from municipalities.models import Membership
from tests.factories import make_member, make_participant
from tests.municipalities.desk.looking import home, panel
from tests.municipalities.desk.scene import ASKED, change, journey, make_scene

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("people")]


PANELS = ["waiting", "came-back", "drafts", "submitted", "to-review", "missing", "role"]


@pytest.mark.parametrize(
    ("who", "panels"),
    [
        ("redacteur", ["came-back", "drafts", "submitted", "to-review", "missing"]),
        ("beheerder", ["waiting", "came-back", "drafts", "submitted", "to-review", "missing"]),
        ("both", ["waiting", "came-back", "drafts", "submitted", "to-review", "missing"]),
        ("curator", ["waiting", "came-back", "drafts", "submitted"]),
        ("programmateam", ["role"]),
        ("applicatiebeheerder", ["role"]),
    ],
)
def test_which_panels_somebody_has(client, people, who, panels):
    body = home(client, people[who])
    assert [name for name in PANELS if panel(body, name)] == panels


@pytest.mark.parametrize(
    ("who", "name", "at_goirle", "at_vught"),
    [
        ("beheerder", "waiting", ["Te lezen", "Meer lezers"], []),
        ("both", "waiting", [], ["Te lezen", "Meer lezers"]),
        (
            "curator",
            "waiting",
            ["Te lezen", "Meer lezers", "Te laat"],
            ["Te lezen", "Meer lezers", "Te laat"],
        ),
        ("redacteur", "came-back", ["Te wijzigen"], []),
        ("beheerder", "came-back", ["Te wijzigen"], []),
        ("both", "came-back", ["Te wijzigen"], ["Te wijzigen"]),
        ("curator", "came-back", [], []),
        ("redacteur", "drafts", ["Concept"], []),
        ("beheerder", "drafts", ["Concept"], []),
        ("both", "drafts", ["Concept"], ["Concept"]),
        ("curator", "drafts", [], []),
        ("redacteur", "submitted", ["Te lezen"], []),
        ("beheerder", "submitted", [], []),
        ("both", "submitted", ["Te lezen"], []),
        ("curator", "submitted", [], []),
        ("redacteur", "to-review", ["Te laat"], []),
        ("beheerder", "to-review", ["Te laat"], []),
        ("both", "to-review", ["Te laat"], ["Te laat"]),
    ],
)
def test_which_pages_stand_in_a_panel(client, people, who, name, at_goirle, at_vught):
    found = panel(home(client, people[who]), name)
    titles = re.findall(
        r"(Te lezen|Meer lezers|Te wijzigen|Concept|Te laat|Verweesd|Ongelezen) (Goirle|Vught)", found
    )
    expected = {(title, "Goirle") for title in at_goirle} | {(title, "Vught") for title in at_vught}
    assert set(titles) == expected


@pytest.mark.parametrize("who", ["redacteur", "beheerder", "programmateam", "applicatiebeheerder"])
def test_no_title_of_another_participant_stands_anywhere(client, people, who):
    assert "Vught" not in home(client, people[who])


def test_a_text_that_came_back_says_what_the_reader_asked(client, people):
    assert ASKED in panel(home(client, people["redacteur"]), "came-back")


def test_the_own_drafts_come_first_and_then_the_last_changed(client, people, goirle):
    for title, writer in [("Ouder", "both"), ("Eigen", "redacteur"), ("Nieuwste", "both")]:
        change(journey(goirle, title, live=False), people[writer])
    found = re.findall(
        r"(Concept|Ouder|Eigen|Nieuwste) Goirle", panel(home(client, people["redacteur"]), "drafts")
    )
    assert found == ["Eigen", "Concept", "Nieuwste", "Ouder"]


def test_a_planned_page_is_no_draft_any_more(client, people):
    page = Page.objects.get(title="Concept Goirle").specific
    revision = page.latest_revision
    revision.approved_go_live_at = timezone.now() + timedelta(days=3)
    revision.save()
    assert "Concept Goirle" not in panel(home(client, people["redacteur"]), "drafts")


@pytest.mark.parametrize(
    ("who", "numbers"),
    [
        ("redacteur", ["1 tekst om te wijzigen", "1 pagina te laat", "1 concept"]),
        ("beheerder", ["1 tekst om te lezen", "1 vraag om meer lezers", "1 concept"]),
        ("both", ["2 teksten om te wijzigen", "2 pagina's te laat", "2 concepten", "1 tekst om te lezen"]),
        ("curator", ["2 teksten om te lezen", "2 vragen om meer lezers", "2 pagina's om achteraf te lezen"]),
    ],
)
def test_the_numbers_above_lead_to_the_list(client, people, who, numbers):
    body = home(client, people[who]).replace("&#x27;", "'")
    summary = re.search(r'<ul class="w-summary__list">.*?</ul>', body, re.DOTALL)[0]
    found = re.findall(r'<a href="([^"]*)">([^<]*)</a>', summary)
    links = {text.strip(): address for address, text in found}
    for text in numbers:
        assert client.get(links[text]).status_code == 200


@pytest.mark.parametrize("who", ["programmateam", "applicatiebeheerder"])
def test_who_writes_nothing_sees_no_number_and_is_led_to_his_work(client, people, who):
    body = home(client, people[who])
    assert "w-summary__list" not in body
    wanted = {"programmateam": "Trajecten", "applicatiebeheerder": "Gebruikers"}
    other = {"programmateam": "Gebruikers", "applicatiebeheerder": "Trajecten"}
    assert wanted[who] in panel(body, "role")
    assert other[who] not in panel(body, "role")


def test_somebody_whose_role_ended_sees_nothing_of_it_any_more(client, people):
    people["both"].memberships.filter(role="redacteur").update(ends_at=timezone.now() - timedelta(minutes=1))
    body = home(client, people["both"])
    assert "Goirle" not in body
    assert "Te lezen Vught" in panel(body, "waiting")


def test_without_pages_every_panel_says_so_kindly(client):
    place = make_participant("Leeg", review_again_on="2040-01-01")
    body = home(client, make_member(place, "beheerder"))
    assert "Er wacht niets op u." in panel(body, "waiting")
    assert "Geen tekst is teruggekomen met een vraag." in panel(body, "came-back")
    assert "U hebt geen concepten" in panel(body, "drafts")
    assert "Niets wacht op een ander." in panel(body, "submitted")
    assert "Er is niets om na te kijken" in panel(body, "to-review")
    assert "U hebt nog niet gekozen welke pagina's u wilt vullen." in panel(body, "missing").replace(
        "&#x27;", "'"
    )


def test_a_panel_shows_a_few_and_leads_to_all(client, people, goirle):
    for number in range(9):
        change(journey(goirle, f"Klad {number}", live=False), people["redacteur"])
    body = home(client, people["redacteur"])
    assert len(re.findall(r"Klad \d Goirle", panel(body, "drafts"))) == 8
    address = reverse("municipalities_work_list") + "?what=indienen"
    assert address in body
    assert len(set(re.findall(r"Klad \d Goirle", client.get(address).content.decode()))) == 9


@pytest.mark.parametrize("who", ["redacteur", "beheerder"])
def test_the_home_costs_as_much_with_thirty_participants_as_with_one(
    client, who, django_assert_num_queries, django_capture_on_commit_callbacks
):
    kinds = ["klantreis", "visie"]
    with django_capture_on_commit_callbacks(execute=True):
        first = make_participant("Deelnemer 0", expected_kinds=kinds)
        person, other = make_member(first, who), make_member(first, "beheerder", "ander@example.nl")
        make_scene(first, other, person)
    home(client, person)
    with CaptureQueriesContext(connection) as with_one:
        client.get(reverse("wagtailadmin_home"))
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(1, 30):
            place = make_participant(f"Deelnemer {number}", expected_kinds=kinds)
            Membership.objects.create(user=person, participant=place, role=who)
            change(journey(place, "Concept", live=False), other)
            journey(place, "Te laat", review_again_on="2025-05-03")
    with django_assert_num_queries(len(with_one)):
        client.get(reverse("wagtailadmin_home"))
