"""Logging in with a passkey, in a browser that has one, and that the pages of accounts are for everybody."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site
from tests.e2e.steps import demo_account, log_in, log_out, show_yourself

pytestmark = pytest.mark.e2e

# A computer that asks for a finger, and always gets it: https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn/
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def with_authenticator(page: Page) -> Page:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return page


def add_passkey(page: Page, site: Site, account: str, *, alone: bool) -> None:
    """Logs in, and adds a passkey that works ``alone`` or only after the password."""
    log_in(page, site, account)
    page.goto("/account/tweede-stap/passkeys/toevoegen/")
    show_yourself(page, demo_account(site, account)[1])
    page.get_by_label("Naam van de passkey").fill("Laptop van het werk")
    if alone:
        page.get_by_label("Hiermee log ik in zonder wachtwoord").check()
    page.get_by_role("button", name="Passkey toevoegen").click()
    page.wait_for_url("**/account/tweede-stap/herstelcodes/")


def test_somebody_adds_a_passkey_logs_in_with_it_alone_and_takes_it_away(
    with_authenticator: Page, site: Site
) -> None:
    page = with_authenticator
    add_passkey(page, site, "redacteur.lindehoven", alone=True)
    log_out(page)
    page.goto("/beheer/pages/")
    page.get_by_role("button", name="Gebruik een passkey").click()
    page.wait_for_url("**/beheer/pages/**")

    page.goto("/account/tweede-stap/passkeys/")
    expect(page.locator("main")).to_contain_text("hiermee logt u in zonder wachtwoord")
    page.get_by_role("link", name=re.compile("weghalen")).click()
    show_yourself(page, demo_account(site, "redacteur.lindehoven")[1])
    page.get_by_role("button", name="Passkey weghalen").click()
    expect(page.locator("main")).to_contain_text("U hebt nog geen passkey.")


def test_a_passkey_is_the_second_step_after_the_password(with_authenticator: Page, site: Site) -> None:
    page = with_authenticator
    add_passkey(page, site, "beheerder.waterdrecht", alone=False)
    log_out(page)
    log_in(page, site, "beheerder.waterdrecht")
    expect(page.locator("h1")).to_have_text(re.compile("De tweede stap"))
    page.get_by_role("button", name="Gebruik uw passkey").click()
    page.wait_for_url("**/beheer/")


def test_a_browser_without_a_passkey_says_so(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR | {"isUserVerified": False}})
    page.goto("/inloggen/")
    page.get_by_role("button", name="Gebruik een passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("De passkey is niet gebruikt.")


@pytest.mark.parametrize(
    "address", ["/inloggen/", "/inloggen/code/", "/wachtwoord-vergeten/", "/account/aanmaken/"]
)
def test_the_pages_of_logging_in_have_no_barriers(
    page: Page, address: str, barriers: Callable[[Page], list[str]]
) -> None:
    page.goto(address)
    assert barriers(page) == []
    if page.locator("main [type=email]").count():
        page.locator("main .kb-form button[type=submit]").click()
        expect(page.locator("main").get_by_role("alert").first).to_be_visible()
        assert barriers(page) == []


def test_the_pages_of_an_account_have_no_barriers_and_fit_a_small_screen(
    page: Page, site: Site, barriers: Callable[[Page], list[str]]
) -> None:
    log_in(page, site, "lezer.lindehoven")
    page.goto("/account/bevestigen/")
    show_yourself(page, demo_account(site, "lezer.lindehoven")[1])
    page.set_viewport_size({"width": 320, "height": 640})
    for address in ("", "e-mailadres/", "wachtwoord/", "tweede-stap/", "tweede-stap/app/"):
        page.goto(f"/account/{address}")
        assert barriers(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
