"""The audit log in the log stream: what is committed, once, with numbers and without names."""

import io
import json
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from kennisbank.placing import change_audience
from municipalities.models import LogLine, Membership, PlatformRole
from municipalities.privacy.retention import forget_old
from municipalities.rights import ending
from municipalities.rights.ending import end_roles
from tests.factories import make_home, make_member, make_platform_member, make_user, make_vision
from tests.municipalities.audit.acting import log_in, upload
from tests.municipalities.editing import editor, vision_form

pytestmark = pytest.mark.django_db(transaction=True)


def told(stream: io.StringIO, action: str) -> list[dict]:
    records = [json.loads(line) for line in stream.getvalue().splitlines()]
    return [record for record in records if record["action"] == action]


def test_a_line_has_numbers_and_a_moment_and_no_title_or_address(lindehoven, stream):
    vision, beheerder = make_vision(lindehoven, title="Geheime visie"), make_member(lindehoven, "beheerder")
    change_audience(vision, "deelnemer", beheerder)
    [record] = told(stream, "kennisbank.audience")

    moment = datetime.fromisoformat(record.pop("time"))
    assert moment.utcoffset() == timedelta(0)
    assert record.pop("entry") == PageLogEntry.objects.get(action="kennisbank.audience").pk
    assert record == {
        "log": "page",
        "uuid": None,
        "action": "kennisbank.audience",
        "user": beheerder.pk,
        "participant": lindehoven.pk,
        "type": "kennisbank.visionpage",
        "object": str(vision.pk),
        "revision": None,
        "deleted": False,
        "data": {"before": "openbaar", "after": "deelnemer"},
    }
    assert "Geheime" not in stream.getvalue()
    assert "@" not in stream.getvalue()
    assert "Lindehoven" not in stream.getvalue()


def test_what_is_rolled_back_is_not_in_the_stream(lindehoven, stream):
    vision = make_vision(lindehoven)
    with transaction.atomic():
        change_audience(vision, "netwerk", None)
        transaction.set_rollback(True)
    assert not told(stream, "kennisbank.audience")


def test_what_an_editor_does_with_pages_and_files_is_told(lindehoven, stream):
    beheerder, vision = make_member(lindehoven, "beheerder"), make_vision(lindehoven)
    client = log_in(beheerder)
    client.post(editor(vision), vision_form(title="Concept", slug=vision.slug))
    client.post(reverse("wagtailadmin_pages:unpublish", args=[vision.pk]))
    client.post(reverse("wagtailadmin_pages:delete", args=[vision.pk]))
    file = upload(client, lindehoven)
    change = {"title": "Andere brief", "collection": file.collection_id}
    client.post(reverse("wagtaildocs:edit", args=[file.pk]), change)
    client.post(reverse("wagtaildocs:delete", args=[file.pk]))

    for action in (
        "wagtail.edit",
        "wagtail.unpublish",
        "kennisbank.bin",
        "kennisbank.file_added",
        "kennisbank.file_changed",
        "kennisbank.file_deleted",
    ):
        records = [one for one in told(stream, action) if one["participant"] == lindehoven.pk]
        assert records, action
        assert {one["user"] for one in records} == {beheerder.pk}, action


def test_a_role_that_is_given_changed_and_taken_by_a_curator_is_told(lindehoven, stream):
    curator, person = make_platform_member("curator"), make_user("nieuw@example.nl")
    client = log_in(curator)
    form = {"user": person.pk, "participant": lindehoven.pk, "role": "redacteur"}
    client.post(reverse("lidmaatschappen:add"), form)
    membership = Membership.objects.get()
    client.post(reverse("lidmaatschappen:edit", args=[membership.pk]), {**form, "role": "beheerder"})
    client.post(reverse("lidmaatschappen:delete", args=[membership.pk]))

    found = [
        told(stream, f"municipalities.role_{what}")[-1]["data"]
        | {"by": told(stream, f"municipalities.role_{what}")[-1]["user"]}
        for what in ("given", "changed", "taken")
    ]
    about = {"user": person.pk, "participant": lindehoven.pk, "ends_at": None, "by": curator.pk}
    assert found == [
        {**about, "role": "redacteur"},
        {**about, "role": "beheerder", "before": {"role": "redacteur", "ends_at": None}},
        {**about, "role": "beheerder"},
    ]


def test_a_role_by_hand_or_by_a_command_is_told_too(stream):
    make_home()
    person = make_user("nieuw@example.nl")
    stream.truncate(0)
    stream.seek(0)
    role = PlatformRole.objects.create(user=person, role="curator")
    role.delete()
    actions = [json.loads(line)["action"] for line in stream.getvalue().splitlines()]
    assert actions == ["municipalities.role_given", "municipalities.role_taken"]


def test_a_role_that_runs_out_is_told_once(lindehoven, stream):
    person = make_member(lindehoven, "redacteur")
    Membership.objects.update(ends_at=timezone.now() - timedelta(minutes=1))
    end_roles()
    end_roles()
    [record] = told(stream, "municipalities.role_over")
    assert (record["participant"], record["data"]["user"]) == (lindehoven.pk, person.pk)


def test_a_role_that_runs_out_under_two_processes_is_told_once(lindehoven, stream, monkeypatch):
    def wait_for_the_other(places):
        monkeypatch.undo()
        end_roles()

    make_member(lindehoven, "redacteur")
    Membership.objects.update(ends_at=timezone.now() - timedelta(minutes=1))
    monkeypatch.setattr(ending, "lock_rights_at", wait_for_the_other)
    end_roles()
    assert len(told(stream, "municipalities.role_over")) == 1


def test_a_role_that_ran_out_is_not_told_as_taken_when_it_is_cleaned_up(lindehoven, stream):
    make_member(lindehoven, "redacteur")
    Membership.objects.update(ends_at=timezone.now() - timedelta(days=400))
    forget_old()
    assert not Membership.objects.exists()
    assert told(stream, "municipalities.role_taken") == []


def test_the_roles_of_an_account_that_is_deleted_are_told(lindehoven, stream):
    person = make_member(lindehoven, "redacteur")
    number = person.pk
    person.delete()
    assert told(stream, "municipalities.role_taken")[0]["data"]["user"] == number


def test_an_entry_about_something_without_participant_has_a_line_too(stream):
    someone = make_user("iemand@example.nl")
    log(instance=someone, action="wagtail.edit")
    assert told(stream, "wagtail.edit")[0]["participant"] is None
    assert LogLine.objects.filter(participant_id=None, model_entry__action="wagtail.edit").exists()
