"""Each road of Wagtail to a login, a password or an address leads to that of the site."""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLResolver, resolve
from wagtail.admin.urls import urlpatterns as wagtail_roads

from tests.factories import make_member, make_participant
from tests.municipalities.accounts.conftest import is_in, log_in


@pytest.fixture
def beheerder(client):
    user = make_member(make_participant(), "beheerder")
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    ("road", "destination"),
    [
        ("/beheer/login/", "/inloggen/"),
        ("/beheer/login/?next=/beheer/pages/", "/inloggen/?next=%2Fbeheer%2Fpages%2F"),
        ("/beheer/", "/beheer/login/?next=/beheer/"),
        ("/beheer/password_reset/", "/wachtwoord-vergeten/"),
        ("/beheer/password_reset/done/", "/wachtwoord-vergeten/"),
        ("/beheer/password_reset/confirm/MQ/set-password/", "/wachtwoord-vergeten/"),
        ("/beheer/password_reset/complete/", "/wachtwoord-vergeten/"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_visitor_is_sent_on(client, road, destination, method):
    assert getattr(client, method)(road).url == destination


def roads_of_wagtail(patterns: list = wagtail_roads, before: str = "") -> Iterator[str]:
    """The address of every page of Wagtail's admin below /beheer/, with something filled in where that is asked."""
    for pattern in patterns:
        road = before + re.sub(r"<[^>]+>", "1", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from roads_of_wagtail(pattern.url_patterns, road)
        else:
            yield road


def test_every_address_of_wagtail_about_logging_in_is_answered_by_the_site():
    about = re.compile(r"log_?(in|out|on|off)|sign|auth|pass|mail|mfa|token")
    others = {"choose-email-link/"}  # A link to a mail address in a text.
    roads = {road for road in roads_of_wagtail() if about.search(road)} - others
    assert {"login/", "logout/", "password_reset/confirm/1/1/"} <= roads
    views = {road: resolve(f"/beheer/{road}").func.__module__ for road in roads}
    assert [road for road, module in views.items() if module.startswith(("wagtail", "django"))] == []


def test_the_login_of_wagtail_takes_no_password(client):
    member = make_member(make_participant(), "beheerder")
    client.post("/beheer/login/", {"username": member.email, "password": "een-lang-wachtwoord"})
    assert not is_in(client)


def test_who_is_sent_on_comes_where_he_was_going_after_logging_in(client):
    member = make_member(make_participant(), "beheerder")
    login = client.get("/beheer/reports/", follow=True)
    assert login.request["PATH_INFO"] == "/inloggen/"
    answer = log_in(client, member.email, following=login.request["QUERY_STRING"].partition("=")[2])
    assert answer.url == "/beheer/reports/"


def test_a_foreign_address_to_go_on_to_is_forgotten_on_the_way(client, person):
    login = client.get("/beheer/login/?next=https://evil.example.com/", follow=True)
    answer = log_in(client, following=login.request["QUERY_STRING"].partition("=")[2])
    assert answer.url == "/ingelogd/"


def test_a_lezer_who_tries_the_admin_is_told_that_he_is_in(client):
    client.force_login(make_member(make_participant(), "lezer"))
    answer = client.get("/beheer/", follow=True)
    assert "U bent ingelogd" in answer.content.decode()


def test_the_account_page_of_the_admin_changes_no_password_and_no_address(client, beheerder):
    page = client.get("/beheer/account/").content.decode()
    form = {
        "name_email-first_name": "Nieuwe",
        "name_email-last_name": "Naam",
        "name_email-email": "ander@example.nl",
        "password-old_password": "een-lang-wachtwoord",
        "password-new_password1": "negen-paarse-fietsen",
        "password-new_password2": "negen-paarse-fietsen",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        "theme-keyboard_shortcuts": "on",
    }
    client.post("/beheer/account/", form)
    beheerder.refresh_from_db()
    assert beheerder.first_name == "Nieuwe"
    assert beheerder.email != "ander@example.nl"
    assert beheerder.check_password("een-lang-wachtwoord")
    assert "new_password" not in page
    assert 'href="/account/"' in page


def test_logging_out_of_the_admin_logs_out_of_the_site(client, beheerder):
    assert client.post("/beheer/logout/").url == "/"
    assert not is_in(client)
