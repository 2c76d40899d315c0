"""The import in the admin: who may, what they see before anything is made, and what is made."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.models import GroupPagePermission

from kennisbank.importing.models import ImportUpload, forget_expired_uploads
from kennisbank.models import CouncilLetterPage, NewsPage
from tests.kennisbank.importing.making import docx, paragraph

LETTER = b"""Raadsinformatiebrief

Aan: De raad
Onderwerp: Stand van zaken meldpunt
Datum: 3 mei 2022

Inleiding

Het meldpunt is open. Bel 030 123 45 67 of mail meldpunt@voorbeeld.nl voor meer informatie.

Deel dit bericht"""


@pytest.fixture
def editor_of(db):
    def make(page, email="redacteur@voorbeeld.nl"):
        user = get_user_model().objects.create_user(email, "wachtwoord-voor-de-test")
        group = Group.objects.create(name=f"Redactie {page.slug}")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for codename in ("add_page", "change_page"):
            permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
            GroupPagePermission.objects.create(group=group, page=page, permission=permission)
        user.groups.add(group)
        return user

    return make


@pytest.fixture
def editor(editor_of, goirle, client):
    user = editor_of(goirle)
    client.force_login(user)
    return user


def upload(client, page, *files, kind="raadsinformatiebrief"):
    found = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post("/beheer/importeren/", {"files": found, "kind": kind, "parent": page.pk}, follow=False)


def decide(client, address, **answers):
    upload_id = ImportUpload.objects.get().pk
    data = {f"file-{upload_id}-{name}": value for name, value in answers.items()}
    return client.post(address, data | {"sent": "1"})


def test_a_redacteur_sees_the_page_to_upload(editor, goirle, client):
    page = client.get("/beheer/importeren/")
    assert page.status_code == 200
    assert "Goirle" in page.content.decode()


def test_a_redacteur_sees_where_every_word_goes_before_anything_is_made(editor, goirle, client):
    answer = upload(client, goirle, ("brief.txt", LETTER))
    page = client.get(answer["Location"]).content.decode()
    for text in (
        "Stand van zaken meldpunt",
        "3 mei 2022",
        "Inleiding",
        "Deel dit bericht",
        "1 telefoonnummer",
        "meldpunt@voorbeeld.nl",
        "Het bestand telt 34 woorden. Alle woorden hebben een plek",
    ):
        assert text in page
    assert not CouncilLetterPage.objects.exists()


def test_what_the_redacteur_ticks_goes_and_the_rest_becomes_a_draft(editor, goirle, client):
    address = upload(client, goirle, ("brief.txt", LETTER))["Location"]
    decide(client, address, make="on", drop=["0"], leave_out=["telefoon:030 123 45 67"])
    letter = CouncilLetterPage.objects.get()
    assert not letter.live
    assert letter.owner == editor
    assert letter.subject == "Stand van zaken meldpunt"
    text = letter.introduction[0].value.source
    assert "123" not in text
    assert "meldpunt@voorbeeld.nl" in text
    assert not ImportUpload.objects.exists()


def test_what_the_redacteur_does_not_tick_is_kept(editor, goirle, client):
    address = upload(client, goirle, ("brief.txt", LETTER))["Location"]
    decide(client, address, make="on")
    letter = CouncilLetterPage.objects.get()
    assert "Deel dit bericht" in letter.unplaced[0].value.source
    assert not letter.files


def test_several_files_become_several_drafts(editor, goirle, client):
    files = [
        ("een.docx", docx(paragraph("Een bericht met woorden."))),
        ("twee.txt", b"Nog een bericht met woorden."),
    ]
    address = upload(client, goirle, *files, kind="nieuwsbericht")["Location"]
    client.post(address, {f"file-{waiting.pk}-make": "on" for waiting in ImportUpload.objects.all()})
    assert NewsPage.objects.child_of(goirle).count() == 2


def test_a_bad_file_gives_one_sentence_and_keeps_nothing(editor, goirle, client):
    page = upload(client, goirle, ("brief.docx", b"onzin"))
    assert "niet wat de extensie zegt" in page.content.decode()
    assert not ImportUpload.objects.exists()


def test_the_original_file_comes_along_only_when_asked_and_without_its_author(editor, goirle, client):
    core = "<core><creator>J. Voorbeeld</creator></core>"
    content = docx(paragraph("Een bericht met woorden."), **{"docProps/core.xml": core})
    address = upload(client, goirle, ("brief.docx", content), kind="nieuwsbericht")["Location"]
    decide(client, address, make="on", attach="on")
    document = NewsPage.objects.get().files[0].value["file"]
    assert b"core.xml" not in document.file.read()


def test_a_redacteur_of_goirle_cannot_import_for_vught(editor, goirle, add_participant, client):
    vught = add_participant("vught")
    page = upload(client, vught, ("brief.txt", LETTER))
    assert page.status_code == 200
    assert not ImportUpload.objects.exists()


def test_a_colleague_elsewhere_cannot_open_somebody_elses_preview(
    editor, goirle, editor_of, add_participant, client
):
    address = upload(client, goirle, ("brief.txt", LETTER))["Location"]
    client.force_login(editor_of(add_participant("vught"), "ander@voorbeeld.nl"))
    assert client.get(address).status_code == 404
    assert client.post(address, {"sent": "1"}).status_code == 404


def test_who_loses_the_right_before_the_decision_makes_nothing(editor, goirle, client):
    address = upload(client, goirle, ("brief.txt", LETTER))["Location"]
    GroupPagePermission.objects.filter(permission__codename="add_page").delete()
    decide(client, address, make="on")
    assert not CouncilLetterPage.objects.exists()


def test_somebody_who_is_not_logged_in_is_sent_to_the_login(db, client):
    assert client.get("/beheer/importeren/").status_code == 302


def test_a_form_from_another_site_is_refused(editor, goirle, client):
    client.handler.enforce_csrf_checks = True
    assert upload(client, goirle, ("brief.txt", LETTER)).status_code == 403


def test_an_upload_is_forgotten_after_a_day(editor, goirle, client):
    address = upload(client, goirle, ("brief.txt", LETTER))["Location"]
    ImportUpload.objects.update(expires_at=timezone.now() - datetime.timedelta(minutes=1))
    page = client.get(address, follow=True)
    assert page.redirect_chain[-1][0] == "/beheer/importeren/"
    assert "Dit voorbeeld is er niet meer" in page.content.decode()
    assert forget_expired_uploads() == 1


def test_what_was_decided_once_cannot_be_decided_again(editor, goirle, client):
    address = upload(client, goirle, ("brief.txt", LETTER))["Location"]
    decide(client, address, make="on")
    assert (
        "Dit voorbeeld is er niet meer" in client.post(address, {"sent": "1"}, follow=True).content.decode()
    )
    assert CouncilLetterPage.objects.count() == 1


def test_a_citizen_service_number_goes_unless_the_redacteur_keeps_it(editor, goirle, client):
    address = upload(client, goirle, ("brief.txt", LETTER + b"\n\nBSN 111222333"))["Location"]
    form = client.get(address).context["previews"][0].form
    assert form["leave_out"].value() == ["bsn:111222333"]


def test_one_telephone_number_goes_and_another_stays(editor, goirle, client):
    text = b"Inleiding\n\nBel 030 123 45 67 of 0800-1234 voor hulp."
    address = upload(client, goirle, ("brief.txt", text))["Location"]
    decide(client, address, make="on", leave_out=["telefoon:030 123 45 67"])
    assert "Bel […] of 0800-1234 voor hulp." in CouncilLetterPage.objects.get().introduction[0].value.source


def test_a_made_up_choice_in_the_form_makes_nothing(editor, goirle, client):
    address = upload(client, goirle, ("brief.txt", LETTER))["Location"]
    assert decide(client, address, make="on", leave_out=["alles"]).status_code == 200
    assert not CouncilLetterPage.objects.exists()
