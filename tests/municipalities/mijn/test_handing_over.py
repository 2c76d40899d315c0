"""Pages go to a named successor who writes for the participant now."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from municipalities.rights.applying import apply_all_rights
from tests.factories import make_member, make_participant, make_platform_member, make_user, make_vision
from tests.made_once import made_once
from tests.municipalities.mijn.conftest import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def people_made_once(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, make_people) as made:
        yield made


@pytest.fixture
def lindehoven_and_people(people_made_once):
    return deepcopy(people_made_once)


@pytest.fixture
def lindehoven(lindehoven_and_people):
    return lindehoven_and_people[0]


@pytest.fixture
def people(lindehoven_and_people):
    """By a short name, those of Lindehoven, of elsewhere and of before."""
    return lindehoven_and_people[1]


def make_people():
    lindehoven = make_participant("Lindehoven")
    apply_all_rights()
    found = {role: make_member(lindehoven, role) for role in ("redacteur", "lezer")}
    found["beheerder"] = make_member(lindehoven, "beheerder", "bea@example.nl")
    found["elsewhere"] = make_member(make_participant("Waterdrecht"), "redacteur")
    found["curator"] = make_platform_member("curator")
    found["left"] = make_member(lindehoven, "redacteur", "weg@example.nl")
    found["left"].memberships.update(ends_at=timezone.now() - timedelta(days=1))
    return lindehoven, found


def hand_over(user, participant, confirmed: bool = True, **form):
    form = {name: person.pk for name, person in form.items()} | ({"bevestigd": "ja"} if confirmed else {})
    return client_of(user).post(reverse("mijn_hand_over", args=[participant.pk]), form, follow=True)


def owner(page) -> str:
    return Page.objects.get(pk=page.pk).owner.email


def test_somebody_hands_over_his_own_pages_and_drafts_after_a_question(
    lindehoven, people, mailoutbox, caplog
):
    me, successor = people["redacteur"], people["beheerder"]
    elsewhere = make_vision(make_participant("Ander"), owner=me)
    mine = [make_vision(lindehoven, owner=me), make_vision(lindehoven, owner=me, live=False)]
    other = make_vision(lindehoven, owner=people["lezer"])
    asked = hand_over(me, lindehoven, confirmed=False, successor=successor).content.decode()
    assert all(page.title in asked for page in mine)
    assert {owner(page) for page in mine} == {me.email}
    answer = hand_over(me, lindehoven, successor=successor)
    assert "Overgedragen aan bea@example.nl: 2 pagina&#x27;s van Lindehoven." in answer.content.decode()
    assert {owner(page) for page in mine} == {successor.email}
    assert (owner(elsewhere), owner(other)) == (me.email, "lezer.lindehoven@example.nl")
    assert [mail.to for mail in mailoutbox] == [[successor.email]]
    assert "2 pagina's van Lindehoven" in mailoutbox[0].body
    assert f"handed_over: user {me.pk}, page {mine[0].pk}" in caplog.text
    entries = PageLogEntry.objects.filter(action="municipalities.handed_over")
    assert {entry.page_id for entry in entries} == {page.pk for page in mine}
    assert entries[0].message == "Droeg de pagina over aan een collega"


def test_a_draft_that_is_published_later_stays_with_the_successor(lindehoven, people):
    page = make_vision(lindehoven, owner=people["redacteur"])
    page.save_revision()
    hand_over(people["redacteur"], lindehoven, successor=people["beheerder"])
    Page.objects.get(pk=page.pk).latest_revision.publish()
    assert owner(page) == "bea@example.nl"


@pytest.mark.parametrize(
    ("who", "whose", "to_whom", "happens"),
    [
        ("redacteur", "redacteur", "beheerder", True),
        ("redacteur", "redacteur", "lezer", False),
        ("redacteur", "redacteur", "elsewhere", False),
        ("redacteur", "redacteur", "curator", False),
        ("redacteur", "redacteur", "left", False),
        ("redacteur", "redacteur", "redacteur", False),
        ("lezer", "lezer", "redacteur", True),
        ("redacteur", "left", "redacteur", False),
        ("redacteur", "beheerder", "redacteur", False),
        ("left", "left", "redacteur", False),
        ("elsewhere", "left", "elsewhere", False),
        ("beheerder", "left", "redacteur", True),
        ("beheerder", "left", "beheerder", True),
        ("beheerder", "beheerder", "redacteur", True),
        ("beheerder", "left", "lezer", False),
        ("curator", "left", "redacteur", True),
        ("curator", "left", "elsewhere", False),
    ],
)
@pytest.mark.parametrize("confirmed", [True, False])
def test_who_hands_over_whose_pages_to_whom(lindehoven, people, who, whose, to_whom, happens, confirmed):
    page = make_vision(lindehoven, owner=people[whose])
    answer = hand_over(
        people[who], lindehoven, confirmed, person=people[whose], successor=people[to_whom]
    ).content.decode()
    expected = people[to_whom] if happens and confirmed else people[whose]
    assert owner(page) == expected.email
    assert ("Ja, draag over" in answer) == (happens and not confirmed)


def test_a_forged_successor_is_said_and_logged(lindehoven, people, caplog):
    page = make_vision(lindehoven, owner=people["redacteur"])
    answer = hand_over(people["redacteur"], lindehoven, successor=people["elsewhere"])
    assert "Selecteer een geldige keuze" in answer.content.decode()
    assert owner(page) == people["redacteur"].email
    assert f"Refused to user {people['redacteur'].pk}" in caplog.text


def test_without_pages_there_is_nothing_to_hand_over(lindehoven, people):
    answer = hand_over(people["redacteur"], lindehoven, confirmed=False, successor=people["beheerder"])
    assert "zorgt bij Lindehoven voor geen enkele pagina." in answer.content.decode()


@pytest.mark.parametrize(
    ("who", "has_pages", "status"),
    [
        ("redacteur", False, 200),
        ("beheerder", False, 200),
        ("curator", False, 200),
        ("lezer", False, 404),
        ("lezer", True, 200),
        ("adviesraadslid", False, 404),
        ("elsewhere", True, 404),
    ],
)
def test_who_reads_only_learns_nobodys_name(lindehoven, people, who, has_pages, status):
    people["adviesraadslid"] = make_member(lindehoven, "adviesraadslid")
    if has_pages:
        make_vision(lindehoven, owner=people[who])
    answer = client_of(people[who]).get(reverse("mijn_hand_over", args=[lindehoven.pk]))
    assert answer.status_code == status
    assert ("bea@example.nl" in answer.content.decode()) == (status == 200)


def test_a_number_of_nobody_in_the_address_chooses_nobody(lindehoven, people):
    for words in ("x", "10" * 30, str(make_user("los@example.nl").pk)):
        address = reverse("mijn_hand_over", args=[lindehoven.pk])
        assert client_of(people["beheerder"]).get(f"{address}?van={words}").status_code == 200


@pytest.mark.parametrize(("who", "offered"), [("redacteur", True), ("lezer", False)])
def test_who_ends_a_role_is_offered_to_hand_over_first(lindehoven, people, who, offered):
    make_vision(lindehoven, owner=people["redacteur"])
    held = people[who].memberships.get()
    address = reverse("mijn_end_role", args=[lindehoven.pk, held.pk])
    hand_over_there = reverse("mijn_hand_over", args=[lindehoven.pk])
    own = client_of(people[who]).get(address).content.decode()
    by_another = client_of(people["beheerder"]).get(address).content.decode()
    assert (f'href="{hand_over_there}"' in own) == offered
    assert (f'href="{hand_over_there}?van={people[who].pk}"' in by_another) == offered
