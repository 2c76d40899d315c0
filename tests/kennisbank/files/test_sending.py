"""How a file is sent: its headers, by each of the three ways, and to who has it already."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from kennisbank.placing import change_audience
from tests.factories import make_member, make_participant, make_vision
from tests.kennisbank.files.making import carry, make_document, make_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_participant("Lindehoven")


def published(place, name: str, content: bytes = b"Inhoud.", audience: str = "openbaar"):
    document, page = make_document(place, name, content), make_vision(place)
    carry(page, document)
    change_audience(page, audience, None)
    return document


@pytest.mark.parametrize(
    ("name", "content_type", "disposition"),
    [
        ("folder.pdf", "application/pdf", "inline"),
        ("brief.txt", "text/plain; charset=utf-8", "attachment"),
        (
            "brief.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "attachment",
        ),
        ("pagina.html", "application/octet-stream", "attachment"),
        ("tekening.svg", "application/octet-stream", "attachment"),
        ("programma.exe", "application/octet-stream", "attachment"),
    ],
)
def test_what_a_browser_could_run_is_downloaded(client: Client, place, name, content_type, disposition):
    """The last three cannot come in; they could stand there from before."""
    answer = client.get(published(place, name).url)
    assert answer["Content-Type"] == content_type
    assert answer["Content-Disposition"].partition(";")[0] == disposition
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert ("sandbox" in answer["Content-Security-Policy"]) == (disposition == "attachment")
    assert b"".join(answer.streaming_content) == b"Inhoud."


def test_a_picture_is_shown_in_a_sandbox(client: Client, place):
    picture, page = make_picture(place), make_vision(place)
    carry(page, picture=picture)
    for url, length in ((picture.file.url, picture.file.size), (picture.get_rendition("width-5").url, None)):
        answer = client.get(url)
        assert (answer["Content-Type"], answer["Content-Disposition"].partition(";")[0]) == (
            "image/png",
            "inline",
        )
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert length in {None, int(answer["Content-Length"])}


@pytest.mark.parametrize(("audience", "kept"), [("openbaar", "no-cache"), ("netwerk", "private, no-cache")])
def test_who_has_this_version_gets_no_second_copy_but_is_checked(client: Client, place, audience, kept):
    document = published(place, "brief.txt", audience=audience)
    client.force_login(make_member(place, "lezer"))
    first = client.get(document.url)
    assert first["Cache-Control"] == kept
    again = client.get(document.url, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Cache-Control"] == kept

    document.file.storage.delete(document.file.name)
    document.file.storage.save(document.file.name, ContentFile(b"Een andere inhoud."))
    assert client.get(document.url, headers={"if-none-match": first["ETag"]}).status_code == 200

    for page in make_vision(place).get_siblings(inclusive=False).specific():
        change_audience(page, "deelnemer", None)
    client.force_login(make_member(make_participant("Waterdrecht"), "lezer"))
    assert client.get(document.url, headers={"if-none-match": first["ETag"]}).status_code == 404


def test_a_public_file_looks_at_nobodys_account(client: Client, place):
    document = published(place, "brief.txt")
    client.force_login(make_member(place, "lezer"))
    assert not client.get(document.url).has_header("Vary")


def test_head_gives_the_same_headers_without_the_file(client: Client, place):
    document = published(place, "brief.txt")
    get, head = client.get(document.url), client.head(document.url)
    assert dict(get.headers) == dict(head.headers)
    assert head.status_code == 200
    assert client.post(document.url).status_code == 405


@pytest.mark.parametrize(("way", "header"), [("x-accel", "X-Accel-Redirect"), ("x-sendfile", "X-Sendfile")])
def test_the_web_server_is_told_which_file_to_send(client: Client, place, settings, way, header):
    settings.FILES_SENT_BY = way
    document = published(place, "brief & bijlage één.txt", audience="netwerk")
    name = document.file.name
    where = {"x-accel": "/_bestanden/documents/", "x-sendfile": f"{settings.MEDIA_ROOT}/documents/"}[way]
    assert not client.get(document.url).has_header(header)
    client.force_login(make_member(place, "lezer"))
    answer = client.get(document.url)
    assert answer[header].startswith(where)
    assert answer[header].isascii() or way == "x-sendfile"
    assert (answer.content, answer["Content-Type"]) == (b"", "text/plain; charset=utf-8")
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert name.startswith("documents/")


@pytest.mark.parametrize("way", ["django", "x-accel", "x-sendfile"])
def test_what_is_not_on_disk_is_as_absent(client: Client, place, settings, way):
    settings.FILES_SENT_BY = way
    document = published(place, "brief.txt")
    document.file.storage.delete(document.file.name)
    answer = client.get(document.url)
    absent = client.get("/bestanden/999999/brief.txt")
    assert (answer.status_code, answer.content) == (404, absent.content)
    assert dict(answer.headers) == dict(absent.headers)
