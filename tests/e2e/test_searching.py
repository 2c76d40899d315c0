"""Searching in a real browser: suggestions by keyboard and mouse, filters at once, and both without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.e2e

FIELDS = {
    "/": "Waar bent u naar op zoek?",
    "/gemeenten/": "Zoekwoorden",
    "/zoeken": "Waar bent u naar op zoek?",
}


def type_in_field(page: Page, address: str, words: str):
    page.goto(address)
    field = page.get_by_role("combobox", name=FIELDS[address])
    field.press_sequentially(words, delay=20)
    expect(field).to_have_attribute("aria-expanded", "true")
    return field


@pytest.mark.parametrize("address", FIELDS)
def test_the_arrow_keys_go_through_the_suggestions_and_enter_opens_one(page, address):
    field = type_in_field(page, address, "klantr")
    options = page.get_by_role("option")
    assert options.count() >= 3
    assert page.evaluate("document.activeElement.getAttribute('aria-controls')") == page.get_by_role(
        "listbox"
    ).get_attribute("id")

    def active() -> str:
        return page.locator("[role=option][aria-selected=true]").get_attribute("id") or ""

    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == active() == options.first.get_attribute("id")
    field.press("End")
    assert active() == options.last.get_attribute("id")
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") is None
    field.press("ArrowUp")
    assert active() == options.last.get_attribute("id")
    field.press("Home")
    assert active() == options.first.get_attribute("id")
    wanted = options.first.get_attribute("href") or ""
    field.press("Enter")
    page.wait_for_url(f"**{wanted}")


def test_enter_without_a_choice_searches_for_what_was_typed(page):
    field = type_in_field(page, "/", "klantr")
    field.press("Enter")
    page.wait_for_url("**/zoeken?q=klantr")


def test_escape_closes_the_suggestions_and_tab_leaves_the_field(page):
    field = type_in_field(page, "/", "klantr")
    field.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("klantr")
    field.press("ArrowDown")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("Tab")
    expect(field).to_have_attribute("aria-expanded", "false")
    assert page.evaluate("document.activeElement.textContent").strip() == "Zoek"


def test_a_press_of_the_mouse_opens_a_suggestion(page):
    type_in_field(page, "/gemeenten/", "lindeh")
    page.get_by_role("option", name="Lindehoven").last.click()
    page.wait_for_url("**/gemeenten/lindehoven/")


def test_the_number_of_suggestions_is_told(page):
    type_in_field(page, "/", "klantr")
    number = page.get_by_role("option").count()
    expect(page.locator("form [role=status]")).to_have_text(f"{number} suggesties.")


def test_nothing_breaks_when_suggestions_do_not_come(page):
    page.route("**/zoeken/suggesties*", lambda route: route.abort())
    page.goto("/")
    field = page.get_by_role("combobox", name=FIELDS["/"])
    field.press_sequentially("visie", delay=20)
    page.wait_for_timeout(400)
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press("Enter")
    page.wait_for_url("**/zoeken?q=visie")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_open_suggestions_are_free_of_barriers_and_fit(page, barriers, scheme, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    for address in FIELDS:
        type_in_field(page, address, "kla").press("ArrowDown")
        assert barriers(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_every_face_of_the_search_page_is_free_of_barriers(page, barriers, scheme, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    for asked in (
        "q=visie&uitleg=1",
        "q=visei",
        "q=%22geen+enkele+pagina%22",
        "q=visie&soort=les&soort=visie",
    ):
        page.goto(f"/zoeken?{asked}#filters")
        assert barriers(page) == [], asked
        assert page.evaluate("document.documentElement.scrollWidth") <= width, asked


def test_a_filter_works_as_soon_as_it_is_ticked_and_keeps_the_focus(page):
    page.goto("/zoeken?q=visie")
    page.evaluate("window.stayed = true")
    expect(page.get_by_role("button", name="Pas filters toe")).to_be_hidden()
    box = page.locator("input[name=soort][value=visie]")
    box.focus()
    page.keyboard.press("Space")
    page.wait_for_url("**/zoeken?q=visie&soort=visie")
    expect(page.locator(".chip")).to_contain_text("Visie")
    assert page.evaluate("document.activeElement.value") == "visie"
    expect(page.locator("#zoekmelding")).to_have_text(re.compile(r"^\d+ pagina's voor ‘visie’$"))
    page.go_back()
    expect(page.locator(".chip")).to_have_count(0)
    expect(box).not_to_be_checked()
    assert page.evaluate("window.stayed") is True


def test_on_a_phone_the_filters_wait_below_the_hits(page):
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto("/zoeken?q=visie")
    box = page.locator("input[name=soort][value=visie]")
    expect(box).to_be_hidden()
    page.get_by_role("link", name="Naar de filters").click()
    expect(box).to_be_visible()
    assert page.locator(".hits").bounding_box()["y"] < page.locator("#filters").bounding_box()["y"]


def test_without_scripts_the_field_and_the_filters_are_plain_forms(browser, site):
    context = browser.new_context(base_url=site.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/zoeken?q=visie")
    expect(page.get_by_role("combobox")).to_have_count(0)
    page.locator("input[name=soort][value=visie]").check()
    page.get_by_role("button", name="Pas filters toe").click()
    page.wait_for_url("**/zoeken?q=visie&soort=visie")
    context.close()
