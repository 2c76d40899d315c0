"""A beheerder invites a colleague, who opens the link of the mail, logs in with a code and is in."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site
from tests.e2e.test_accounts import log_out
from tests.e2e.test_whole_road import log_in

pytestmark = pytest.mark.e2e

SMALL = {"width": 320, "height": 640}


def test_a_colleague_is_invited_and_comes_in(
    page: Page, site: Site, barriers: Callable[[Page], list[str]]
) -> None:
    def look() -> None:
        """At what a small screen shows of this page."""
        assert barriers(page) == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"], page.url

    page.set_viewport_size(SMALL)
    log_in(page, site, "beheerder.lindehoven")
    page.goto("/mijn/")
    look()
    page.get_by_role("link", name="Mensen en uitnodigingen").click()
    page.get_by_role("link", name="Nodig een collega uit").click()
    look()
    page.get_by_label("E-mailadres van uw collega").fill("nieuwe.collega@example.nl")
    page.get_by_label("Redacteur:").check()
    page.get_by_role("button", name="Verstuur de uitnodiging").click()
    expect(page.locator("main").get_by_role("status")).to_contain_text(
        "gemaild naar nieuwe.collega@example.nl"
    )
    look()
    log_out(page)

    page.goto(re.findall(r"/uitnodiging/[\w-]+/", site.outbox)[-1])
    expect(page.locator("h1")).to_have_text("Uitnodiging voor Lindehoven")
    look()
    page.get_by_role("button", name="Mail mij een code").click()
    page.locator("main").get_by_label("Code").fill(
        re.findall(r"^[A-Z]{4}-[A-Z]{4}$", site.outbox, re.MULTILINE)[-1]
    )
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.get_by_role("button", name="Neem de uitnodiging aan").click()
    page.wait_for_url("**/mijn/")
    expect(page.locator("main").get_by_role("status")).to_have_text("U bent nu redacteur bij Lindehoven.")
    expect(page.get_by_role("navigation", name="Hoofdnavigatie")).to_contain_text("Mijn kennisbank")
    look()
