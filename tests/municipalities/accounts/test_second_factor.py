"""A second step after the password: an app with codes, recovery codes, and who must have one."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import caches
from django.test import Client

from kennisbank.settings.environment import ROLES
from municipalities.models import PlatformRole, User
from municipalities.roles import MembershipRole, PlatformWideRole
from tests.factories import make_member, make_participant, make_platform_member
from tests.municipalities.accounts.conftest import PASSWORD, is_in, log_in


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def set_up_app(client) -> str:
    """Sets up an app for who is logged in and gives the password again; returns its secret."""
    client.post("/account/bevestigen/", {"password": PASSWORD})
    secret = re.search(r'class="nl-code">(\w+)<', client.get("/account/tweede-stap/app/").content.decode())[1]
    client.post("/account/tweede-stap/app/", {"code": code_of(secret)})
    return secret


def log_in_with_code(client, mailoutbox, address: str) -> None:
    """By the password and the mailed code that follows it."""
    assert log_in(client, address).url == "/inloggen/code/invullen/"
    code = re.search(r"[A-Z]{4}-[A-Z]{4}", mailoutbox[-1].body)[0]
    client.post("/inloggen/code/invullen/", {"code": code})


@pytest.fixture
def curator():
    return make_platform_member("curator", "curator@example.nl")


@pytest.fixture
def with_app(client, person) -> str:
    """The secret of somebody's app; nobody is logged in."""
    log_in(client)
    secret = set_up_app(client)
    client.post("/uitloggen/")
    return secret


def test_with_an_app_the_password_is_only_the_first_step(client, with_app):
    assert log_in(client).url == "/inloggen/tweede-stap/"
    assert not is_in(client)
    client.post("/inloggen/tweede-stap/", {"code": code_of(with_app)})
    assert is_in(client)


def test_a_mailed_code_does_not_replace_the_app(client, with_app, mailoutbox):
    client.post("/inloggen/code/", {"email": "iemand@example.nl"})
    code = re.search(r"[A-Z]{4}-[A-Z]{4}", mailoutbox[-1].body)[0]
    answer = client.post("/inloggen/code/invullen/", {"code": code})
    assert answer.url == "/inloggen/tweede-stap/"
    assert not is_in(client)


def test_one_code_of_the_app_works_once(client, with_app):
    code = code_of(with_app)
    for _ in range(2):
        log_in(client)
        answer = client.post("/inloggen/tweede-stap/", {"code": code})
        client.post("/uitloggen/")
    assert "Deze code klopt niet." in answer.content.decode()


def test_a_recovery_code_works_once(client, with_app):
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    entered = []
    for _ in range(2):
        log_in(client)
        client.post("/inloggen/tweede-stap/", {"code": codes[0]})
        entered.append(is_in(client))
        client.post("/uitloggen/")
    assert entered == [True, False]


def test_setting_up_an_app_gives_ten_recovery_codes_to_keep(client, person):
    log_in(client)
    set_up_app(client)
    page = client.get("/account/tweede-stap/herstelcodes/").content.decode()
    assert len(re.findall(r'class="nl-code">[\w-]+<', page)) == 10


def test_guessing_codes_ends_after_five(client, with_app):
    log_in(client)
    for _ in range(5):
        client.post("/inloggen/tweede-stap/", {"code": "000000"})
    answer = client.post("/inloggen/tweede-stap/", {"code": code_of(with_app)})
    assert "te vaak geprobeerd" in answer.content.decode()
    assert not is_in(client)


def test_who_left_the_screen_alone_shows_it_is_himself_before_changing_something(client, person):
    client.force_login(person)
    answer = client.get("/account/tweede-stap/app/")
    assert answer.url.startswith("/account/bevestigen/")


@pytest.mark.parametrize(
    ("role", "required", "is_let_in"),
    [
        ("redacteur", [], True),
        ("redacteur", ["curator"], True),
        ("redacteur", ["redacteur"], False),
        ("redacteur", ["curator", "beheerder"], True),
        ("beheerder", ["curator", "beheerder"], False),
        ("curator", ["curator"], False),
        ("curator", ["beheerder"], True),
        ("administrator", ["beheerder"], False),
        ("administrator", [], True),
    ],
)
def test_a_role_may_ask_for_a_second_step_before_anything_in_the_admin(
    client, curator, settings, role, required, is_let_in
):
    people = {
        "redacteur": lambda: make_member(make_participant(), "redacteur"),
        "beheerder": lambda: make_member(make_participant(), "beheerder"),
        "curator": lambda: curator,
        "administrator": lambda: User.objects.create_superuser("beheer@example.nl"),
    }
    user = people[role]()
    settings.MFA_REQUIRED_FOR = required
    for address in ("/beheer/", "/beheer/pages/", "/beheer/account/", "/beheer/api/main/pages/"):
        client.force_login(user)
        answer = client.get(address)
        assert (getattr(answer, "url", "") != f"/inloggen/?next={address}") == is_let_in, address
        assert is_in(client) == is_let_in, address
    client.force_login(user)
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/beheer/",
        "/account/",
        "/account/e-mailadres/",
        "/account/wachtwoord/",
        "/account/tweede-stap/",
        "/account/tweede-stap/app/",
        "/account/tweede-stap/passkeys/toevoegen/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_session_by_password_ends_when_its_person_becomes_curator(
    client, person, settings, address, method
):
    settings.MFA_REQUIRED_FOR = ["curator"]
    log_in(client)
    client.post("/account/bevestigen/", {"password": PASSWORD})
    assert client.get("/account/tweede-stap/app/").status_code == 200
    PlatformRole.objects.create(user=person, role="curator")
    page = getattr(client, method)(address, follow=True)
    assert page.redirect_chain[0][0] == f"/inloggen/?next={address}"
    assert "Uw rol vraagt om een tweede stap bij het inloggen." in page.content.decode()
    assert not is_in(client)


def test_a_session_by_password_ends_when_its_person_set_up_an_app_elsewhere(
    client, curator, settings, mailoutbox
):
    log_in(client, curator.email)
    settings.MFA_REQUIRED_FOR = ["curator"]
    elsewhere = Client()
    log_in_with_code(elsewhere, mailoutbox, curator.email)
    set_up_app(elsewhere)
    assert client.get("/beheer/").url == "/inloggen/?next=/beheer/"
    assert elsewhere.get("/beheer/").status_code == 200


def test_a_curator_sets_up_an_app_and_gets_in(client, curator, settings, mailoutbox):
    settings.MFA_REQUIRED_FOR = ["curator"]
    log_in_with_code(client, mailoutbox, curator.email)
    assert client.get("/beheer/").url == "/account/tweede-stap/"
    secret = set_up_app(client)
    assert client.get("/beheer/").status_code == 200

    client.post("/uitloggen/")
    caches["shared"].clear()
    assert log_in(client, curator.email).url == "/inloggen/tweede-stap/"
    client.post("/inloggen/tweede-stap/", {"code": code_of(secret)})
    assert client.get("/beheer/").status_code == 200


def test_the_last_step_that_a_role_asks_for_is_not_taken_away(client, curator, settings, mailoutbox):
    settings.MFA_REQUIRED_FOR = ["curator"]
    log_in_with_code(client, mailoutbox, curator.email)
    set_up_app(client)
    answer = client.post("/account/tweede-stap/app/uitzetten/")
    assert "Uw rol vraagt om een tweede stap." in answer.content.decode()
    settings.MFA_REQUIRED_FOR = []
    client.post("/account/tweede-stap/app/uitzetten/")
    assert not Authenticator.objects.filter(type="totp").exists()


def test_the_settings_know_every_role_that_there_is():
    assert [*MembershipRole.values, *PlatformWideRole.values] == ROLES
