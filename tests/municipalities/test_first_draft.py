"""The first version of a page may lack anything but a title: what was typed is kept."""

import pytest
from django.test import Client
from django.urls import reverse

from kennisbank.models import VisionPage
from kennisbank.page_types.journey import FIRST_PHASES
from municipalities.models import ParticipantPage
from tests.factories import make_member
from tests.municipalities.editing import new_below, vision_form


@pytest.mark.parametrize("summary", ["", "Hoe wij onafhankelijke ondersteuning zien."])
def test_a_page_without_sections_is_kept_as_a_draft(
    client: Client, lindehoven: ParticipantPage, summary: str
) -> None:
    client.force_login(make_member(lindehoven, "redacteur"))
    empty = {name: "" for name, value in vision_form().items() if "mission" in name}
    answer = client.post(
        new_below(lindehoven), vision_form(**empty, title="Visie", slug="eerste", summary=summary)
    )
    assert answer.status_code == 302
    page = VisionPage.objects.get(slug="eerste")
    assert (page.live, page.summary) == (False, summary)


def test_a_new_klantreis_opens_with_its_first_phases(client: Client, lindehoven: ParticipantPage) -> None:
    client.force_login(make_member(lindehoven, "redacteur"))
    answer = client.get(reverse("wagtailadmin_pages:add", args=["kennisbank", "journeypage", lindehoven.pk]))
    assert answer.status_code == 200
    assert all(name in answer.content.decode() for name in FIRST_PHASES)


def test_a_page_without_an_address_gets_it_from_its_title(
    client: Client, lindehoven: ParticipantPage
) -> None:
    client.force_login(make_member(lindehoven, "redacteur"))
    answer = client.post(new_below(lindehoven), vision_form(title="Visie voor morgen", slug=""))
    assert answer.status_code == 302
    assert VisionPage.objects.get().slug == "visie-voor-morgen"
