"""What the manuals name is there, and what is there is named."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
OURS = {"kennisbank", "municipalities", "lessons", "search"}
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def test_the_table_of_commands_names_each_of_ours():
    table = (ROOT / "docs" / "administrators" / "commands.md").read_text()
    named = set(re.findall(r"^\| `python manage\.py (\w+)", table, re.MULTILINE))
    ours = {name for name, app in get_commands().items() if app in OURS}
    assert named == ours | {"createsuperuser"}
    assert set(apps.app_configs) >= OURS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_page_and_picture_that_a_manual_links_to_is_there(page):
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text())
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert missing == []


def test_the_readme_shows_the_site_in_a_picture_that_loads_quickly():
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", (ROOT / "README.md").read_text())
    assert pictures
    assert all((ROOT / picture).stat().st_size < 200_000 for picture in pictures)
