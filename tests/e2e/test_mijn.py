"""A beheerder invites a colleague, who opens the link of the mail, logs in with a code and is in."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site
from tests.e2e.steps import accept, invite, log_in, log_out

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
    invite(page, "Lindehoven", "nieuwe.collega@example.nl", "Redacteur", look)
    log_out(page)
    accept(page, site, "Lindehoven", "Redacteur", look)
    expect(page.get_by_role("navigation", name="Hoofdnavigatie")).to_contain_text("Mijn kennisbank")
