"""A file that stands on a published page is neither replaced nor deleted past a second reader."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kennisbank.models import CustomDocument, CustomImage
from kennisbank.read_model.tasks import fill_changed
from municipalities.rights.applying import apply_all_rights
from tests.factories import make_member, make_participant, make_platform_member, make_user, make_vision
from tests.kennisbank.files.making import carry, make_document, make_picture, picture_bytes

pytestmark = pytest.mark.django_db

SENTENCE = "Dit bestand staat op een gepubliceerde pagina."
KINDS = {
    # the namespace of the addresses, and another file
    "document": ("wagtaildocs", "nieuw.txt", b"Anders."),
    "picture": ("wagtailimages", "nieuw.jpg", picture_bytes("JPEG")),
}
STATES = {
    "published": True,
    "planned": True,
    "before a second reader": True,
    "draft": False,
    "unpublished": False,
    "on no page": False,
}


def in_state(page, state: str, person, **carried) -> None:
    if state == "on no page":
        return
    if state in {"published", "unpublished"}:
        carry(page, **carried)
        if state == "unpublished":
            page.unpublish()
            fill_changed()
        return
    page.files = [("row", {"title": "Bijlage", "file": carried["document"]})]
    page.reason = [("text", f'<embed embedtype="image" id="{carried["picture"].pk}" format="left" alt=""/>')]
    revision = page.save_revision(user=person)
    if state == "planned":
        revision.approved_go_live_at = timezone.now() + timedelta(days=9)
        revision.save()
    elif state != "draft":
        stored = type(page).objects.get(pk=page.pk)
        stored.get_workflow().start(stored, person)


def delete(client: Client, road: str, namespace: str, file) -> str:
    """What the person sees who deletes the file by this road."""
    if road == "many":
        kind = type(file)._meta
        address = reverse("wagtail_bulk_action", args=[kind.app_label, kind.model_name, "delete"])
        answer = client.post(f"{address}?id={file.pk}&next={reverse(f'{namespace}:index')}", follow=True)
    elif road == "just uploaded":
        address = reverse(f"{namespace}:delete_multiple", args=[file.pk])
        answer = client.post(address, headers={"x-requested-with": "XMLHttpRequest"})
    else:
        answer = client.post(reverse(f"{namespace}:delete", args=[file.pk]), follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def lindehoven():
    return make_participant("Lindehoven")


@pytest.mark.parametrize("state", STATES)
def test_a_file_before_readers_is_neither_replaced_nor_deleted(client: Client, lindehoven, state):
    apply_all_rights()
    person = make_member(lindehoven, "beheerder")
    client.force_login(person)
    files = {"document": make_document(lindehoven), "picture": make_picture(lindehoven)}
    in_state(make_vision(lindehoven, live=state in {"published", "unpublished"}), state, person, **files)
    for kind, file in files.items():
        namespace, name, content = KINDS[kind]
        address, stored = reverse(f"{namespace}:edit", args=[file.pk]), file.file.name
        form = {"title": "Andere titel", "collection": file.collection_id}
        answer = client.post(address, {**form, "file": SimpleUploadedFile(name, content)})
        assert (SENTENCE in answer.content.decode()) is STATES[state], (state, kind)
        file.refresh_from_db()
        assert (file.file.name == stored) is STATES[state], (state, kind)
        assert client.post(address, {**form, "file": ""}).status_code == 302
        file.refresh_from_db()
        assert file.title == "Andere titel"
        assert (SENTENCE in delete(client, "one", namespace, file)) is STATES[state], (state, kind)
        assert type(file).objects.filter(pk=file.pk).exists() is STATES[state], (state, kind)


@pytest.mark.parametrize("who", ["beheerder", "curator", "superuser"])
@pytest.mark.parametrize("road", ["one", "many", "just uploaded"])
def test_no_road_and_no_role_deletes_it(client: Client, lindehoven, who, road):
    people = {
        "beheerder": lambda: make_member(lindehoven, "beheerder"),
        "curator": lambda: make_platform_member("curator"),
        "superuser": lambda: make_user("super@example.nl", is_superuser=True),
    }
    apply_all_rights()
    client.force_login(people[who]())
    document, picture = make_document(lindehoven), make_picture(lindehoven)
    carry(make_vision(lindehoven), document, picture)
    for namespace, file in (("wagtaildocs", document), ("wagtailimages", picture)):
        assert SENTENCE in delete(client, road, namespace, file)
    free = make_document(lindehoven)
    delete(client, road, "wagtaildocs", free)
    assert (CustomDocument.objects.get(), CustomImage.objects.get()) == (document, picture)


def test_who_may_not_delete_it_is_not_told_where_it_stands(client: Client, lindehoven):
    apply_all_rights()
    client.force_login(make_member(make_participant("Waterdrecht"), "redacteur"))
    document = make_document(lindehoven)
    carry(make_vision(lindehoven), document)
    assert SENTENCE not in delete(client, "one", "wagtaildocs", document)
    assert CustomDocument.objects.filter(pk=document.pk).exists()
