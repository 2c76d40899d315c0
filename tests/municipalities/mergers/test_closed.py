"""A participant that went into another: editing is closed for its people, reading is not."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kennisbank.models import CustomDocument, VisionPage
from kennisbank.placing import change_audience
from municipalities.models import Membership, ParticipantPage
from tests.factories import make_member, make_participant, make_platform_member, make_vision
from tests.municipalities.editing import editor, new_below, vision_form
from tests.municipalities.mergers.looking import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def merged(places, merge):
    """Somebody who was beheerder of Lindehoven and is of Waterdrecht now, and a vision of Lindehoven."""
    lindehoven, waterdrecht = places
    beheerder, vision = make_member(lindehoven, "beheerder"), make_vision(lindehoven, slug="visie")
    merge("Lindehoven", "Waterdrecht")
    return lindehoven, waterdrecht, beheerder, vision


def upload(client: Client, participant) -> bool:
    folder = participant.role_groups.first().folder
    content = SimpleUploadedFile("brief.txt", b"Brief.")
    form = {"title": "Brief", "file": content, "collection": folder.pk}
    client.post(reverse("wagtaildocs:add"), form)
    return CustomDocument.objects.filter(collection=folder).exists()


TRIED = {
    "open the editor": lambda one, place, vision: one.get(editor(vision)).status_code == 200,
    "save": lambda one, place, vision: (
        one.post(editor(vision), vision_form(title="Anders")),
        VisionPage.objects.get(pk=vision.pk).draft_title == "Anders",
    )[1],
    "add": lambda one, place, vision: (
        one.post(new_below(place), vision_form(slug="nieuw")),
        VisionPage.objects.child_of(place).filter(slug="nieuw").exists(),
    )[1],
    "unpublish": lambda one, place, vision: (
        one.post(reverse("wagtailadmin_pages:unpublish", args=[vision.pk])),
        not VisionPage.objects.get(pk=vision.pk).live,
    )[1],
    "upload": lambda one, place, vision: upload(one, place),
}


@pytest.mark.parametrize("what", TRIED)
def test_editing_is_closed_for_its_people_and_open_for_curators(merged, what):
    lindehoven, _, beheerder, vision = merged
    assert not TRIED[what](log_in(beheerder), lindehoven, vision)
    assert TRIED[what](log_in(make_platform_member("curator")), lindehoven, vision)


def test_nothing_is_moved_or_copied_into_it_by_its_people(merged):
    lindehoven, waterdrecht, beheerder, _ = merged
    page, client = make_vision(waterdrecht, title="Van elders", slug="van-elders"), log_in(beheerder)
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, lindehoven.pk]))
    form = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": lindehoven.pk}
    client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form)
    assert VisionPage.objects.child_of(lindehoven).count() == 1


def test_a_curator_moves_what_was_for_its_people_only_to_the_one_that_it_went_into(merged):
    lindehoven, waterdrecht, _, vision = merged
    change_audience(vision, "deelnemer", None)
    almere = make_participant("Almere")
    client = log_in(make_platform_member("curator"))
    for place, goes in ((almere, False), (waterdrecht, True)):
        client.post(reverse("wagtailadmin_pages:move_confirm", args=[vision.pk, place.pk]))
        stored = VisionPage.objects.get(pk=vision.pk)
        assert stored.participant == (place if goes else lindehoven)
        assert stored.live


def test_a_role_that_somebody_gives_there_later_opens_nothing(merged):
    lindehoven, _, _, vision = merged
    late = make_member(lindehoven, "beheerder", "later@example.nl")
    assert log_in(late).get(editor(vision)).status_code == 302


def test_the_form_of_memberships_says_where_to_give_the_role(merged):
    lindehoven, waterdrecht, _, _ = merged
    someone = make_member(waterdrecht, "lezer", "iemand-anders@example.nl")
    client = log_in(make_platform_member("curator"))
    form = {"user": someone.pk, "participant": lindehoven.pk, "role": "lezer"}
    answer = client.post(reverse("lidmaatschappen:add"), form)
    assert "Lindehoven is opgeheven. Geef de rol bij Waterdrecht." in answer.content.decode()
    assert not Membership.objects.filter(user=someone, participant=lindehoven).exists()


def test_who_could_read_the_pages_for_its_own_people_still_can(merged):
    _, _, beheerder, vision = merged
    change_audience(vision, "deelnemer", None)
    assert log_in(beheerder).get(vision.url).status_code == 200
    outsider = make_member(make_participant("Oostermade"), "beheerder", "buiten@example.nl")
    assert log_in(outsider).get(vision.url).status_code == 404


def test_an_older_version_brings_the_participant_not_back_to_life(merged):
    lindehoven, waterdrecht, _, _ = merged
    ParticipantPage.objects.get(pk=lindehoven.pk).revisions.first().publish()
    stored = ParticipantPage.objects.get(pk=lindehoven.pk)
    assert (stored.successor_id, stored.has_ended) == (waterdrecht.pk, True)
