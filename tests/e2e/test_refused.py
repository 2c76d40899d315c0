"""A page that is submitted too early comes back with its text, and what is typed then is saved as before."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site
from tests.e2e.steps import log_in, saved

pytestmark = pytest.mark.e2e


def test_what_is_typed_after_a_refused_submit_is_saved_and_nothing_is_offered_back(
    page: Page, site: Site
) -> None:
    log_in(page, site, "redacteur.lindehoven")
    page.goto("/beheer/pages/")
    page.get_by_role("link", name=re.compile("onderliggende pagina")).first.click()
    page.get_by_role("link", name="Klantreis").first.click()
    page.locator("[name=title]").fill("De reis van de wulp")
    page.get_by_role("button", name="Meer acties").last.click()
    page.get_by_role("button", name="Indienen").click()
    expect(page.locator("main")).to_contain_text("Dit is een verplicht veld.")
    expect(page.locator("[name=title]")).to_have_value("De reis van de wulp")
    expect(page.locator("[data-kb-notice=kept]")).to_have_count(0)

    page.locator("[name=starts_where]").fill("Bij de eerste vraag.")
    saved(page)
    page.goto("/beheer/")
    page.get_by_role("link", name="De reis van de wulp").first.click()
    expect(page.locator("[name=starts_where]")).to_have_value("Bij de eerste vraag.")
