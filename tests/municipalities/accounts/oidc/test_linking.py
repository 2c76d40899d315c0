"""Linking a provider to an account that is there already, and taking the link away."""

from allauth.socialaccount.models import SocialAccount
from django.test import Client

from tests.factories import make_user
from tests.municipalities.accounts.conftest import PASSWORD, log_in
from tests.municipalities.accounts.oidc.going import FOREIGN, SOMEBODY, go_through_provider, who_is_in


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


def test_a_link_with_a_provider_that_is_gone_is_taken_away(client, configure, provider, settings):
    make_user("iemand@goirle.example.nl")
    provider.knows("s-1", **SOMEBODY)
    log_in(client, "iemand@goirle.example.nl")
    client.post("/account/bevestigen/", {"password": PASSWORD})
    go_through_provider(client, road="/inloggen/via/goirle/?process=connect")
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"].clear()
    assert "U logt ook in via goirle." in client.get("/account/koppelingen/").content.decode()
    client.post("/account/koppelingen/", {"account": SocialAccount.objects.get().pk})
    assert not SocialAccount.objects.exists()


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
