"""The whole road: a municipality writes and publishes, a colleague elsewhere finds."""

import json
import re
import subprocess
from pathlib import Path

import pypandoc
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site
from tests.e2e.steps import approve, log_in, submit

pytestmark = pytest.mark.e2e

LETTER = """
# Kennisnemen van

De stand van zaken van het zwanenproject.

# Inleiding

In het voorjaar begon het project met een werkgroep.

# Informatie

De werkgroep maakte een visie en een klantreis.

# Vervolg

In het najaar volgt de evaluatie.
"""


def word_file(folder: Path, text: str) -> Path:
    file = folder / "brief.docx"
    pypandoc.convert_text(text, "docx", format="markdown", outputfile=str(file))
    return file


def test_a_beheerder_imports_a_word_file_a_curator_reads_along_and_anybody_finds_it(
    page: Page, site: Site, tmp_path: Path
) -> None:
    log_in(page, site, "beheerder.lindehoven")
    page.get_by_role("link", name="Document inlezen").click()
    page.locator("input[type=file]").set_input_files(word_file(tmp_path, LETTER))
    page.locator("select[name=kind]").select_option("raadsinformatiebrief")
    page.locator("main button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("Vervolg")
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"/pages/\d+/edit/"))
    page.locator("[name=title]").fill("Brief over het zwanenproject")
    editor = page.url
    submit(page)
    approve(page, site, "curator", editor)

    page.context.clear_cookies()
    page.goto("/zoeken?q=zwanenproject")
    page.get_by_role("link", name="Brief over het zwanenproject").click()
    expect(page.locator("h1")).to_have_text("Brief over het zwanenproject")
    expect(page.locator("main")).to_contain_text("In het najaar volgt de evaluatie.")


def test_a_redacteur_has_no_button_to_publish(page: Page, site: Site) -> None:
    log_in(page, site, "redacteur.lindehoven")
    page.goto("/beheer/pages/")
    page.get_by_role("link", name=re.compile("Visie cliëntondersteuning 2023")).first.click()
    page.wait_for_url(re.compile(r"/edit/"))

    expect(page.get_by_role("button", name="Publiceren")).to_have_count(0)


def test_a_lezer_finds_and_reads_what_is_for_colleagues_and_a_visitor_does_not(
    page: Page, site: Site
) -> None:
    hits = json.loads(
        site.manage("search", "les", "--as", "lezer.lindehoven@example.nl", "--json", "--limit", "200")
    )
    public = {hit["key"] for hit in json.loads(site.manage("search", "les", "--json", "--limit", "200"))}
    hidden = next(hit for hit in hits if hit["key"] not in public)

    assert page.goto(hidden["address"]).status == 404
    log_in(page, site, "lezer.lindehoven")
    page.wait_for_url("**/ingelogd/")
    assert page.goto(hidden["address"]).status == 200
    expect(page.locator("h1")).to_have_text(hidden["title"])


def test_the_command_finds_what_the_site_finds(site: Site) -> None:
    assert "Lindehoven" in site.manage("search", "tafelgenoten")
    with pytest.raises(subprocess.CalledProcessError):
        site.manage("search", "visie", "--as", "niemand@example.nl")
