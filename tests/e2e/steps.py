"""What people do on the site in more than one test, as they do it: with links, fields and buttons."""

import re
import time
from collections.abc import Callable

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site

SECONDS_OF_A_CODE = 30


def demo_account(site: Site, account: str) -> tuple[str, str]:
    """The address and the password of an account of the example content."""
    lines = (site.data_dir / "demo-accounts.txt").read_text().splitlines()
    address, password = next(line.split("\t")[:2] for line in lines if line.startswith(account))
    return address, password


def log_in(page: Page, site: Site, account: str) -> None:
    log_in_with(page, *demo_account(site, account))


def log_in_with(page: Page, address: str, password: str) -> None:
    page.goto("/beheer/")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    page.locator("[name=login]").fill(address)
    page.locator("[name=password]").fill(password)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.wait_for_load_state("networkidle")


def log_out(page: Page) -> None:
    page.goto("/uitloggen/")
    page.locator("main").get_by_role("button", name="Uitloggen").click()


def invite(
    page: Page, participant: str, address: str, role: str, look: Callable[[], None] = lambda: None
) -> None:
    """From *Mijn kennisbank*, as who may invite for this participant; ``look`` is called at each page on the way."""
    page.goto("/mijn/")
    look()
    nobody_manages = page.locator("summary", has_text="Geen beheerder")
    if nobody_manages.count():
        nobody_manages.click()
        page.get_by_role("link", name=participant, exact=True).click()
    else:
        page.get_by_role("link", name="Mensen en uitnodigingen").click()
    page.get_by_role("link", name="Nodig een collega uit").click()
    look()
    page.get_by_label("E-mailadres van uw collega").fill(address)
    page.get_by_label(f"{role}:").check()
    page.get_by_role("button", name="Verstuur de uitnodiging").click()
    expect(page.locator("main").get_by_role("status")).to_contain_text(f"gemaild naar {address}")
    look()


def accept(
    page: Page,
    site: Site,
    participant: str,
    role: str,
    look: Callable[[], None] = lambda: None,
    name: str = "",
) -> None:
    """Open the link of the newest invitation, log in with the code that is mailed, and take the role.

    ``name``: first and last name, of who says what he is called.
    """
    page.goto(re.findall(r"/uitnodiging/[\w-]+/", site.outbox)[-1])
    expect(page.locator("h1")).to_have_text(f"Uitnodiging voor {participant}")
    look()
    page.get_by_role("button", name="Mail mij een code").click()
    page.locator("main").get_by_label("Code").fill(
        re.findall(r"^[A-Z]{4}-[A-Z]{4}$", site.outbox, re.MULTILINE)[-1]
    )
    page.get_by_role("button", name="Inloggen", exact=True).click()
    look()
    first, _space, last = name.partition(" ")
    page.get_by_label("Voornaam").fill(first)
    page.get_by_label("Achternaam").fill(last)
    page.get_by_role("button", name="Neem de uitnodiging aan").click()
    page.wait_for_url("**/mijn/")
    expect(page.locator("main").get_by_role("status")).to_have_text(
        f"U bent nu {role.lower()} bij {participant}."
    )
    look()


def set_password(page: Page, password: str) -> None:
    page.goto("/account/")
    page.get_by_role("link", name="Wachtwoord instellen").click()
    for field in page.locator("main [type=password]").all():
        field.fill(password)
    page.locator("main .kb-form button[type=submit]").click()
    page.wait_for_load_state("networkidle")


def show_yourself(page: Page, password: str) -> None:
    """Give the password again, which the site asks before it changes how somebody logs in."""
    page.locator("[name=password]").fill(password)
    page.get_by_role("button", name="Verder").click()


def set_up_app(page: Page, password: str) -> str:
    """An app with codes as the second step; returns its secret."""
    page.goto("/account/tweede-stap/app/")
    show_yourself(page, password)
    secret = page.locator("main .nl-code").inner_text()
    page.locator("main").get_by_label("Code").fill(code_of_app(secret))
    page.get_by_role("button", name="App instellen").click()
    page.wait_for_url("**/account/tweede-stap/herstelcodes/")
    return secret


def code_of_app(secret: str) -> str:
    """What the app shows now; the site takes each code once."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // SECONDS_OF_A_CODE))


def submit(page: Page) -> None:
    page.get_by_role("button", name="Meer acties").last.click()
    page.get_by_role("button", name="Indienen").click()
    expect(page.locator(".messages")).to_contain_text("wacht op een tweede lezer")


def approve(page: Page, site: Site, account: str, address: str) -> None:
    """Read along as somebody else, on the page to which the mail and the editor lead."""
    page.context.clear_cookies()
    log_in(page, site, account)
    page.goto(address)
    page.get_by_role("link", name="Nakijken").first.click()
    decide(page, "Goedkeuren en publiceren")
    expect(page.locator(".messages")).to_contain_text("gepubliceerd")


def decide(page: Page, button: str, comment: str = "") -> None:
    """On the page of the second reader, of a text that everybody will read."""
    expect(page.locator("main")).to_contain_text("Na uw akkoord leest dit: iedereen.")
    page.get_by_label("Opmerking voor de schrijver").fill(comment)
    page.get_by_role("button", name=button).click()


def saved(page: Page) -> None:
    """Wait until autosave brought what was typed to the server, and the browser therefore keeps nothing."""
    page.wait_for_function(
        "() => document.querySelector('#w-autosave-indicator').dataset.wAutosaveStateValue === 'saved'"
    )
    nothing_kept(page)


def nothing_kept(page: Page) -> None:
    """Wait until the browser keeps no text."""
    page.wait_for_function("() => !Object.keys(localStorage).some(key => key.startsWith('kb-tekst:'))")
