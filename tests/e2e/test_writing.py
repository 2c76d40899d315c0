"""Writing in the editor: advice while typing, a colleague at the same page, and a session that ends."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.conftest import PATIENCE, Site
from tests.e2e.steps import log_in, nothing_kept, saved

pytestmark = pytest.mark.e2e

LONG = (
    "Wij willen dat alle inwoners van onze gemeente die dat nodig hebben, ook wie daar zelf niet om vraagt of niet "
    "weet dat het bestaat, op tijd een cliëntondersteuner vinden die naast hen staat."
)
SOONER = (
    "from datetime import timedelta; from django.utils import timezone; "
    "from django.contrib.sessions.models import Session; "
    "Session.objects.update(expire_date=timezone.now() + timedelta(minutes={minutes}))"
)


def let_sessions_end_in(site: Site, minutes: int) -> None:
    site.manage("shell", "-c", SOONER.format(minutes=minutes))


def open_vision(page: Page) -> str:
    page.goto("/beheer/pages/")
    page.get_by_role("link", name=re.compile("Visie cliëntondersteuning 2021")).first.click()
    page.wait_for_url(re.compile(r"/edit/"))
    expect(mission(page)).to_be_visible()
    return page.url


def mission(page: Page) -> Locator:
    return page.locator("[name=mission]")


def kept(page: Page) -> list[str]:
    return page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('kb-tekst:'))")


@pytest.fixture
def colleague(browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context(base_url=site.address, locale="nl-NL")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def test_a_redacteur_sees_advice_on_what_he_just_wrote(page: Page, site: Site) -> None:
    log_in(page, site, "redacteur.lindehoven")
    open_vision(page)
    page.get_by_role("button", name="Controles tonen of verbergen").click()
    panel = page.locator("[data-kb-advice]")
    expect(panel).to_contain_text("Leesbaarheidsindicatie")

    mission(page).fill(LONG)
    advice = panel.get_by_role("listitem").filter(has_text="Wij willen dat alle inwoners")
    expect(advice).to_contain_text("Maak er twee zinnen van.")
    saved(page)


def test_the_advice_is_a_page_that_needs_no_scripts(page: Page, site: Site, barriers) -> None:
    log_in(page, site, "redacteur.lindehoven")
    address = open_vision(page).replace("/edit/", "/schrijfadvies/")
    page.goto(address)

    expect(page.get_by_role("heading", name="Leesbaarheidsindicatie")).to_be_visible()
    assert [barrier for barrier in barriers(page) if "kb-advice" in barrier] == []


def test_who_writes_is_told_before_the_session_ends_and_can_stay(page: Page, site: Site) -> None:
    log_in(page, site, "redacteur.lindehoven")
    let_sessions_end_in(site, 5)
    open_vision(page)
    notice = page.locator("[data-kb-notice=session]")
    expect(notice).to_contain_text(re.compile(r"U wordt om \d\d:\d\d uur uitgelogd"))

    notice.get_by_role("button", name="Blijf ingelogd").click()
    expect(notice).to_have_count(0)
    page.reload()
    expect(mission(page)).to_be_visible()
    expect(notice).to_have_count(0)


def test_what_was_typed_after_the_session_ended_is_offered_back_after_logging_in(
    page: Page, site: Site
) -> None:
    log_in(page, site, "redacteur.lindehoven")
    open_vision(page)
    let_sessions_end_in(site, -1)
    mission(page).fill("Iedereen vindt de zilverreiger.")
    notice = page.locator("[data-kb-notice=session]")
    expect(notice).to_contain_text("U bent uitgelogd")
    assert len(kept(page)) == 1

    lines = (site.data_dir / "demo-accounts.txt").read_text().splitlines()
    address, password = next(
        line.split("\t")[:2] for line in lines if line.startswith("redacteur.lindehoven")
    )
    notice.get_by_role("link", name="Log opnieuw in").click()
    page.locator("[name=login]").fill(address)
    page.locator("[name=password]").fill(password)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    offer = page.locator("[data-kb-notice=kept]")
    expect(offer).to_contain_text("Op dit apparaat staat nog tekst")
    expect(mission(page)).not_to_have_value("Iedereen vindt de zilverreiger.")
    offer.get_by_role("button", name="Zet terug als concept").click()
    expect(mission(page)).to_have_value("Iedereen vindt de zilverreiger.")
    expect(offer).to_have_count(0)
    nothing_kept(page)


def test_text_that_was_kept_goes_when_it_is_thrown_away_and_at_logging_out(page: Page, site: Site) -> None:
    log_in(page, site, "redacteur.lindehoven")
    open_vision(page)
    form = page.locator("form[data-edit-form]").get_attribute("action")
    person = page.evaluate("JSON.parse(document.getElementById('kb-editor').textContent).user")
    value = "{at: Date.now(), submitted: false, revision: '', entries: [['mission', 'Weg.']]}"
    put = f"() => localStorage.setItem('kb-tekst:{person}:{form}:1', JSON.stringify({value}))"
    page.evaluate(put)
    page.reload()
    page.locator("[data-kb-notice=kept]").get_by_role("button", name="Gooi weg").click()
    nothing_kept(page)

    page.evaluate(put)
    page.goto("/beheer/images/")
    page.locator(".sidebar-footer__account").click()
    page.get_by_role("button", name="Uitloggen").click()
    page.wait_for_url(lambda url: "images" not in url)
    nothing_kept(page)

    log_in(page, site, "redacteur.lindehoven")
    page.evaluate(put)
    page.goto("/uitloggen/")
    page.get_by_role("button", name="Uitloggen").click()
    page.wait_for_url(lambda url: "uitloggen" not in url)
    nothing_kept(page)


def test_who_meets_a_newer_version_of_a_colleague_can_compare(
    page: Page, colleague: Page, site: Site
) -> None:
    log_in(page, site, "redacteur.lindehoven")
    log_in(colleague, site, "beheerder.lindehoven")
    open_vision(page)
    mission(page).fill("Van de redacteur.")
    saved(page)
    open_vision(colleague)
    mission(colleague).fill("Van de beheerder.")
    saved(colleague)

    mission(page).fill("Van de redacteur, en langer.")
    link = page.locator("[data-kb-compare]")
    expect(link).to_have_count(1, timeout=2 * PATIENCE)
    page.get_by_role("button", name="Bewaar concept").first.click()
    expect(link).to_be_visible()
    with page.context.expect_page() as opened:
        link.click()
    expect(opened.value.locator("main")).to_contain_text("beheerder")
