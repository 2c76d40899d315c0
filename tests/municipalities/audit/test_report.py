"""The audit log as curators read it: a report per participant, and its export."""

import csv
import io
from codecs import BOM_UTF8
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import LogActionRegistry, log

from kennisbank.models import VisionPage
from kennisbank.placing import change_audience
from municipalities.mijn.history import ACTIONS
from municipalities.models import LogLine, Membership, PlatformRole
from tests.factories import make_member, make_participant, make_platform_member, make_user, make_vision
from tests.municipalities.audit.acting import log_in, upload

pytestmark = pytest.mark.django_db

REPORT = "/beheer/reports/logboek/"


@pytest.fixture
def curator():
    return log_in(make_platform_member("curator"))


def report(client, **choices) -> str:
    return client.get(REPORT, choices).content.decode()


def exported(client, **choices) -> list[list[str]]:
    answer = client.get(REPORT, {**choices, "export": "csv"})
    assert answer["Content-Type"] == "text/csv"
    content = b"".join(answer.streaming_content)
    assert content.startswith(BOM_UTF8)
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


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
