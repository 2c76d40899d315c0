"""Addresses and forms of the editor, as a browser uses them."""

from django.urls import reverse
from wagtail.models import Page


def editor(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def new_below(page: Page) -> str:
    return reverse("wagtailadmin_pages:add", args=["kennisbank", "visionpage", page.pk])


def vision_form(action: str = "", **changes: str) -> dict[str, str]:
    """What the editor's form of a vision sends, with one paragraph in its first section."""
    rows = ["reason", "principles", "independence", "ambitions", "actions", "parties", "money", "follow_up"]
    form = {f"{name}-count": "0" for name in [*rows, "files", "unplaced"]}
    form |= {
        "title": "Visie",
        "slug": "visie",
        "summary": "Waar we heen willen.",
        "mission": "Iedereen geholpen.",
    }
    form |= {"text_status": "werkversie", "practice": "onbekend", "licence": "", "comments-TOTAL_FORMS": "0"}
    form |= {"comments-INITIAL_FORMS": "0", **changes}
    return {**form, action: "1"} if action else form
