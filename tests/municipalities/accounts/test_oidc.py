"""Logging in through a provider: a real one in a process of its own, over http, with the whole code flow."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import quote, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from kennisbank.settings.oidc import parse_providers
from municipalities.models import User
from tests.factories import make_user
from tests.municipalities.accounts.conftest import PASSWORD, is_in, log_in

OURS, FOREIGN = "tenant-goirle", "tenant-elders"
SOMEBODY = {"tid": OURS, "oid": "o-1", "email": "iemand@goirle.example.nl", "given_name": "Iemand"}


@dataclass(frozen=True)
class ProviderProcess:
    address: str

    def knows(self, sub: str, **claims: object) -> None:
        requests.put(f"{self.address}/users/{quote(sub)}", json=claims, timeout=10).raise_for_status()


@pytest.fixture(scope="module")
def provider() -> Iterator[ProviderProcess]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    try:
        _wait_until_it_answers(address, process)
        yield ProviderProcess(address)
    finally:
        process.terminate()
        process.wait(10)


def _wait_until_it_answers(address: str, process: subprocess.Popen, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert process.poll() is None, "the provider ended"
        try:
            requests.get(f"{address}/.well-known/openid-configuration", timeout=5).raise_for_status()
            return
        except requests.ConnectionError:
            time.sleep(0.1)
    raise AssertionError("the provider did not answer in time")


@pytest.fixture
def configure(settings, provider):
    """A function that configures the provider, as the environment variable does."""

    def with_these(identity: str = "tid+oid", tenants: dict[str, list[str]] | None = None) -> None:
        given = {
            "id": "goirle",
            "name": "Gemeente Goirle",
            "server_url": provider.address,
            "client_id": "kennisbank",
            "secret": "geheim",
            "identity": identity,
            "allowed_tenants": {OURS: ["goirle.example.nl"]} if tenants is None else tenants,
        }
        apps = [each.as_app() for each in parse_providers(json.dumps([given]))]
        table = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": table | {"APPS": apps}}

    with_these()
    return with_these


@pytest.fixture
def answer_apart(settings, configure) -> Iterator[dict[str, object]]:
    """What the provider answers about somebody when it is asked, apart from what it signed."""
    claims: dict[str, object] = {}

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(claims).encode())

        def log_message(self, *args: object) -> None:
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    address = f"http://127.0.0.1:{server.server_port}/"
    app["settings"]["openid_configuration_overrides"] = {"userinfo_endpoint": address}
    yield claims
    server.shutdown()
    server.server_close()


def go_through_provider(client: Client, sub: str = "s-1", road: str = "/inloggen/via/goirle/"):
    """Presses the button, logs in at the provider as ``sub``, and comes back; the answer of this site."""
    at_provider = client.post(road)
    back = requests.post(at_provider.url, data={"sub": sub}, allow_redirects=False, timeout=10)
    parts = urlsplit(back.headers["Location"])
    assert parts.path == "/inloggen/via/goirle/terug/"
    return client.get(f"{parts.path}?{parts.query}")


def who_is_in(client: Client) -> str:
    key = client.session.get("_auth_user_id")
    return User.objects.get(pk=key).email if key else ""


def test_somebody_of_an_allowed_tenant_gets_an_account(client, configure, provider):
    provider.knows("s-1", **SOMEBODY)
    assert go_through_provider(client).url == "/ingelogd/"
    user = User.objects.get()
    assert (user.email, user.first_name) == ("iemand@goirle.example.nl", "Iemand")
    account = SocialAccount.objects.get()
    assert (account.uid, account.extra_data) == (f"{OURS}|o-1", {"id_token": {"tid": OURS, "oid": "o-1"}})
    assert not user.has_usable_password()


def test_an_account_from_a_provider_has_no_role(client, configure, provider):
    provider.knows("s-1", **SOMEBODY)
    page = client.get(go_through_provider(client).url).content.decode()
    assert "U hebt nog geen rol" in page
    assert not User.objects.get().groups.exists()
    assert client.get("/beheer/", follow=True).request["PATH_INFO"] == "/ingelogd/"


@pytest.mark.parametrize(
    "changes",
    [
        {"tid": FOREIGN},
        {"tid": ""},
        {"tid": None},
        {"tid": [OURS]},
        {"oid": ""},
        {"oid": None},
        {"oid": "o" * 300},
        {"email": "iemand@elders.example.nl"},
        {"email": "goirle.example.nl"},
        {"email": ""},
        {"email": None},
        {"email": ["iemand@goirle.example.nl"]},
        {"email": "iemand@elders.example.nl", "email_verified": False},
        {"email": "iemand@elders.example.nl", "email_verified": "false"},
        {"email": "iemand@elders.example.nl", "email_verified": "true"},
        {"email": "iemand@elders.example.nl", "email_verified": 1},
    ],
)
def test_another_tenant_and_claims_that_do_not_hold_give_no_account(client, configure, provider, changes):
    provider.knows("s-1", **{k: v for k, v in (SOMEBODY | changes).items() if v is not None})
    answer = go_through_provider(client)
    assert answer.status_code in (401, 403)
    assert "Inloggen is niet gelukt" in answer.content.decode()
    assert not is_in(client)
    assert not User.objects.exists()


def test_an_address_outside_the_tenant_counts_when_the_provider_confirmed_it(client, configure, provider):
    provider.knows("s-1", **SOMEBODY | {"email": "iemand@elders.example.nl", "email_verified": True})
    go_through_provider(client)
    assert who_is_in(client) == "iemand@elders.example.nl"


@pytest.mark.parametrize(
    ("signed", "asked", "enters"),
    [
        ({"email": "iemand@goirle.example.nl"}, {}, "iemand@goirle.example.nl"),
        ({}, {"email": "iemand@goirle.example.nl"}, "iemand@goirle.example.nl"),
        (
            {"email": "iemand@goirle.example.nl"},
            {"email": "ander@goirle.example.nl", "email_verified": True},
            "iemand@goirle.example.nl",
        ),
        ({"email": "iemand@elders.example.nl"}, {"email_verified": True}, ""),
        ({"email_verified": True}, {"email": "iemand@elders.example.nl"}, ""),
        ({}, {"email": "iemand@goirle.example.nl", "sub": "s-2"}, ""),
        ({}, {"email": "iemand@goirle.example.nl", "sub": None}, ""),
    ],
)
def test_what_a_provider_signed_comes_before_what_it_answers(
    client, provider, answer_apart, signed, asked, enters
):
    provider.knows("s-1", tid=OURS, oid="o-1", **signed)
    answer_apart.update({"sub": "s-1"} | asked)
    go_through_provider(client)
    assert who_is_in(client) == enters


def test_a_tenant_that_is_no_longer_allowed_no_longer_logs_in(client, configure, provider):
    provider.knows("s-1", **SOMEBODY)
    go_through_provider(client)
    client.post("/uitloggen/")
    configure(tenants={FOREIGN: []})
    assert (
        "Uw organisatie kan hier niet op deze manier inloggen."
        in go_through_provider(client).content.decode()
    )
    assert not is_in(client)


def test_a_changed_address_at_the_provider_is_the_same_person(client, configure, provider):
    provider.knows("s-1", **SOMEBODY)
    go_through_provider(client)
    client.post("/uitloggen/")
    provider.knows("s-1", **SOMEBODY | {"email": "nieuwe.naam@goirle.example.nl"})
    go_through_provider(client)
    assert who_is_in(client) == "iemand@goirle.example.nl"
    assert User.objects.count() == 1


def test_the_same_address_with_another_identity_is_not_the_same_person(client, configure, provider):
    provider.knows("s-1", **SOMEBODY)
    go_through_provider(client)
    client.post("/uitloggen/")
    provider.knows("s-2", **SOMEBODY | {"oid": "o-2"})
    answer = go_through_provider(client, "s-2")
    assert (answer.status_code, is_in(client)) == (403, False)
    assert SocialAccount.objects.count() == 1


def test_an_account_with_a_password_is_not_entered_through_a_provider_that_gives_its_address(
    client, configure, provider
):
    make_user("iemand@goirle.example.nl")
    provider.knows("s-1", **SOMEBODY | {"email": "Iemand@Goirle.example.nl", "email_verified": True})
    answer = go_through_provider(client)
    assert "Log eerst in op een andere manier." in answer.content.decode()
    assert (answer.status_code, is_in(client)) == (403, False)
    assert not SocialAccount.objects.exists()


def test_somebody_links_a_provider_to_an_account_and_then_logs_in_by_it(client, configure, provider):
    make_user("iemand@goirle.example.nl")
    provider.knows("s-1", **SOMEBODY)
    log_in(client, "iemand@goirle.example.nl")
    client.post("/account/bevestigen/", {"password": PASSWORD})
    go_through_provider(client, road="/inloggen/via/goirle/?process=connect")
    assert "U logt ook in via Gemeente Goirle." in client.get("/account/koppelingen/").content.decode()

    client.post("/uitloggen/")
    go_through_provider(client)
    assert who_is_in(client) == "iemand@goirle.example.nl"


def test_a_link_is_taken_away_when_there_is_a_password(client, configure, provider):
    provider.knows("s-1", **SOMEBODY)
    go_through_provider(client)
    unlink = {"account": SocialAccount.objects.get().pk}
    page = client.post("/account/koppelingen/", unlink).content.decode()
    assert ("Stel eerst een wachtwoord in." in page, SocialAccount.objects.count()) == (True, 1)

    words = {"password1": "negen-paarse-fietsen", "password2": "negen-paarse-fietsen"}
    client.post("/account/wachtwoord/instellen/", words)
    client.post("/account/bevestigen/", {"password": words["password1"]})
    client.post("/account/koppelingen/", unlink)
    assert not SocialAccount.objects.exists()
    client.post("/uitloggen/")
    assert "Log eerst in op een andere manier." in go_through_provider(client).content.decode()


def test_nobody_takes_away_the_link_of_somebody_else(client, configure, provider):
    provider.knows("s-1", **SOMEBODY)
    go_through_provider(Client())
    make_user("ander@goirle.example.nl")
    log_in(client, "ander@goirle.example.nl")
    client.post("/account/koppelingen/", {"account": SocialAccount.objects.get().pk})
    assert SocialAccount.objects.exists()


def test_nobody_links_a_provider_of_another_tenant(client, configure, provider):
    make_user("iemand@goirle.example.nl")
    provider.knows("s-1", **SOMEBODY | {"tid": FOREIGN})
    log_in(client, "iemand@goirle.example.nl")
    client.post("/account/bevestigen/", {"password": PASSWORD})
    answer = go_through_provider(client, road="/inloggen/via/goirle/?process=connect")
    assert answer.status_code == 403
    assert not SocialAccount.objects.exists()


def test_a_provider_may_tell_people_apart_by_issuer_and_subject(client, configure, provider):
    configure(identity="iss+sub", tenants={provider.address: ["goirle.example.nl"]})
    provider.knows("s-1", email="iemand@goirle.example.nl")
    go_through_provider(client)
    assert who_is_in(client) == "iemand@goirle.example.nl"
    assert SocialAccount.objects.get().uid == f"{provider.address}|s-1"


def test_an_answer_that_this_browser_did_not_ask_for_is_refused(client, configure, provider):
    provider.knows("s-1", **SOMEBODY)
    at_provider = client.post("/inloggen/via/goirle/")
    back = requests.post(at_provider.url, data={"sub": "s-1"}, allow_redirects=False, timeout=10)
    parts = urlsplit(back.headers["Location"])
    other = Client()
    assert other.get(f"{parts.path}?{parts.query}").status_code == 401
    assert not is_in(other)


def test_a_visit_alone_sends_nobody_to_the_provider_and_an_unknown_one_is_absent(client, configure):
    assert client.get("/inloggen/via/goirle/").status_code == 200
    assert client.post("/inloggen/via/elders/").status_code == 404
    assert client.get("/inloggen/via/elders/terug/").status_code == 404


def test_the_login_page_names_the_provider_and_keeps_the_way_on(client, configure, provider):
    page = client.get("/inloggen/?next=/beheer/pages/").content.decode()
    assert "Inloggen via Gemeente Goirle" in page
    provider.knows("s-1", **SOMEBODY)
    road = "/inloggen/via/goirle/?process=login&next=/beheer/pages/"
    assert go_through_provider(client, road=road).url == "/beheer/pages/"
    client.post("/uitloggen/")
    foreign = "/inloggen/via/goirle/?process=login&next=https://evil.example.com/"
    assert go_through_provider(client, road=foreign).url == "/ingelogd/"


def test_a_provider_that_is_down_is_a_sentence(client, configure, settings):
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["server_url"] = "http://localhost:9"
    answer = client.post("/inloggen/via/goirle/")
    assert (answer.status_code, "Inloggen is niet gelukt" in answer.content.decode()) == (401, True)
