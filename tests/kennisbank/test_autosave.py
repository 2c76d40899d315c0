"""Autosave and its history, two people at one page, and the end of a session: as the editor asks, by real requests."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from kennisbank.editing.versions import LASTS
from kennisbank.models import VisionPage
from tests.factories import make_member, make_participant, make_user, make_vision
from tests.municipalities.editing import editor, vision_form

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def vision() -> VisionPage:
    return make_vision(make_participant("Lindehoven"))


@pytest.fixture
def beheerder(vision, client: Client) -> Client:
    client.force_login(make_member(vision.participant, "beheerder"))
    return client


def autosave(client: Client, page: VisionPage, mission: str, **more: object) -> dict:
    form = vision_form(mission=mission, title=page.title, slug=page.slug)
    answer = client.post(editor(page), {**form, **more}, headers={"accept": "application/json"})
    return (
        answer.json()
        if answer["content-type"].startswith("application/json")
        else {"status": answer.status_code}
    )


def versions(page: VisionPage) -> int:
    return page.revisions.count()


def draft(page: VisionPage) -> VisionPage:
    return VisionPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_the_editor_saves_by_itself_every_five_seconds(beheerder, vision):
    assert 'data-w-autosave-interval-value="5000"' in beheerder.get(editor(vision)).content.decode()


def test_what_is_typed_in_one_window_is_one_version_and_one_line_of_the_history(beheerder, vision):
    before = versions(vision)
    first = autosave(beheerder, vision, "Een.")
    for mission in ("Een twee.", "Een twee drie."):
        autosave(beheerder, vision, mission, overwrite_revision_id=first["revision_id"])
    assert versions(vision) == before + 1
    assert draft(vision).mission == "Een twee drie."
    history = beheerder.get(reverse("wagtailadmin_pages:history", args=[vision.pk])).content.decode()
    lines = re.findall(rf"/pages/{vision.pk}/revisions/{first['revision_id']}/view/", history)
    assert len(set(PageLogEntry.objects.filter(revision_id=first["revision_id"]).values_list("uuid"))) == 1
    assert len(lines) == 1


def test_after_half_an_hour_a_new_version_begins(beheerder, vision):
    first = autosave(beheerder, vision, "Een.")
    autosave(beheerder, vision, "Een twee.", overwrite_revision_id=first["revision_id"])
    PageLogEntry.objects.filter(revision_id=first["revision_id"]).update(timestamp=timezone.now() - LASTS)
    second = autosave(beheerder, vision, "Alles kwijt.", overwrite_revision_id=first["revision_id"])
    assert second["success"]
    assert second["revision_id"] != first["revision_id"]
    assert vision.revisions.get(pk=first["revision_id"]).as_object().mission == "Een twee."


def test_a_version_that_was_published_meanwhile_is_not_written_over(beheerder, vision):
    first = autosave(beheerder, vision, "Goedgekeurd.")
    vision.revisions.get(pk=first["revision_id"]).publish()
    second = autosave(beheerder, vision, "Veranderd.", overwrite_revision_id=first["revision_id"])
    assert second["revision_id"] != first["revision_id"]
    assert vision.revisions.get(pk=first["revision_id"]).as_object().mission == "Goedgekeurd."
    assert VisionPage.objects.get(pk=vision.pk).mission == "Goedgekeurd."


def test_what_was_submitted_is_written_by_nobody_while_it_waits(vision, beheerder):
    first = autosave(beheerder, vision, "Ingediend.")
    page = VisionPage.objects.get(pk=vision.pk)
    page.get_workflow().start(page, make_user("ander@example.nl"))
    second = autosave(beheerder, vision, "Veranderd.", overwrite_revision_id=first["revision_id"])
    assert not second["success"]
    assert VisionPage.objects.get(pk=vision.pk).latest_revision_id == first["revision_id"]
    assert vision.revisions.get(pk=first["revision_id"]).as_object().mission == "Ingediend."


def test_autosave_does_not_write_over_the_work_of_a_colleague(vision, beheerder):
    mine = autosave(beheerder, vision, "Van mij.")
    colleague = Client()
    colleague.force_login(make_member(vision.participant, "redacteur"))
    theirs = autosave(colleague, vision, "Van de ander.")
    refused = autosave(beheerder, vision, "Van mij, langer.", overwrite_revision_id=mine["revision_id"])
    assert refused["error_code"] == "invalid_revision"
    assert draft(vision).mission == "Van de ander."

    compare = reverse(
        "wagtailadmin_pages:revisions_compare", args=[vision.pk, mine["revision_id"], theirs["revision_id"]]
    )
    beside = beheerder.get(compare).content.decode()
    assert "Van" in beside
    assert "de ander" in beside


def session_row(client: Client) -> Session:
    return Session.objects.get(pk=client.cookies[settings.SESSION_COOKIE_NAME].value)


def ask(client: Client, method: str = "get"):
    return getattr(client, method)(
        reverse("kennisbank_session"), headers={"x-requested-with": "XMLHttpRequest"}
    )


def end_in(client: Client, minutes: float) -> None:
    row = session_row(client)
    Session.objects.filter(pk=row.pk).update(expire_date=timezone.now() + timedelta(minutes=minutes))


def test_the_editor_knows_when_the_session_ends_and_asking_changes_nothing(beheerder):
    end_in(beheerder, 8)
    before = session_row(beheerder).expire_date
    assert 7 * 60 < ask(beheerder).json()["seconds"] <= 8 * 60
    assert session_row(beheerder).expire_date == before


def test_who_wants_to_stay_stays_as_long_as_after_logging_in(beheerder):
    end_in(beheerder, 8)
    assert ask(beheerder, "post").json()["seconds"] == settings.SESSION_COOKIE_AGE
    left = session_row(beheerder).expire_date - timezone.now()
    assert left > timedelta(seconds=settings.SESSION_COOKIE_AGE - 60)


def test_another_site_cannot_let_a_session_go_on(vision):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_member(vision.participant, "redacteur"))
    assert ask(strict, "post").status_code == 403


def test_after_the_end_the_editor_hears_so_and_what_was_saved_is_there_after_logging_in(beheerder, vision):
    autosave(beheerder, vision, "Net op tijd.")
    end_in(beheerder, -1)
    assert ask(beheerder).status_code == 403
    assert autosave(beheerder, vision, "Te laat.") == {"status": 302}

    again = Client()
    again.force_login(make_user("curator2@example.nl", is_superuser=True))
    assert "Net op tijd." in again.get(editor(vision)).content.decode()
    assert "Te laat." not in again.get(editor(vision)).content.decode()


def test_the_editor_tells_its_scripts_when_this_person_saved_last(beheerder, vision):
    assert '"latest": null' in beheerder.get(editor(vision)).content.decode()
    autosave(beheerder, vision, "Een.")
    saved = VisionPage.objects.get(pk=vision.pk).latest_revision.created_at
    shown = beheerder.get(editor(vision)).content.decode()
    assert f'"latest": "{saved.isoformat(timespec="milliseconds").replace("+00:00", "Z")}"' in shown
