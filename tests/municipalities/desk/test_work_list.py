"""The list of all that waits: whose pages stand in it, in which order, and what one asks of it."""

import re
from urllib.parse import quote_plus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from kennisbank.models import JourneyPage
from municipalities.desk.waits import Wait
from tests.municipalities.desk.scene import TITLES, journey

pytestmark = pytest.mark.django_db

LIST = "municipalities_work_list"


def listed(client, **query) -> list[str]:
    """The titles in the list, from top to bottom."""
    body = client.get(reverse(LIST), query).content.decode()
    return re.findall(r'<span id="[a-z-]+_\d+_title">\s*(.*?)\s*</span>', body)


@pytest.mark.parametrize("name", [LIST, "municipalities_work_list_results"])
@pytest.mark.parametrize(
    ("who", "opens"),
    [
        ("redacteur", True),
        ("beheerder", True),
        ("curator", True),
        ("lezer", False),
        ("programmateam", False),
        ("applicatiebeheerder", False),
    ],
)
def test_who_opens_the_list_and_finds_it_in_the_menu(client, people, who, opens, name):
    client.force_login(people[who])
    assert (client.get(reverse(name)).status_code == 200) is opens
    assert (reverse(LIST) in client.get(reverse("wagtailadmin_home")).content.decode()) is opens


def test_nobody_reads_it_without_logging_in(client, people):
    assert client.get(reverse(LIST)).status_code == 302


@pytest.mark.parametrize(
    ("who", "waits", "places"),
    [
        ("redacteur", ["wijzigen", "nakijken", "indienen", "ingediend", "verantwoordelijke"], ["Goirle"]),
        ("beheerder", ["lezen", "meer-lezers", "wijzigen", "nakijken", "indienen"], ["Goirle"]),
        ("both", ["wijzigen", "nakijken", "indienen", "verantwoordelijke"], ["Goirle", "Vught"]),
        ("both", ["lezen", "meer-lezers"], ["Vught"]),
        ("both", ["ingediend"], ["Goirle"]),
        ("curator", ["lezen", "meer-lezers", "wijzigen", "nakijken", "achteraf"], ["Goirle", "Vught"]),
        ("curator", ["verantwoordelijke"], ["Goirle", "Vught"]),
        ("curator", ["indienen", "ingediend"], []),
        ("redacteur", ["lezen", "meer-lezers"], []),
    ],
)
def test_what_stands_in_the_list_for_each_choice(client, people, who, waits, places):
    client.force_login(people[who])
    for wait in waits:
        assert sorted(listed(client, what=wait)) == [f"{TITLES[Wait(wait)]} {place}" for place in places], (
            wait
        )


@pytest.mark.parametrize(
    ("who", "without"), [("redacteur", ["Verweesd", "Ongelezen"]), ("curator", ["Verweesd", "Concept"])]
)
def test_without_a_choice_it_has_what_goes_on_once_somebody_acts(client, people, who, without):
    client.force_login(people[who])
    titles = listed(client)
    assert {"Te wijzigen Goirle", "Te laat Goirle"} <= set(titles)
    assert not {f"{title} Goirle" for title in without} & set(titles)


@pytest.mark.parametrize("who", ["redacteur", "beheerder"])
def test_no_choice_brings_a_page_of_another_participant(client, people, who):
    client.force_login(people[who])
    for query in [{"what": Wait.values}, {"participant_name": "Vught"}, {"what": "achteraf"}, {"p": "2"}]:
        assert not [title for title in listed(client, **query) if "Vught" in title]


def test_the_longest_waiting_stands_first_and_every_column_can_turn_it(client, people):
    client.force_login(people["curator"])
    both = ["Te laat Goirle", "Te laat Vught"]
    assert sorted(listed(client)[:2]) == both
    assert sorted(listed(client, ordering="-since")[-2:]) == both
    assert listed(client, ordering="draft_title") == sorted(listed(client))
    places = [title.split()[-1] for title in listed(client, ordering="-participant")]
    assert places == sorted(places, reverse=True)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"participant_name": "goir", "what": "nakijken"}, ["Te laat Goirle"]),
        ({"kind": "klantreis", "what": "nakijken"}, ["Te laat Goirle", "Te laat Vught"]),
        ({"kind": "visie"}, []),
        ({"participant_name": "Ergens"}, []),
    ],
)
def test_filters_stand_in_the_address(client, people, query, titles):
    client.force_login(people["curator"])
    assert sorted(listed(client, **query)) == titles


@pytest.mark.parametrize(
    "query", [{"what": "alles"}, {"kind": "koning"}, {"p": "99"}, {"ordering": "password"}, {"p": "x"}]
)
@pytest.mark.parametrize("who", ["redacteur", "curator"])
def test_a_nonsensical_address_shows_the_list(client, people, who, query):
    client.force_login(people[who])
    assert listed(client, **query)


@pytest.mark.parametrize(
    ("wait", "address"),
    [
        ("lezen", "municipalities_review"),
        ("meer-lezers", "municipalities_widening"),
        ("nakijken", "kennisbank_still_right"),
        ("wijzigen", "wagtailadmin_pages:edit"),
        ("indienen", "wagtailadmin_pages:edit"),
        ("verantwoordelijke", "wagtailadmin_pages:edit"),
    ],
)
def test_a_title_leads_to_where_one_does_it(client, people, wait, address):
    client.force_login(people["beheerder"])
    page = Page.objects.get(title=f"{TITLES[Wait(wait)]} Goirle")
    url = reverse(address, args=[page.pk])
    back = f"?next={quote_plus(reverse(LIST))}" if wait == "nakijken" else ""
    assert f'href="{url}{back}"' in client.get(reverse(LIST), {"what": wait}).content.decode()
    assert client.get(url).status_code == 200


def test_many_pages_still_hold_at_once_and_come_back_to_the_list(
    client, people, goirle, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        journey(goirle, "Ook te laat", review_again_on="2025-05-03")
    client.force_login(people["curator"])
    body = client.get(reverse(LIST), {"what": "nakijken"}).content.decode()
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "still_right"])
    assert f'href="{bulk}"' in body
    ids = re.findall(r'data-object-id="(\d+)"', body)
    assert len(ids) == 3
    with django_capture_on_commit_callbacks(execute=True):
        query = "&".join(f"id={number}" for number in ids)
        answer = client.post(f"{bulk}?{query}&next={reverse(LIST)}")
    assert answer.url == reverse(LIST)
    assert listed(client, what="nakijken") == []
    assert JourneyPage.objects.filter(reviewed_on=timezone.localdate()).count() == 3


@pytest.mark.parametrize("who", ["redacteur", "curator"])
def test_the_list_costs_as_much_with_thirty_pages_as_with_one(
    client, people, who, goirle, django_assert_num_queries, django_capture_on_commit_callbacks
):
    client.force_login(people[who])
    query = {"what": Wait.values}
    listed(client, **query)
    with CaptureQueriesContext(connection) as with_few:
        listed(client, **query)
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(30):
            journey(goirle, f"Nog een {number}", review_again_on="2025-05-03", owner=people["beheerder"])
    with django_assert_num_queries(len(with_few)):
        listed(client, **query)
