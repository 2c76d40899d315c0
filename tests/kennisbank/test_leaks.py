"""Roads by which what is meant for some could reach others."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission

from kennisbank.models import CustomDocument, VisionPage
from kennisbank.placing import change_audience
from tests.factories import add_page, make_home, make_member, make_participant, make_vision

pytestmark = pytest.mark.django_db(transaction=True)

FILE = b"Alleen voor Lindehoven."


def make_document(user: object = None) -> CustomDocument:
    make_home()
    document = CustomDocument(title="Geheime bijlage", uploaded_by_user=user)
    document.file.save("bijlage.txt", ContentFile(FILE))
    return document


def body(answer: object) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]


def vision_form(document: CustomDocument | None = None, page: VisionPage | None = None) -> dict[str, object]:
    """What the browser sends for a new vision that names a file or a page of somebody else."""
    rows = {
        "files-count": "1",
        "files-0-deleted": "",
        "files-0-order": "0",
        "files-0-type": "row",
        "files-0-id": "",
        "files-0-value-title": "Bijlage",
        "files-0-value-file": document.pk if document else "",
    }
    empty = ["reason", "principles", "independence", "ambitions", "actions", "parties", "money", "follow_up"]
    return {
        "title": "Visie",
        "slug": "visie",
        "summary": "Een zin.",
        "text_status": "werkversie",
        "practice": "onbekend",
        "replaced_by": page.pk if page else "",
        "mission": "Onze missie.",
        **({f"{name}-count": "0" for name in [*empty, "unplaced"]}),
        **(rows if document else {"files-count": "0"}),
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "1",
    }


def test_a_beheerder_cannot_publish_a_file_of_another_participant(client: Client) -> None:
    document = make_document(make_member(make_participant("Lindehoven"), "redacteur"))
    other = make_participant("Waterdrecht")
    client.force_login(make_member(other, "beheerder"))
    address = reverse("wagtailadmin_pages:add", args=["kennisbank", "visionpage", other.pk])
    answer = client.post(address, vision_form(document))

    assert "Geheime bijlage" not in body(answer).decode()
    assert not VisionPage.objects.exists()
    client.logout()
    assert client.get(document.url).status_code == 404


def test_a_beheerder_learns_no_title_by_pointing_at_a_hidden_page(client: Client) -> None:
    hidden = make_vision(make_participant("Lindehoven"), title="Geheime visie")
    change_audience(hidden, "deelnemer", None)
    other = make_participant("Waterdrecht")
    client.force_login(make_member(other, "beheerder"))
    address = reverse("wagtailadmin_pages:add", args=["kennisbank", "visionpage", other.pk])
    for form in (vision_form(page=hidden), {**vision_form(page=hidden), "title": ""}):
        assert "Geheime visie" not in body(client.post(address, form)).decode()

    parent = hidden.get_parent()
    chooser = client.get(reverse("wagtailadmin_choose_page_child", args=[parent.pk]))
    assert "Geheime visie" not in chooser.content.decode()


def test_a_beheerder_publishes_a_file_of_his_own(client: Client) -> None:
    participant = make_participant()
    beheerder = make_member(participant, "beheerder")
    document = make_document(beheerder)
    grant = GroupCollectionPermission.objects.filter(group__in=beheerder.groups.all()).first()
    assert grant is not None
    CustomDocument.objects.update(collection=Collection.objects.get(pk=grant.collection_id))
    client.force_login(beheerder)
    address = reverse("wagtailadmin_pages:add", args=["kennisbank", "visionpage", participant.pk])
    client.post(address, vision_form(document))
    VisionPage.objects.get().get_latest_revision().publish()
    client.logout()

    assert VisionPage.objects.get().live
    assert body(client.get(document.url)) == FILE


@pytest.mark.parametrize("method", ["get", "head", "options", "trace", "post", "put", "patch", "delete"])
def test_no_method_tells_a_visitor_that_a_hidden_page_exists(client: Client, method: str) -> None:
    vision = make_vision(make_participant(), slug="visie")
    change_audience(vision, "netwerk", None)
    hidden, missing = (
        getattr(client, method)(vision.url),
        getattr(client, method)("/gemeenten/lindehoven/niets/"),
    )

    assert (hidden.status_code, body(hidden)) == (missing.status_code, body(missing))
    assert dict(hidden.headers) == dict(missing.headers)


def test_the_old_address_of_a_hidden_page_leads_nowhere(client: Client) -> None:
    vision = make_vision(make_participant(), slug="oud")
    change_audience(vision, "netwerk", None)
    vision.refresh_from_db()
    vision.slug = "nieuw"
    vision.save_revision().publish()

    assert client.get("/gemeenten/lindehoven/oud/").status_code == 404


def test_a_beheerder_cannot_hide_a_page_in_a_way_that_search_does_not_know(client: Client) -> None:
    participant = make_participant()
    vision = make_vision(participant)
    client.force_login(make_member(participant, "beheerder"))
    address = reverse("wagtailadmin_pages:set_privacy", args=[vision.pk])
    client.post(address, {"restriction_type": "login"})
    client.logout()

    assert client.get(vision.url).status_code == 200
    assert client.get("/_util/login/").status_code == 404


def test_a_hidden_newer_vision_leaves_the_open_one_current_until_everybody_may_read_it() -> None:
    participant = make_participant()
    open_one = make_vision(participant)
    hidden = add_page(VisionPage, participant, live=False, mission="Nieuw.")
    change_audience(hidden, "deelnemer", None)
    VisionPage.objects.get(pk=hidden.pk).save_revision().publish()
    assert VisionPage.objects.get(pk=open_one.pk).is_current

    change_audience(hidden, "openbaar", None)
    assert VisionPage.objects.get(pk=open_one.pk).replaced_by_id == hidden.pk


def test_a_copy_offers_no_alias(client: Client) -> None:
    participant = make_participant()
    vision = make_vision(participant, slug="visie")
    client.force_login(make_member(participant, "beheerder"))
    form = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": participant.pk, "alias": "on"}
    client.post(reverse("wagtailadmin_pages:copy", args=[vision.pk]), form)

    assert not VisionPage.objects.exclude(alias_of=None).exists()
    assert VisionPage.objects.filter(slug="kopie", alias_of=None).exists()


def test_a_page_that_not_everybody_may_read_says_so(client: Client) -> None:
    participant = make_participant()
    vision = make_vision(participant)
    client.force_login(make_member(participant, "lezer"))
    addresses = [vision.url, participant.url, "/zoeken?q=visie"]
    assert all("Alleen voor" not in client.get(address).content.decode() for address in addresses)
    for audience, words in (("netwerk", "Alleen voor ingelogde"), ("deelnemer", "Alleen voor deze gemeente")):
        change_audience(vision, audience, None)
        for address in addresses:
            assert words in client.get(address).content.decode()
