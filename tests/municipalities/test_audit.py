"""The audit log: in the log stream, and for curators a report per participant."""

import csv
import io
import json
import logging
from datetime import datetime, timedelta

import pytest
from django.core import serializers
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import LogActionRegistry, log
from wagtail.models import ModelLogEntry, PageLogEntry

from kennisbank.models import CustomDocument, VisionPage
from kennisbank.placing import change_audience
from municipalities.audit.lines import add_missing_lines
from municipalities.mijn.history import ACTIONS
from municipalities.models import LogLine, Membership, PlatformRole
from municipalities.privacy.retention import forget_old
from municipalities.rights import ending
from municipalities.rights.applying import apply_all_rights
from municipalities.rights.ending import end_roles
from tests.factories import (
    make_home,
    make_member,
    make_participant,
    make_platform_member,
    make_user,
    make_vision,
)
from tests.municipalities.editing import editor, vision_form

pytestmark = pytest.mark.django_db(transaction=True)
REPORT = "/beheer/reports/logboek/"


@pytest.fixture
def lindehoven():
    participant = make_participant("Lindehoven")
    apply_all_rights()
    return participant


@pytest.fixture
def stream():
    """What the log stream gets, as text."""
    text = io.StringIO()
    handler, logger = logging.StreamHandler(text), logging.getLogger("audit")
    logger.addHandler(handler)
    yield text
    logger.removeHandler(handler)


def told(stream: io.StringIO, action: str) -> list[dict]:
    records = [json.loads(line) for line in stream.getvalue().splitlines()]
    return [record for record in records if record["action"] == action]


def log_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def publish(client, page):
    client.post(editor(page), vision_form("action-publish", title="Nieuw", slug=page.slug))


def upload(client, participant) -> CustomDocument:
    folder = participant.role_groups.first().folder
    form = {"title": "Brief", "file": SimpleUploadedFile("brief.txt", b"Brief."), "collection": folder.pk}
    client.post(reverse("wagtaildocs:add"), form)
    return CustomDocument.objects.get()


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


def test_an_entry_from_a_backup_gets_no_second_line(lindehoven):
    change_audience(make_vision(lindehoven), "netwerk", None)
    backup = serializers.serialize("json", [*PageLogEntry.objects.all(), *LogLine.objects.all()])
    lines = LogLine.objects.count()
    PageLogEntry.objects.all().delete()
    for each in serializers.deserialize("json", backup):
        each.save()
    assert LogLine.objects.count() == lines


def test_the_roles_of_an_account_that_is_deleted_are_told(lindehoven, stream):
    person = make_member(lindehoven, "redacteur")
    number = person.pk
    person.delete()
    assert told(stream, "municipalities.role_taken")[0]["data"]["user"] == number


# The report -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def curator():
    return log_in(make_platform_member("curator"))


def report(client, **choices) -> str:
    return client.get(REPORT, choices).content.decode()


def exported(client, **choices) -> list[list[str]]:
    answer = client.get(REPORT, {**choices, "export": "csv"})
    assert answer["Content-Type"] == "text/csv"
    return list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))


def test_a_curator_reads_it_per_participant(lindehoven, curator):
    waterdrecht = make_participant("Waterdrecht")
    beheerder = make_member(lindehoven, "beheerder")
    beheerder.first_name = "Proefpersoon"
    beheerder.save()
    change_audience(make_vision(lindehoven, title="Visie van hier"), "netwerk", beheerder)
    change_audience(make_vision(waterdrecht, title="Visie van daar"), "netwerk", beheerder)
    shown = report(curator, participant=lindehoven.pk)

    for words in (
        "Visie van hier",
        "Veranderde wie dit mag lezen",
        "Gaf deze rol",
        "Beheerder van Lindehoven",
        "Proefpersoon",
    ):
        assert words in shown, words
    assert "Visie van daar" not in shown
    only = report(curator, participant=lindehoven.pk, action="kennisbank.audience")
    assert "Visie van hier" in only
    assert "Gaf deze rol" not in only
    assert "Visie van hier" not in report(curator, participant=lindehoven.pk, timestamp_from="2100-01-01")


def test_it_still_tells_of_what_is_gone(lindehoven, curator):
    vision, redacteur = make_vision(lindehoven, title="Verdwenen visie"), make_member(lindehoven, "redacteur")
    change_audience(vision, "netwerk", redacteur)
    VisionPage.objects.get(pk=vision.pk).delete()
    number = redacteur.pk
    redacteur.delete()
    shown = report(curator, participant=lindehoven.pk)

    assert "Verdwenen visie" in shown
    assert f"gebruiker {number} (verwijderd)" in shown
    assert "Nam deze rol af" in shown


def test_it_tells_of_a_changed_role_for_the_whole_platform(lindehoven, curator):
    role = PlatformRole.objects.create(user=make_user("team@example.nl"), role="programmateam")
    role.ends_at = timezone.now() + timedelta(days=9)
    role.save()
    assert "Wijzigde deze rol" in report(curator)


def test_no_action_has_two_meanings():
    registry = LogActionRegistry()
    registry.scan_for_actions()
    actions = [action for action, _label in registry.get_choices()]
    assert sorted(actions) == sorted(set(actions))


@pytest.mark.parametrize("role", ["redacteur", "programmateam", "bestaat-niet", None, 7, ["redacteur"]])
def test_every_line_of_mijn_can_be_read_whatever_is_in_it(lindehoven, role):
    for action in ACTIONS:
        assert log(instance=lindehoven, action=f"municipalities.{action}", data={"role": role}).message


@pytest.mark.parametrize("export", ["", "csv", "xlsx"])
@pytest.mark.parametrize("role", ["lezer", "redacteur", "beheerder", "programmateam", "applicatiebeheerder"])
def test_nobody_else_reads_it(lindehoven, role, export):
    platform_wide = role in {"programmateam", "applicatiebeheerder"}
    person = make_platform_member(role) if platform_wide else make_member(lindehoven, role)
    change_audience(make_vision(lindehoven, title="Visie van hier"), "netwerk", person)
    client = log_in(person)
    for address in (REPORT, f"{REPORT}results/"):
        answer = client.get(address, {"export": export} if export else {})
        assert answer.status_code in (302, 404)
    assert REPORT not in client.get("/beheer/", follow=True).content.decode()


def test_the_export_has_the_same_and_nothing_that_a_spreadsheet_would_run(lindehoven, curator):
    change_audience(make_vision(lindehoven, title="=HYPERLINK(1)"), "netwerk", None)
    headings, *rows = exported(curator, participant=lindehoven.pk)

    assert headings == ["Wanneer", "Deelnemer", "Wie", "Wat", "Soort", "Waaraan", "Over wie", "Nummer"]
    assert "'=HYPERLINK(1)" in {row[5] for row in rows}
    assert {row[1] for row in rows} == {"Lindehoven"}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_a_role_and_a_file_stand_there_once(lindehoven, curator):
    person = make_user("nieuw@example.nl")
    form = {"user": person.pk, "participant": lindehoven.pk, "role": "redacteur"}
    curator.post(reverse("lidmaatschappen:add"), form)
    upload(curator, lindehoven)
    rows = exported(curator, participant=lindehoven.pk)
    about = [row[3] for row in rows if row[5] in {"Brief", "Redacteur van Lindehoven"}]
    assert sorted(about) == ["Gaf deze rol", "Plaatste dit bestand"]


def test_as_many_questions_for_many_lines(lindehoven, curator):
    def questions(**choices: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            answer = curator.get(REPORT, {"participant": lindehoven.pk, **choices})
            assert b"".join(answer) if answer.streaming else answer.content
        return len(asked)

    def happen(number: int) -> None:
        for one in range(number):
            person = make_user(f"{one}.{LogLine.objects.count()}@example.nl")
            Membership.objects.create(user=person, participant=lindehoven, role="lezer")
            change_audience(make_vision(lindehoven), "netwerk", person)

    happen(1)
    questions(), questions(export="csv")
    few = questions(), questions(export="csv")
    happen(6)
    assert (questions(), questions(export="csv")) == few


def test_the_log_of_one_participant_is_looked_up_by_an_index(lindehoven):
    change_audience(make_vision(lindehoven), "netwerk", None)
    lines = LogLine.objects.filter(participant_id=lindehoven.pk).order_by("-timestamp", "-pk")
    LogLine.objects.bulk_create(
        LogLine(participant_id=number, timestamp=timezone.now()) for number in range(2000, 4000)
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE municipalities_logline")
    assert "log_of_participant" in lines.explain()


def test_entries_from_before_get_their_lines(lindehoven):
    vision = make_vision(lindehoven)
    change_audience(vision, "netwerk", None)
    make_member(lindehoven, "lezer")
    before = sorted(LogLine.objects.values_list("participant_id", "page_entry", "model_entry"), key=str)
    LogLine.objects.all().delete()
    add_missing_lines()
    add_missing_lines()
    assert (
        sorted(LogLine.objects.values_list("participant_id", "page_entry", "model_entry"), key=str) == before
    )
    assert LogLine.objects.filter(participant_id=lindehoven.pk).exists()
    assert PageLogEntry.objects.count() + ModelLogEntry.objects.count() == len(before)


def test_an_entry_about_something_without_participant_has_a_line_too(curator, stream):
    someone = make_user("iemand@example.nl")
    log(instance=someone, action="wagtail.edit")
    assert told(stream, "wagtail.edit")[0]["participant"] is None
    assert LogLine.objects.filter(participant_id=None, model_entry__action="wagtail.edit").exists()
