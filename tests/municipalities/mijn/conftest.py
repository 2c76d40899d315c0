"""What every test of ``/mijn/`` starts with: a participant, and nobody who tried too often."""

import re

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from municipalities.models import ParticipantPage
from municipalities.rights.applying import apply_all_rights
from tests.factories import make_member, make_participant


@pytest.fixture(autouse=True)
def _nobody_tried_yet(db: None) -> None:
    caches["shared"].clear()


@pytest.fixture
def lindehoven() -> ParticipantPage:
    participant = make_participant("Lindehoven")
    apply_all_rights()
    return participant


@pytest.fixture
def beheerder(lindehoven):
    return make_member(lindehoven, "beheerder", "bea@example.nl")


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def invite(client: Client, participant, email: str = "nieuw@example.nl", role: str = "redacteur"):
    return client.post(reverse("mijn_invite", args=[participant.pk]), {"email": email, "role": role})


def link_in(mail) -> str:
    """The path of the link in the mail of an invitation."""
    return re.search(r"http://testserver(/uitnodiging/\S+)", mail.body)[1]


def code_in(mail) -> str:
    return re.search(r"^[A-Z]{4}-[A-Z]{4}$", mail.body, re.MULTILINE)[0]


def same_page(answer, *addresses: str) -> str:
    """The page without what differs for everybody: the token of the form, numbers, and what was asked for."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    text = re.sub(r"/uitnodigingen/\d+/", "", text)
    for address in addresses:
        text = text.replace(address, "ADRES")
    return text
