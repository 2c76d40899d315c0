"""The working day: a colleague is invited, writes, is read along with, and looks after what stands on the site."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Site
from tests.e2e.steps import (
    accept,
    code_of_app,
    decide,
    invite,
    log_in,
    log_in_with,
    log_out,
    set_password,
    set_up_app,
    submit,
)

pytestmark = pytest.mark.e2e

PASSWORD = "een rij van wilde ganzen"
JOURNEY = "De reis van de kraanvogel"
COMMENT = "Noem ook waar de reis eindigt."
WAITED_FOR_EIGHT_DAYS = """
from datetime import timedelta
from django.utils import timezone
from municipalities.models import FourEyesTaskState
from municipalities.review.late import ask_all_curators
FourEyesTaskState.objects.filter(status="in_progress").update(started_at=timezone.now() - timedelta(days=8))
ask_all_curators()
"""
TO_REVIEW_YESTERDAY = """
from datetime import timedelta
from django.utils import timezone
from wagtail.models import Page
from kennisbank.versions import write_in_every_version
for page in Page.objects.filter(title__in={titles!r}).specific():
    write_in_every_version(page, review_again_on=timezone.localdate() - timedelta(days=1))
"""


def at_the_desk(page: Page, site: Site, account: str) -> None:
    page.context.clear_cookies()
    log_in(page, site, account)
    page.goto("/beheer/")


def back_at_his_own_computer(page: Page, cookies: list) -> None:
    """Where the session of who just logged in with two steps goes on: a code of the app works once."""
    page.context.clear_cookies()
    page.context.add_cookies(cookies)
    page.goto("/beheer/")


def panel(page: Page, name: str) -> Locator:
    """One of the lists at the desk."""
    return page.locator(f"#{name}-section")


def write_journey(page: Page, title: str) -> None:
    """A new klantreis, up to its first section."""
    page.goto("/beheer/pages/")
    page.get_by_role("link", name=re.compile("onderliggende pagina")).first.click()
    page.get_by_role("link", name="Klantreis").first.click()
    page.locator("[name=title]").fill(title)
    page.locator("[name=summary]").fill("Van de eerste vraag tot het gesprek, met een kraanvogel als gids.")
    page.locator("[name=starts_where]").fill("Bij de eerste vraag.")


def test_a_new_redacteur_writes_what_a_beheerder_reads_along_with_and_anybody_finds(
    page: Page, site: Site
) -> None:
    log_in(page, site, "beheerder.lindehoven")
    invite(page, "Lindehoven", "ganzenhoeder@example.nl", "Redacteur")
    log_out(page)
    accept(page, site, "Lindehoven", "Redacteur", name="Nieuwe Ganzenhoeder")
    set_password(page, PASSWORD)
    secret = set_up_app(page, PASSWORD)
    log_out(page)
    log_in_with(page, "ganzenhoeder@example.nl", PASSWORD)
    expect(page.locator("h1")).to_have_text("De tweede stap")
    page.locator("main").get_by_label("Code").fill(code_of_app(secret))
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.wait_for_url("**/beheer/")
    logged_in = page.context.cookies()

    write_journey(page, JOURNEY)
    submit(page)
    page.goto("/beheer/")
    expect(panel(page, "desk-submitted")).to_contain_text(JOURNEY)

    at_the_desk(page, site, "beheerder.lindehoven")
    waiting = panel(page, "desk-waiting").get_by_role("row", name=JOURNEY)
    expect(waiting).to_contain_text("Nieuwe Ganzenhoeder")
    waiting.get_by_role("link", name=JOURNEY).click()
    decide(page, "Wijzigingen vragen", COMMENT)
    expect(page.locator(".messages")).to_contain_text("krijgt bericht dat u wijzigingen vraagt")

    back_at_his_own_computer(page, logged_in)
    came_back = panel(page, "desk-came-back")
    expect(came_back).to_contain_text(COMMENT)
    came_back.get_by_role("link", name=JOURNEY).click()
    expect(page.locator(".messages")).to_contain_text(COMMENT)
    page.locator("[name=ends_where]").fill("Als het plan er ligt.")
    submit(page)

    at_the_desk(page, site, "beheerder.lindehoven")
    panel(page, "desk-waiting").get_by_role("link", name=JOURNEY).click()
    expect(page.locator("main")).to_contain_text(COMMENT)
    decide(page, "Goedkeuren en publiceren")
    expect(page.locator(".messages")).to_contain_text(f"‘{JOURNEY}’ is gepubliceerd.")

    page.context.clear_cookies()
    page.goto("/zoeken?q=kraanvogel")
    page.get_by_role("link", name=JOURNEY).click()
    expect(page.locator("h1")).to_have_text(JOURNEY)
    expect(page.locator("main")).to_contain_text("Als het plan er ligt.")

    site.manage("shell", "-c", TO_REVIEW_YESTERDAY.format(titles=[JOURNEY]))
    back_at_his_own_computer(page, logged_in)
    to_review = panel(page, "desk-to-review").get_by_role("row", name=JOURNEY)
    expect(to_review).to_contain_text("Te laat")
    to_review.get_by_role("link", name=JOURNEY).click()
    page.locator("main").get_by_role("button", name="Klopt nog").click()
    page.wait_for_url("**/beheer/")
    expect(page.locator(".messages")).to_contain_text(f"‘{JOURNEY}’ klopt nog.")
    expect(panel(page, "desk-to-review").get_by_role("row", name=JOURNEY)).to_have_count(0)


def test_a_curator_reads_along_with_who_is_alone_and_looks_after_many_pages_at_once(
    page: Page, site: Site
) -> None:
    log_in(page, site, "curator")
    invite(page, "Goirle", "torenwachter@example.nl", "Beheerder")
    log_out(page)
    accept(page, site, "Goirle", "Beheerder")
    titles = ["De reis van de ooievaar", "De reis van de lepelaar"]
    for title in titles:
        write_journey(page, title)
        submit(page)
        expect(page.locator(".messages")).to_contain_text("U bent de enige die hier schrijft.")
    site.manage("shell", "-c", WAITED_FOR_EIGHT_DAYS)

    at_the_desk(page, site, "curator")
    for title in titles:
        page.goto("/beheer/werklijst/?what=lezen")
        row = page.get_by_role("row", name=title)
        expect(row).to_contain_text("Goirle")
        expect(row).to_contain_text("1 week")
        row.get_by_role("link", name=title).click()
        decide(page, "Goedkeuren en publiceren")
        expect(page.locator(".messages")).to_contain_text(f"‘{title}’ is gepubliceerd.")

    site.manage("shell", "-c", TO_REVIEW_YESTERDAY.format(titles=titles))
    page.goto("/beheer/werklijst/?what=nakijken")
    for title in titles:
        page.get_by_role("row", name=title).get_by_role("checkbox").check()
    page.get_by_role("link", name="Zeg van de gekozen pagina's dat ze nog kloppen").click()
    expect(page.locator("main")).to_contain_text(titles[0])
    page.get_by_role("button", name="Ja, ze kloppen nog").click()
    expect(page.locator(".messages")).to_contain_text("2 pagina's kloppen nog.")
    page.goto("/beheer/werklijst/?what=nakijken")
    expect(page.locator("main")).not_to_contain_text(titles[0])
