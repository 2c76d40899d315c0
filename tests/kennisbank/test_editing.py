"""What editors do beside writing: choosing who may read, giving imported text a place, publishing."""

import pytest
from django.test import Client
from django.urls import reverse

from kennisbank.editing.unplaced import move_part, parts_of
from kennisbank.models import SearchDocument, VisionPage
from kennisbank.placing import change_audience
from tests.factories import add_page, make_member, make_participant, make_vision

pytestmark = pytest.mark.django_db(transaction=True)

IMPORTED = (
    "<p>Los begin.</p><p><b>Kosten</b></p><p>Het kost geld.</p><p><b>Vragen</b></p><ul><li>Wie?</li></ul>"
)


def audience_url(page: VisionPage) -> str:
    return reverse("kennisbank_audience", args=[page.pk])


@pytest.mark.parametrize("role", ["redacteur", "beheerder"])
def test_an_editor_narrows_a_published_page_at_once_but_does_not_widen_it(client: Client, role: str) -> None:
    participant = make_participant()
    vision = make_vision(participant)
    client.force_login(make_member(participant, role))

    client.post(audience_url(vision), {"audience": "netwerk"})
    assert SearchDocument.objects.get(page_id=vision.pk).audience == "netwerk"
    answer = client.post(audience_url(vision), {"audience": "openbaar"}, follow=True)
    assert "pas als iemand anders akkoord is" in answer.content.decode()
    assert SearchDocument.objects.get(page_id=vision.pk).audience == "netwerk"


def test_who_may_read_a_draft_is_free_to_choose(client: Client) -> None:
    participant = make_participant()
    draft = make_vision(participant, live=False)
    change_audience(draft, "deelnemer", None)
    client.force_login(make_member(participant, "redacteur"))
    client.post(audience_url(draft), {"audience": "openbaar"})

    assert VisionPage.objects.get(pk=draft.pk).audience == "openbaar"


def test_nobody_chooses_who_reads_a_page_of_another_participant(client: Client) -> None:
    vision = make_vision(make_participant("Lindehoven"))
    client.force_login(make_member(make_participant("Waterdrecht"), "beheerder"))
    answer = client.post(audience_url(vision), {"audience": "deelnemer"})

    assert answer.status_code in {302, 403}
    assert SearchDocument.objects.get(page_id=vision.pk).audience == "openbaar"


def test_an_audience_that_does_not_exist_changes_nothing(client: Client) -> None:
    participant = make_participant()
    vision = make_vision(participant)
    client.force_login(make_member(participant, "beheerder"))
    answer = client.post(audience_url(vision), {"audience": "deelnemer:999"})

    assert answer.status_code == 200
    assert SearchDocument.objects.get(page_id=vision.pk).audience == "openbaar"


def test_a_heading_starts_a_new_part_and_every_part_can_move() -> None:
    page = VisionPage(title="Visie", unplaced=[("text", IMPORTED)])

    assert len(parts_of(page)) == 3
    move_part(page, 1, "money")
    assert page.money[0].value.source == "<p><b>Kosten</b></p><p>Het kost geld.</p>"
    assert [part.value for part in parts_of(page)] == [
        "<p>Los begin.</p>",
        "<p><b>Vragen</b></p><ul><li>Wie?</li></ul>",
    ]


def test_a_redacteur_moves_imported_text_into_a_section_of_the_draft(client: Client) -> None:
    participant = make_participant()
    vision = make_vision(participant, unplaced=[("text", IMPORTED)])
    client.force_login(make_member(participant, "redacteur"))
    url = reverse("kennisbank_unplaced", args=[vision.pk])
    assert "Het kost geld." in client.get(url).content.decode()
    client.post(url, {"part": 1, "section": "money", "version": vision.latest_revision_id})

    draft = VisionPage.objects.get(pk=vision.pk).get_latest_revision_as_object()
    assert "Het kost geld." in draft.money.raw_data[0]["value"]
    assert "Het kost geld." not in str(draft.unplaced.raw_data)
    assert not VisionPage.objects.get(pk=vision.pk).money


@pytest.mark.parametrize(
    "change", [{"part": 99}, {"section": "principles"}, {"version": 1}, {"version": ""}, {"part": "x"}]
)
def test_moving_what_is_not_there_or_has_changed_changes_nothing(
    client: Client, change: dict[str, object]
) -> None:
    participant = make_participant()
    vision = make_vision(participant, unplaced=[("text", IMPORTED)])
    client.force_login(make_member(participant, "redacteur"))
    revisions = vision.revisions.count()
    post = {"part": 0, "section": "money", "version": vision.latest_revision_id, **change}
    answer = client.post(reverse("kennisbank_unplaced", args=[vision.pk]), post, follow=True)

    assert "intussen veranderd" in answer.content.decode()
    assert vision.revisions.count() == revisions


def test_what_is_not_yet_placed_is_never_public(client: Client) -> None:
    vision = make_vision(make_participant(), unplaced=[("text", "<p>Geheim concept.</p>")])

    assert "Geheim concept" not in client.get(vision.url).content.decode()
    assert "Geheim concept" not in SearchDocument.objects.get(page_id=vision.pk).body


def test_a_page_without_a_section_is_not_published_and_says_what_lacks() -> None:
    empty = add_page(VisionPage, make_participant(), live=False)

    assert empty.publishing_problem().startswith("Vul ten minste één onderdeel in")
    empty.mission = "Iedereen vindt de weg."
    assert empty.publishing_problem() == ""
