"""Every kind of page, in light and dark, on a phone and on a desk: no barrier, no cookie, nothing from elsewhere."""

import pytest

pytestmark = pytest.mark.e2e

SITE_PAGES = ["/", "/gemeenten/", "/gemeenten/goirle/", "/nieuws/", "/kennisproducten/", "/over/", "/hulp/"]
WHOLE_SITE = [*SITE_PAGES, "/zoeken?q=visie"]
TARGETS = "nav a, button, input, summary, .kb-tag--link, .kb-permalink, footer li a"


@pytest.fixture
def complaints(page):
    """What the browser says against a page, the content security policy included."""
    said = []
    page.on(
        "console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None
    )
    return said


def _one_page_of_each_kind(page) -> list[str]:
    """The addresses of a participant that has every kind of page, and of the first page of each kind."""
    page.goto("/gemeenten/lindehoven/")
    groups = page.locator(".kb-group").all()
    return [
        "/gemeenten/lindehoven/",
        *(group.get_by_role("link").first.get_attribute("href") for group in groups),
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_every_kind_of_page_is_free_of_barriers(page, barriers, complaints, scheme, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    kinds = _one_page_of_each_kind(page)
    assert len(kinds) >= 10
    for address in [*WHOLE_SITE, *kinds]:
        assert page.goto(address).status == 200
        assert page.locator("h1").count() == 1, address
        assert barriers(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert complaints == []
    assert page.context.cookies() == []


def test_a_keyboard_reaches_the_content_and_the_search_field(page):
    page.goto("/gemeenten/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"
    page.goto("/gemeenten/")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.type("visie")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken?q=visie")


def test_focus_is_visible_on_every_link_of_a_page(page):
    page.goto("/gemeenten/lindehoven/")
    for _ in range(40):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(({outlineStyle, outlineWidth}) => [outlineStyle, outlineWidth])(getComputedStyle(document.activeElement))"
        )
        assert style == ["solid", "3px"]


def test_the_contents_lead_to_a_section(page):
    page.goto("/gemeenten/lindehoven/")
    page.get_by_role("navigation", name="Op deze pagina").get_by_role("link").nth(1).click()
    name = page.url.partition("#")[2]
    assert page.locator(f"h2#{name}").is_visible()
    page.locator(f'.kb-toc__link[aria-current="true"][href="#{name}"]').wait_for()


def test_everything_can_be_read_without_scripts(browser, site):
    context = browser.new_context(base_url=site.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/gemeenten/lindehoven/")
    page.get_by_role("searchbox").fill("tafelgenoot")
    page.get_by_role("button", name="Zoek").click()
    page.locator("main article a").first.wait_for()
    context.close()


@pytest.mark.parametrize("address", ["/gemeenten/lindehoven/", "/"])
def test_targets_are_large_enough_for_a_finger(page, address):
    """WCAG 2.2, 2.5.8: 24 by 24 pixels, but for links in running text."""
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(address)
    small = page.evaluate(
        """selector => [...document.querySelectorAll(selector)]
            .filter((element) => element.checkVisibility())
            .map((element) => [element.textContent.trim(), element.getBoundingClientRect()])
            .filter(([, box]) => box.height < 24 || box.width < 24)
            .map(([text]) => text)""",
        TARGETS,
    )
    assert small == []
