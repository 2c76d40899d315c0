"""Who may read a file, a picture or a rendition of it: as a table, asked again at each request."""

import json

import pytest
from django.test import Client

from kennisbank.models import CustomImage, SearchDocument, VisionPage
from kennisbank.placing import change_audience
from kennisbank.read_model.checking import differences
from kennisbank.read_model.tasks import fill_changed
from municipalities.models import Membership
from tests.factories import make_member, make_participant, make_platform_member, make_user, make_vision
from tests.kennisbank.files.making import carry, make_document, make_picture
from tests.municipalities.editing import editor, vision_form

pytestmark = pytest.mark.django_db

READERS = """
                                 openbaar  netwerk  deelnemer  draft  unpublished
nobody                           yes       -        -          -      -
somebody without a role          yes       -        -          -      -
lezer of lindehoven              yes       yes      yes        -      -
adviesraadslid of lindehoven     yes       yes      yes        -      -
redacteur of lindehoven          yes       yes      yes        yes    yes
beheerder of lindehoven          yes       yes      yes        yes    yes
lezer of waterdrecht             yes       yes      -          -      -
redacteur of waterdrecht         yes       yes      -          -      -
curator                          yes       yes      yes        yes    yes
programmateam                    yes       yes      -          -      -
applicatiebeheerder              yes       -        -          -      -
"""
WIDTH = 33
STATES = ["openbaar", "netwerk", "deelnemer", "draft", "unpublished"]
EXPECTED = {
    line[:WIDTH].strip(): dict(zip(STATES, line[WIDTH:].split(), strict=True))
    for line in READERS.strip("\n").splitlines()[1:]
}


@pytest.fixture
def places():
    return {place.slug: place for place in (make_participant("Lindehoven"), make_participant("Waterdrecht"))}


def somebody(who: str, places):
    if who == "nobody":
        return None
    if who == "somebody without a role":
        return make_user("los@example.nl")
    role, _of, place = who.partition(" of ")
    return make_member(places[place], role) if place else make_platform_member(role)


def addresses(document, picture) -> dict[str, str]:
    rendition = picture.get_rendition("width-5")
    return {
        "document": document.url,
        "document by its name on disk": document.file.url,
        "picture": picture.file.url,
        "rendition": rendition.url,
    }


def in_state(page: VisionPage, state: str, document, picture) -> None:
    carry(page, document, picture)
    if state in {"openbaar", "netwerk", "deelnemer"}:
        change_audience(page, state, None)
    elif state == "unpublished":
        page.unpublish()
    else:
        carry(page)
        page.files = [("row", {"title": "Bijlage", "file": document})]
        page.save_revision()
    fill_changed()


@pytest.mark.parametrize("state", STATES)
def test_who_reads_a_file_and_a_picture(places, state):
    lindehoven = places["lindehoven"]
    document, picture = make_document(lindehoven), make_picture(lindehoven)
    in_state(make_vision(lindehoven), state, document, picture)
    found = {}
    for who in EXPECTED:
        client = Client()
        if person := somebody(who, places):
            client.force_login(person)
        answers = {name: client.get(url).status_code for name, url in addresses(document, picture).items()}
        assert len(set(answers.values())) == 1, (who, answers)
        found[who] = "yes" if set(answers.values()) == {200} else "-"
    assert found == {who: row[state] for who, row in EXPECTED.items()}


def test_hidden_and_absent_are_the_same(client: Client, places):
    document, picture = make_document(places["lindehoven"]), make_picture(places["lindehoven"])
    urls = addresses(document, picture)
    client.force_login(make_member(places["waterdrecht"], "redacteur"))
    hidden = {name: client.get(url) for name, url in urls.items()}
    document.delete()
    picture.delete()
    for name, url in urls.items():
        absent = client.get(url)
        assert (hidden[name].status_code, hidden[name].content) == (404, absent.content), name
        assert dict(hidden[name].headers) == dict(absent.headers), name


def test_narrowing_moving_and_leaving_work_at_the_next_request(client: Client, places):
    lindehoven, waterdrecht = places["lindehoven"], places["waterdrecht"]
    document, page = make_document(lindehoven), make_vision(lindehoven)
    carry(page, document)
    assert client.get(document.url).status_code == 200
    change_audience(page, "deelnemer", None)
    assert client.get(document.url).status_code == 404

    page.unpublish()
    redacteur = make_member(lindehoven, "redacteur")
    client.force_login(redacteur)
    assert client.get(document.url).status_code == 200
    document.collection = waterdrecht.folder()
    document.save()
    assert client.get(document.url).status_code == 404
    document.collection = lindehoven.folder()
    document.save()
    assert client.get(document.url).status_code == 200
    Membership.objects.get(user=redacteur).delete()
    assert client.get(document.url).status_code == 404


def test_a_page_that_is_not_published_any_more_counts_before_its_row_follows(client: Client, places):
    document, page = make_document(places["lindehoven"]), make_vision(places["lindehoven"])
    carry(page, document)
    VisionPage.objects.filter(pk=page.pk).update(live=False)
    assert SearchDocument.objects.filter(document_id=document.pk, live=True).exists()
    assert client.get(document.url).status_code == 404


def test_a_file_in_no_folder_is_for_who_uploaded_it(client: Client, places):
    redacteur, colleague = (make_member(places["lindehoven"], role) for role in ("redacteur", "beheerder"))
    document = make_document(None, uploaded_by_user=redacteur)
    for person, status in ((redacteur, 200), (colleague, 404)):
        client.force_login(person)
        assert client.get(document.url).status_code == status


def test_the_rows_say_which_pictures_a_published_page_carries(places):
    page, picture, other = make_vision(places["lindehoven"]), *(make_picture(None) for _ in range(2))
    carry(page, picture=picture)
    row = SearchDocument.objects.get(page_id=page.pk)
    assert set(row.pictures.values_list("image_id", flat=True)) == {picture.pk}
    assert not list(differences())

    page.unplaced = [("text", f'<embed embedtype="image" id="{other.pk}" format="left" alt=""/>')]
    carry(page, picture=picture)
    assert set(row.pictures.values_list("image_id", flat=True)) == {picture.pk}
    carry(page)
    assert not row.pictures.exists()


def test_nobody_opens_a_picture_of_another_by_naming_it_in_a_text(client: Client, places):
    """The editor offers no pictures; a form could name one all the same."""
    lindehoven, waterdrecht = places["lindehoven"], places["waterdrecht"]
    picture, page = make_picture(lindehoven), make_vision(waterdrecht)
    client.force_login(make_member(waterdrecht, "beheerder"))
    data = {"id": picture.pk, "format": "left", "alt": "Foto", "src": picture.file.url}
    block = {"key": "a", "text": " ", "type": "atomic", "depth": 0, "inlineStyleRanges": []}
    block["entityRanges"] = [{"offset": 0, "length": 1, "key": 0}]
    text = {
        "blocks": [block],
        "entityMap": {"0": {"type": "IMAGE", "mutability": "IMMUTABLE", "data": data}},
    }
    row = {"deleted": "", "order": "0", "type": "text", "id": "", "value": json.dumps(text)}
    form = vision_form(
        "action-publish", **{"reason-count": "1"}, **{f"reason-0-{key}": value for key, value in row.items()}
    )
    client.post(editor(page), form)
    page.save_revision().publish()
    fill_changed()
    assert "embed" not in VisionPage.objects.get(pk=page.pk).reason.render_as_block()
    assert not SearchDocument.objects.filter(pictures__image_id=picture.pk).exists()
    assert client.get(picture.file.url).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "../secret-key.txt",
        "%2e%2e/secret-key.txt",
        "..%2f..%2fetc/passwd",
        "/etc/passwd",
        "a%00b.txt",
        "documents/bijlage.txt",
        "original_images/../documents/bijlage.txt",
        "original_images/%2e%2e/documents/bijlage.txt",
    ],
)
def test_nobody_walks_out_of_the_folder(client: Client, places, path):
    make_document(places["lindehoven"])
    client.force_login(make_member(places["waterdrecht"], "redacteur"))
    for start in ("afbeeldingen", "bestanden"):
        assert client.get(f"/{start}/{path}").status_code == 404


def test_there_is_no_public_folder(client: Client, places):
    picture = make_picture(places["lindehoven"])
    client.force_login(make_platform_member("curator"))
    assert client.get(f"/media/{picture.file.name}").status_code == 404
    assert CustomImage.objects.get().file.url == f"/afbeeldingen/{picture.file.name}"
