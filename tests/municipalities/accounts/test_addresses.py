"""An address is of the account that has it, whoever else asked to change to it."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from kennisbank.signals import site_prepared
from municipalities.models import User
from tests.factories import make_user
from tests.municipalities.accounts.conftest import PASSWORD, is_in, log_in

NEW = "nieuwe.collega@example.nl"


def made_now() -> None:
    make_user(NEW)


def given_a_new_address() -> None:
    colleague = make_user("oud.adres@example.nl")
    log_in(Client(), colleague.email)
    colleague.email = NEW
    colleague.save()


def made_before_addresses_were_kept() -> None:
    EmailAddress.objects.filter(user=make_user(NEW)).delete()
    site_prepared.send(sender=None)


COLLEAGUES = [made_now, given_a_new_address, made_before_addresses_were_kept]


@pytest.fixture
def asked_for(client, person, mailoutbox) -> str:
    """The link to confirm an address that somebody asked for before a colleague came who has it."""
    log_in(client)
    client.post("/account/bevestigen/", {"password": PASSWORD})
    client.post("/account/e-mailadres/", {"email": NEW, "action_add": ""})
    return re.search(r"http://testserver(\S+)", mailoutbox.pop().body)[1]


@pytest.mark.parametrize("colleague_comes", COLLEAGUES)
def test_the_first_code_of_a_new_colleague_lets_himself_in(asked_for, mailoutbox, colleague_comes):
    colleague_comes()
    browser = Client()
    browser.post("/inloggen/code/", {"email": NEW})
    code = re.search(r"^[A-Z]{4}-[A-Z]{4}$", mailoutbox[-1].body, re.MULTILINE)[0]
    browser.post("/inloggen/code/invullen/", {"code": code})
    assert browser.session["_auth_user_id"] == str(User.objects.get(email=NEW).pk)


@pytest.mark.parametrize("colleague_comes", COLLEAGUES)
def test_a_new_colleague_who_forgot_the_password_gets_one_link(asked_for, mailoutbox, colleague_comes):
    colleague_comes()
    Client().post("/wachtwoord-vergeten/", {"email": NEW})
    links = re.findall(r"/wachtwoord-vergeten/\S+", "\n".join(mail.body for mail in mailoutbox))
    assert len(links) == 1


@pytest.mark.parametrize("colleague_comes", COLLEAGUES)
def test_the_link_to_an_address_that_a_colleague_has_by_now_changes_nothing(
    client, person, asked_for, colleague_comes
):
    colleague_comes()
    assert "Dit adres kunt u niet gebruiken." in client.post(asked_for, follow=True).content.decode()
    person.refresh_from_db()
    assert person.email == "iemand@example.nl"


def test_a_change_that_somebody_asked_for_ends_when_an_administrator_replaces_the_address(
    client, person, asked_for
):
    person.email = "door.beheer@example.nl"
    person.save()
    client.post(asked_for)
    person.refresh_from_db()
    assert person.email == "door.beheer@example.nl"


def test_a_change_that_somebody_asked_for_survives_another_name(client, person, asked_for):
    person.first_name = "Nieuwe"
    person.save()
    client.post(asked_for)
    person.refresh_from_db()
    assert person.email == NEW
    client.post("/uitloggen/")
    log_in(client, NEW)
    assert is_in(client)
