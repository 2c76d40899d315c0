"""What somebody gets who asks what the site knows about him."""

import json
import stat
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from municipalities.models import Membership
from tests.factories import make_member, make_user, make_vision

pytestmark = pytest.mark.django_db
ADDRESS = "redacteur.lindehoven@example.nl"


def export(*options: str) -> str:
    out = StringIO()
    call_command("export_person", ADDRESS, *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def redacteur(lindehoven, client):
    person = make_member(lindehoven, "redacteur", ADDRESS)
    person.first_name, person.last_name = "Een", "Redacteur"
    person.save()
    client.force_login(person)
    return person


def rows(exported: str, table: str) -> list[dict]:
    return [
        row for part in json.loads(exported)["gegevens"] for row in part["rijen"] if row["tabel"] == table
    ]


def test_a_person_gets_name_roles_pages_and_session(redacteur, lindehoven):
    vision = make_vision(lindehoven, title="Onze visie", owner=redacteur)
    vision.save_revision(user=redacteur, log_action=True)
    exported = export()
    assert rows(exported, "municipalities.User")[0]["first_name"] == "Een"
    assert [row["role"] for row in rows(exported, "municipalities.Membership")] == ["redacteur"]
    assert [row["onderwerp"] for row in rows(exported, "wagtailcore.Page")] == ["Onze visie"]
    assert rows(exported, "wagtailcore.Revision")
    made_and_changed = rows(exported, "wagtailcore.PageLogEntry")
    assert [row["label"] for row in made_and_changed] == ["Onze visie", "Onze visie"]
    assert len(rows(exported, "sessions.Session")) == 1


def test_no_secret_and_nobody_else_is_in_it(redacteur, lindehoven, client):
    colleague = make_member(lindehoven, "beheerder", "ander@example.nl")
    make_vision(lindehoven, owner=redacteur, locked_by=colleague, locked=True)
    exported = export()
    assert redacteur.password not in exported
    assert client.session.session_key not in exported
    assert "ander@example.nl" not in exported


def test_a_file_is_for_its_owner_only_and_never_written_over(redacteur, tmp_path):
    file = tmp_path / "persoon.json"
    export("--to", str(file))
    assert json.loads(file.read_text(encoding="utf-8"))["account"] == ADDRESS
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(CommandError, match="bestaat al"):
        export("--to", str(file))


def test_capitals_in_the_address_are_the_same_person(redacteur):
    out = StringIO()
    call_command("export_person", ADDRESS.upper(), stdout=out)
    assert json.loads(out.getvalue())["account"] == ADDRESS


@pytest.mark.parametrize("command", ["export_person", "forget_person"])
def test_an_unknown_address_is_one_sentence(command):
    make_user()
    with pytest.raises(CommandError, match=r"^Er is geen account met het adres niemand@example\.nl\.$"):
        call_command(command, "niemand@example.nl")
    assert not Membership.objects.exists()
