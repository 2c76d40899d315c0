"""What an editor reads in the admin: *u* everywhere, our own name, and no link to the manual of Wagtail."""

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from municipalities.rights.applying import apply_all_rights
from tests.factories import make_member, make_participant, make_platform_member, make_vision
from tests.project.test_polite import FAMILIAR

pytestmark = pytest.mark.django_db

SHOWN_BY_A_SCRIPT = ["title", "aria-label", "placeholder", "data-w-tooltip-content-value"]
ADDRESSES = {
    "home": lambda page: reverse("wagtailadmin_home"),
    "explorer": lambda page: reverse("wagtailadmin_explore", args=[page.get_parent().pk]),
    "search in the explorer": lambda page: reverse("wagtailadmin_explore_root") + "?q=qqq",
    "editor": lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk]),
    "new page": lambda page: reverse(
        "wagtailadmin_pages:add", args=["kennisbank", "visionpage", page.get_parent().pk]
    ),
    "kinds of pages": lambda page: reverse("wagtailadmin_pages:add_subpage", args=[page.get_parent().pk]),
    "unpublish": lambda page: reverse("wagtailadmin_pages:unpublish", args=[page.pk]),
    "move": lambda page: reverse("wagtailadmin_pages:move", args=[page.pk]),
    "copy": lambda page: reverse("wagtailadmin_pages:copy", args=[page.pk]),
    "delete": lambda page: reverse("wagtailadmin_pages:delete", args=[page.pk]),
    "delete several": lambda page: (
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={page.pk}"
    ),
    "history": lambda page: reverse("wagtailadmin_pages:history", args=[page.pk]),
    "usage": lambda page: reverse("wagtailadmin_pages:usage", args=[page.pk]),
    "workflow history": lambda page: reverse("wagtailadmin_pages:workflow_history", args=[page.pk]),
    "page chooser": lambda page: reverse("wagtailadmin_choose_page"),
    "images": lambda page: reverse("wagtailimages:index"),
    "no images found": lambda page: reverse("wagtailimages:index") + "?q=qqq",
    "add images": lambda page: reverse("wagtailimages:add_multiple"),
    "image chooser": lambda page: reverse("wagtailimages_chooser:choose"),
    "documents": lambda page: reverse("wagtaildocs:index"),
    "add documents": lambda page: reverse("wagtaildocs:add_multiple"),
    "document chooser": lambda page: reverse("wagtaildocs_chooser:choose"),
    "account": lambda page: reverse("wagtailadmin_account"),
    "locked pages": lambda page: reverse("wagtailadmin_reports:locked_pages"),
    "aging pages": lambda page: reverse("wagtailadmin_reports:aging_pages"),
    "words of the scripts": lambda page: reverse("wagtailadmin_javascript_catalog"),
}


@pytest.fixture
def vision():
    page = make_vision(make_participant("Lindehoven"))
    apply_all_rights()
    return page


def log_in(client: Client, role: str, participant) -> None:
    user = make_platform_member("curator") if role == "curator" else make_member(participant, role)
    apply_all_rights()
    client.force_login(user)


def shown(content: str) -> str:
    """The text of a page and of what a script shows, without code; of a script all of it."""
    if not content.lstrip().startswith("<"):
        return content
    tree = html.fromstring(content)
    for code in tree.xpath("//style | //script[not(contains(@type, 'json'))]"):
        code.drop_tree()
    attributes = [value for name in SHOWN_BY_A_SCRIPT for value in tree.xpath(f"//@{name}")]
    return "\n".join([tree.text_content(), *attributes])


@pytest.mark.parametrize("role", ["redacteur", "curator"])
def test_no_page_of_the_admin_says_je(client, vision, role):
    log_in(client, role, vision.get_parent().specific)
    answers = {name: client.get(address(vision)) for name, address in ADDRESSES.items()}
    assert {answer.status_code for answer in answers.values()} <= {200, 302}
    texts = {name: shown(answer.content.decode()) for name, answer in answers.items()}
    assert "Bezig met opslaan" in texts["words of the scripts"]
    found = [(name, line.strip()) for name, text in texts.items() for line in text.splitlines()]
    assert [(name, line) for name, line in found if FAMILIAR.search(line)] == []


def test_the_admin_bears_the_name_of_the_site_and_leads_to_no_manual_elsewhere(client, vision):
    log_in(client, "redacteur", vision.get_parent().specific)
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert html.fromstring(home).findtext(".//title") == "Uw bureau - Kennisbank Koplopers"
    assert "/hulp/uw-document-erop/" in home
    assert "wagtail.org" not in home
