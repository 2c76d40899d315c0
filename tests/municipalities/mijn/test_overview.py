"""What somebody sees at ``/mijn/``, and that it costs the same however large the platform is."""

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from municipalities.models import Membership, User
from municipalities.roles import OF_A_PARTICIPANT, OF_THE_PLATFORM
from tests.factories import make_member, make_participant, make_platform_member, make_user, make_vision
from tests.municipalities.mijn.conftest import client_of, invite, link_in

pytestmark = pytest.mark.django_db

TAKE_OVER = "Geen beheerder: curatoren nemen waar"
ASK = "Vraag een beheerder van uw gemeente of regio om u uit te nodigen."


def mijn(user) -> str:
    return unescape(client_of(user).get("/mijn/").content.decode())


@pytest.mark.parametrize("role", list(OF_A_PARTICIPANT))
def test_a_member_sees_what_he_is_and_what_that_lets_him_do(lindehoven, role):
    page = mijn(make_member(lindehoven, role))
    assert "Lindehoven" in page
    assert OF_A_PARTICIPANT[role].purpose in page
    assert lindehoven.get_url() in page
    assert ("Mensen en uitnodigingen" in page) == (role == "beheerder")
    assert ("De pagina's in het beheer" in page) == (role in {"redacteur", "beheerder"})
    assert ASK not in page


@pytest.mark.parametrize("address", ["mijn", "account_overview", "account_logout", "invitation"])
def test_wherever_one_logs_out_the_browser_forgets_the_text_that_it_kept(lindehoven, mailoutbox, address):
    beheerder = make_member(lindehoven, "beheerder")
    invite(client_of(beheerder), lindehoven)
    where = link_in(mailoutbox[0]) if address == "invitation" else reverse(address)
    page = client_of(beheerder).get(where).content.decode()
    assert "build/logout.js" in page
    assert page.count(f'action="{reverse("account_logout")}" data-logout>') == 1
    assert page.count(reverse("account_logout")) == 1


@pytest.mark.parametrize("role", list(OF_THE_PLATFORM))
def test_who_works_for_the_whole_platform_sees_that(lindehoven, role):
    page = mijn(make_platform_member(role))
    assert OF_THE_PLATFORM[role].purpose in page
    assert (TAKE_OVER in page) == (role != "programmateam")


def test_who_has_no_role_hears_whom_to_ask(lindehoven):
    former = make_member(lindehoven, "redacteur")
    former.memberships.update(ends_at=timezone.now() - timedelta(minutes=1))
    for person in (make_user(), former):
        page = mijn(person)
        assert ASK in page
        assert "Lindehoven" not in page


def test_a_role_with_an_end_says_until_when(lindehoven):
    member = make_member(lindehoven, "redacteur")
    member.memberships.update(ends_at=timezone.now().replace(year=2099, month=3, day=1, hour=11, minute=30))
    assert "tot 1 maart 2099 12:30 uur" in mijn(member)


@pytest.mark.parametrize("role", ["lezer", "beheerder"])
def test_members_hear_that_curators_take_over_when_there_is_no_beheerder(lindehoven, role):
    assert (TAKE_OVER in mijn(make_member(lindehoven, role))) == (role == "lezer")


def test_a_hidden_page_of_the_own_participant_is_no_dead_link(lindehoven):
    member = make_member(lindehoven, "redacteur")
    address = lindehoven.get_url()
    lindehoven.unpublish()
    page = mijn(member)
    assert "Lindehoven" in page
    assert f'href="{address}"' not in page


def test_anonymous_visitors_log_in_and_come_back():
    assert Client().get("/mijn/").url == "/inloggen/?next=/mijn/"


def test_the_way_to_it_is_on_every_page_for_who_is_logged_in_and_for_nobody_else(lindehoven, beheerder):
    for address in ("/", lindehoven.get_url(), "/zoeken", "/account/"):
        page = client_of(beheerder).get(address).content.decode()
        assert ('href="/mijn/"' in page, 'href="/inloggen/"' in page) == (True, False), address
    page = Client().get("/").content.decode()
    assert ('href="/mijn/"' in page, 'href="/inloggen/"' in page) == (False, True)
    assert Client().get("/").cookies == {}


@pytest.mark.parametrize("who", ["curator", "redacteur", "beheerder"])
def test_it_costs_as_much_with_many_participants_people_and_pages_as_with_one(lindehoven, who):
    user = make_platform_member("curator") if who == "curator" else make_member(lindehoven, who)
    client = client_of(user)
    client.get("/mijn/")
    with CaptureQueriesContext(connection) as small:
        client.get("/mijn/")
    more = [make_participant(f"Gemeente {number}") for number in range(6)]
    people = User.objects.bulk_create(User(email=f"mens{number}@example.nl") for number in range(30))
    Membership.objects.bulk_create(
        Membership(user=person, participant=more[at % 6], role="lezer") for at, person in enumerate(people)
    )
    if who != "curator":
        Membership.objects.bulk_create(
            Membership(user=user, participant=place, role=who) for place in more[:5]
        )
    for place in [lindehoven, *more]:
        make_vision(place, owner=user)
    with CaptureQueriesContext(connection) as large:
        page = client.get("/mijn/").content.decode()
    assert "Gemeente 4" in page
    assert len(large) == len(small)
    assert len(large) < 15
