"""Every page about an account is ours, Dutch, says u, and opens for whom it is meant."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import get_resolver

from municipalities.accounts import urls
from municipalities.models import User
from tests.municipalities.accounts.conftest import PASSWORD, log_in
from tests.municipalities.accounts.test_own_account import INFORMAL, ROOT
from tests.municipalities.accounts.test_second_factor import set_up_app


def as_member(client: Client) -> None:
    log_in(client)
    client.post("/account/bevestigen/", {"password": PASSWORD})


def as_member_with_app(client: Client) -> None:
    log_in(client)
    set_up_app(client)


def as_member_without_password(client: Client) -> None:
    client.force_login(User.objects.create_user("zonder@example.nl"))


def after_the_password(client: Client) -> None:
    as_member_with_app(client)
    client.post("/uitloggen/")
    log_in(client)


def after_asking_for_a_code(client: Client) -> None:
    client.post("/inloggen/code/", {"email": "iemand@example.nl"})


ANYBODY = [
    "/inloggen/afgesloten/",
    "/inloggen/via/geannuleerd/",
    "/inloggen/via/mislukt/",
    "/wachtwoord-vergeten/",
    "/wachtwoord-vergeten/gelukt/",
    "/wachtwoord-vergeten/verstuurd/",
]
MEMBER = [
    *ANYBODY,
    "/account/",
    "/account/naam/",
    "/account/bevestigen/",
    "/account/e-mailadres/",
    "/account/koppelingen/",
    "/account/tweede-stap/",
    "/account/tweede-stap/herstelcodes/maken/",
    "/account/tweede-stap/passkeys/",
    "/account/tweede-stap/passkeys/toevoegen/",
    "/account/wachtwoord/",
    "/ingelogd/",
    "/uitloggen/",
]
VISITOR = [*ANYBODY, "/account/aanmaken/", "/inloggen/", "/inloggen/code/"]
WITH_APP = [
    "/account/tweede-stap/app/uitzetten/",
    "/account/tweede-stap/bevestigen/",
    "/account/tweede-stap/herstelcodes/",
]
PAGES: dict[Callable[[Client], None], list[str]] = {
    lambda client: None: VISITOR,
    as_member: [*MEMBER, "/account/tweede-stap/app/"],
    as_member_with_app: [*MEMBER, *WITH_APP],
    as_member_without_password: ["/account/wachtwoord/instellen/"],
    after_the_password: ["/inloggen/tweede-stap/"],
    after_asking_for_a_code: ["/inloggen/code/invullen/"],
}
WITH_PASSKEY = {
    "/inloggen/passkey/",
    "/account/tweede-stap/passkeys/bevestigen/",
}  # In tests/e2e/test_accounts.py.


def addresses() -> set[str]:
    """Every address of accounts that has no part to fill in."""
    found = get_resolver(urls.__name__).reverse_dict
    ways = [found.getlist(name)[0][0][0] for name in found if isinstance(name, str)]
    return {f"/{address}" for address, parts in ways if not parts}


def test_every_address_is_a_page_for_somebody():
    assert {address for pages in PAGES.values() for address in pages} | WITH_PASSKEY == addresses()


@pytest.mark.parametrize(
    ("become", "address"), [(become, address) for become, pages in PAGES.items() for address in pages]
)
def test_a_page_is_one_of_ours_and_says_u(client, person, become, address):
    become(client)
    answer = client.get(address)
    assert answer.status_code == (401 if address == "/inloggen/via/mislukt/" else 200)
    used = [template.origin.name for template in answer.templates if template.origin]
    assert any(Path(name).is_relative_to(ROOT / "templates") for name in used)
    assert [name for name in used if "allauth" in Path(name).parts] == []
    assert not INFORMAL.search(re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.parametrize("address", sorted(addresses() - set(VISITOR)))
def test_a_visitor_is_sent_on_from_every_other_page(client, address):
    assert client.get(address).status_code == 302
