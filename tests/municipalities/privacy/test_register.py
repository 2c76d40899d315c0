"""The register of personal data knows every field, and the page that is written from it is current."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import models
from django.test.utils import isolate_apps

from municipalities.management.commands import write_privacy_manual
from municipalities.models import User
from municipalities.privacy import checking
from municipalities.privacy.entries import Afterwards
from municipalities.privacy.of_person import rows_about
from municipalities.privacy.personal_data import PERSONAL_DATA
from tests.factories import make_user

NEW = {
    "a text": models.TextField,
    "a mail address": models.EmailField,
    "a link to an account": lambda: models.ForeignKey(User, models.CASCADE, related_name="+"),
    "links to accounts": lambda: models.ManyToManyField(User, related_name="+"),
    "a file": models.FileField,
}


def test_every_field_that_may_hold_something_about_a_person_has_an_entry():
    assert list(checking.problems()) == []


@pytest.mark.parametrize("name", NEW)
@isolate_apps("municipalities")
def test_a_new_field_without_an_entry_is_named_with_what_to_do(name, monkeypatch):
    attributes = {"__module__": __name__, "Meta": type("Meta", (), {"app_label": "municipalities"})}
    model = type("Question", (models.Model,), attributes | {"sender": NEW[name]()})
    monkeypatch.setattr(checking, "models", lambda: [model])
    first = next(checking.problems())
    assert first.startswith("municipalities.Question.sender has no entry")
    assert "municipalities/privacy/personal_data/" in first


def test_an_entry_for_a_field_that_does_not_exist_is_named(monkeypatch):
    monkeypatch.setitem(checking.ABOUT_NOBODY, "taggit.Tag", "colour")
    assert "taggit.Tag.colour stands in the register" in "\n".join(checking.problems())


def test_everything_about_an_account_that_goes_with_it_is_removed_or_kept_by_an_entry():
    """Deleting an account would take these rows along, so forgetting has to know them."""
    known = {(model, name) for entry in PERSONAL_DATA for name in entry.names for model in [entry.model]}
    missing = [
        f"{relation.related_model._meta.label}.{relation.field.name}"
        for relation in User._meta.related_objects
        if not any(
            (label, relation.field.name) in known for label in checking.labels_of(relation.related_model)
        )
    ]
    assert missing == []


@pytest.mark.django_db
def test_what_goes_away_with_a_person_can_be_found_by_that_person():
    """An entry without a way from the row to the account would remove nothing."""
    found = rows_about(make_user())
    lost = [
        entry.model
        for entry, rows in found
        if entry.afterwards is Afterwards.REMOVED and rows.query.is_empty()
    ]
    assert lost == []


def test_the_page_is_what_the_command_writes(tmp_path, monkeypatch):
    committed = write_privacy_manual.PAGE.read_text(encoding="utf-8")
    page = tmp_path / "privacy.md"
    page.write_text(committed, encoding="utf-8")
    monkeypatch.setattr(write_privacy_manual, "PAGE", page)
    call_command("write_privacy_manual", stdout=StringIO())
    assert committed == page.read_text(encoding="utf-8"), "python manage.py write_privacy_manual"
    assert "`municipalities.User`: email, first_name, last_name, date_joined" in committed
