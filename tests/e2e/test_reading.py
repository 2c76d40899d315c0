"""A visitor reads and finds, with and without a small screen, and meets no barrier."""

import pytest

pytestmark = pytest.mark.e2e

ADDRESSES = {
    "/": 200,
    "/gemeenten/": 200,
    "/gemeenten/lindehoven/": 200,
    "/zoeken?q=visie": 200,
    "/no-such-page/": 404,
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_visitor_meets_no_barrier(page, barriers, address):
    assert page.goto(address).status == ADDRESSES[address]
    assert page.locator("h1").count() == 1
    assert barriers(page) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_phone_scrolls_in_one_direction_only(page, address):
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.goto(address).status == ADDRESSES[address]
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_visitor_searches_from_the_home_page_and_opens_a_hit(page):
    page.goto("/")
    page.get_by_role("combobox", name="Waar bent u naar op zoek?").fill("cliëntondersteuning")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken?*")
    assert "cliëntondersteuning" in page.title()
    page.locator("main h2 a, main h3 a").first.click()
    page.wait_for_load_state()
    assert "/zoeken" not in page.url
    assert page.locator("h1").count() == 1
