"""What comes in: a wrong file is refused with one Dutch sentence and a line in the log, and nothing changes."""

import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kennisbank.models import CustomDocument, CustomImage
from tests.factories import make_member, make_participant
from tests.kennisbank.files.making import picture_bytes
from tests.kennisbank.importing.making import docx, paragraph, pdf

pytestmark = pytest.mark.django_db

SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
PDF = pdf([[(72, 700, 11, False, "Tekst")]])
KIND, NOT, SVG = "kies een bestand van de soort", "niet wat de extensie zegt", "kan een programma bevatten"

DOCUMENTS = {
    "brief.pdf": (PDF, ""),
    "brief.PDF": (PDF, ""),
    "brief.docx": (docx(paragraph("Tekst.")), ""),
    "brief.txt": (b"Tekst.", ""),
    "tekening.svg": (SCRIPT, SVG),
    "pagina.html": (b"<html><script>alert(1)</script></html>", KIND),
    "programma.exe": (b"MZ\x90\x00", KIND),
    "zonder": (b"Tekst.", KIND),
    "html.txt": (b"<!DOCTYPE html><script>alert(1)</script>", NOT),
    "html.pdf": (b"<html><script>alert(1)</script></html>", NOT),
    "exe.docx": (b"MZ\x90\x00", NOT),
    "docx.xlsx": (docx(paragraph("Tekst.")), NOT),
    "pdf.txt": (PDF, NOT),
    "leeg.pdf": (b"\0", NOT),
}
PICTURES = {
    "foto.png": (picture_bytes(), ""),
    "foto.jpg": (picture_bytes("JPEG"), ""),
    "tekening.svg": (SCRIPT, SVG),
    "script.png": (SCRIPT, "andere soort"),
    "tekst.png": (b"alert(1)", "geen foto of tekening"),
    "png.jpg": (picture_bytes(), "andere soort"),
    "foto.bmp": (picture_bytes("BMP"), "Kies een foto of tekening"),
}
ROADS = {
    "one": ("add", {}),
    "many at once": ("add_multiple", {"headers": {"x-requested-with": "XMLHttpRequest"}}),
    "while writing a page": ("chooser", {}),
}


@pytest.fixture
def place():
    return make_participant("Lindehoven")


def upload(client: Client, place, kind: str, road: str, name: str, content: bytes) -> str:
    """What the person sees after uploading by this road."""
    view, options = ROADS[road]
    app = f"wagtail{kind}"
    file = SimpleUploadedFile(name, content)
    fields = {"title": name, "file": file, "collection": place.folder().pk}
    if view == "add_multiple":
        fields = {"title": name, "files[]": file, "collection": place.folder().pk}
    if view == "chooser":
        prefix = {"docs": "document-chooser-upload", "images": "image-chooser-upload"}[kind]
        fields = {f"{prefix}-{key}": value for key, value in fields.items()}
        address = reverse(f"{app}_chooser:create")
    else:
        address = reverse(f"{app}:{view}")
    answer = client.post(address, fields, follow=True, **options)
    return answer.content.decode("unicode_escape" if view != "add" else "utf-8", "ignore")


@pytest.mark.parametrize("road", ROADS)
@pytest.mark.parametrize(
    ("kind", "files", "model"), [("docs", DOCUMENTS, CustomDocument), ("images", PICTURES, CustomImage)]
)
def test_a_wrong_file_is_refused_in_one_sentence(client: Client, place, caplog, kind, files, model, road):
    client.force_login(make_member(place, "redacteur"))
    for name, (content, sentence) in files.items():
        before = model.objects.count()
        caplog.clear()
        with caplog.at_level(logging.WARNING, "kennisbank.files"):
            seen = upload(client, place, kind, road, name, content)
        assert model.objects.count() == before + (not sentence), name
        assert sentence in seen, (name, seen[-1500:])
        assert len(caplog.records) == bool(sentence), (name, caplog.text)


def test_a_file_that_is_refused_leaves_the_one_that_was_there(client: Client, place):
    redacteur = make_member(place, "beheerder")
    client.force_login(redacteur)
    upload(client, place, "docs", "one", "brief.txt", b"Tekst.")
    document = CustomDocument.objects.get()
    stored = document.file.name
    address = reverse("wagtaildocs:edit", args=[document.pk])
    form = {
        "title": "Nieuw",
        "collection": document.collection_id,
        "file": SimpleUploadedFile("tekening.svg", SCRIPT),
    }
    answer = client.post(address, form)
    assert SVG in answer.content.decode()
    document.refresh_from_db()
    assert (document.title, document.file.name) == ("brief.txt", stored)
    assert b"".join(client.get(document.url).streaming_content) == b"Tekst."

    assert client.post(address, {**form, "file": ""}).status_code == 302
    document.refresh_from_db()
    assert document.title == "Nieuw"


def test_a_file_that_is_too_large_is_refused_before_it_is_read(client: Client, place, monkeypatch):
    monkeypatch.setattr("kennisbank.importing.files.LARGEST_FILE", 10)
    client.force_login(make_member(place, "redacteur"))
    assert "groter dan" in upload(client, place, "docs", "one", "brief.txt", b"Een lange tekst.")
    assert not CustomDocument.objects.exists()
