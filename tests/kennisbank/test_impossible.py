"""A number, a day or a form that cannot be: a page that says so, and never an error of the site."""

import pytest
from django.test import Client
from django.urls import reverse

from kennisbank.models import VisionPage
from municipalities.models import Traject
from tests.factories import make_participant, make_platform_member, make_vision
from tests.municipalities.editing import editor, vision_form

pytestmark = pytest.mark.django_db(transaction=True)

SENTENCE = "Dit kan de site niet lezen"


@pytest.fixture
def curator(client: Client) -> Client:
    client.force_login(make_platform_member("curator"))
    return client


def test_a_number_that_nothing_can_hold_among_several_choices(curator):
    make_participant("Lindehoven")
    form = {"name": "Ronde", "participants": "9" * 30}
    answer = curator.post(reverse(Traject.snippet_viewset.get_url_name("add")), form)
    assert answer.status_code in {200, 400}
    assert not Traject.objects.exists()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_at_the_edge_of_the_calendar_in_a_report(curator, day):
    answer = curator.get("/beheer/reports/logboek/", {"timestamp_from": day, "timestamp_to": day})
    assert answer.status_code in {200, 400}
    assert answer.status_code == 200 or SENTENCE in answer.content.decode()


def test_half_a_form_changes_nothing_and_says_so(curator, caplog):
    vision = make_vision(make_participant("Lindehoven"), title="Visie", slug="visie")
    form = vision_form(title="Anders")
    del form["reason-count"]
    answer = curator.post(editor(vision), form)
    assert answer.status_code == 400
    assert SENTENCE in answer.content.decode()
    assert VisionPage.objects.get(pk=vision.pk).draft_title == "Visie"
    assert "Impossible input" in caplog.text
