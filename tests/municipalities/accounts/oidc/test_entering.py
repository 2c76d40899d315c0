"""Logging in through a provider: who gets in, and as whom."""

from urllib.parse import urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from municipalities.models import User
from tests.factories import make_user
from tests.municipalities.accounts.conftest import is_in
from tests.municipalities.accounts.oidc.going import FOREIGN, OURS, SOMEBODY, go_through_provider, who_is_in


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
