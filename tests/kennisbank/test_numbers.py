"""A number in an address or a form is what it looks like: ``int()`` reads more, and some fit in no database."""

import json

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from kennisbank.models import CustomDocument, VisionPage
from kennisbank.numbers import number_in
from kennisbank.placing import change_audience
from tests.factories import make_member, make_participant, make_platform_member, make_vision
from tests.municipalities.editing import editor, new_below, vision_form

pytestmark = pytest.mark.django_db

SECRET = "Koolwitje"
HUGE = "9" * 25
LONG = "9" * 4400
NO_NUMBERS = ["²", "x", "-1", "1_0", HUGE, LONG]
ALSO_READ_BY_INT = [" {}", "{} ", "+{}", "0_{}", "\t{}"]


@pytest.fixture
def hidden() -> VisionPage:
    page = make_vision(make_participant("Lindehoven"), title=f"{SECRET} visie", slug="geheim")
    change_audience(page, "deelnemer", None)
    return page


@pytest.fixture
def own() -> VisionPage:
    return make_vision(make_participant("Waterdrecht"), title="Eigen visie", slug="eigen")


@pytest.fixture
def beheerder(client: Client, own: VisionPage) -> Client:
    client.force_login(make_member(own.participant, "beheerder"))
    return client


def draft_of(page: VisionPage) -> VisionPage:
    return VisionPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def file_of(page: VisionPage) -> CustomDocument:
    folder = page.participant.role_groups.first().folder
    document = CustomDocument(title=f"{SECRET} bijlage", collection=folder)
    document.file.save("bijlage.txt", ContentFile(b"Brief."))
    return document


def row(field: str, **values: str) -> dict[str, str]:
    return {
        f"{field}-count": "1",
        **{f"{field}-0-{name}": "" for name in ("deleted", "id")},
        f"{field}-0-order": "0",
        f"{field}-0-type": "row",
        **{f"{field}-0-value-{name}": value for name, value in values.items()},
    }


def text_with_link(page_id: object) -> str:
    link = {"type": "LINK", "mutability": "MUTABLE", "data": {"id": page_id}}
    words = {"key": "aaaaa", "text": "lees meer", "type": "unstyled", "depth": 0, "inlineStyleRanges": []}
    words |= {"entityRanges": [{"offset": 0, "length": 4, "key": 0}]}
    return json.dumps({"blocks": [words], "entityMap": {"0": link}})


def text_row(page_id: object) -> dict[str, str]:
    return {**row("reason"), "reason-0-type": "text", "reason-0-value": text_with_link(page_id)}


@pytest.mark.parametrize(
    ("given", "number"),
    [("1", 1), ("012", 12), (7, 7), ("9" * 18, 10**18 - 1)]
    + [(given, None) for given in ["", None, "1 ", " 1", "1\n", "+1", "0_1", "1.0", "\u0661", *NO_NUMBERS]],
)
def test_a_number_is_what_is_written_as_one(given, number):
    assert number_in(given) == number


@pytest.mark.parametrize("title", ["Visie", ""])
@pytest.mark.parametrize("written", ["{}", *ALSO_READ_BY_INT])
def test_no_way_to_write_a_number_points_at_what_is_hidden(beheerder, own, hidden, written, title):
    page, file = (written.format(one.pk) for one in (hidden, file_of(hidden)))
    for pointing in ({"replaced_by": page}, row("files", title="Bijlage", file=file)):
        form = vision_form(**{"title": title, "slug": "nieuw", **pointing})
        for address in (new_below(own.get_parent()), editor(own)):
            answer = beheerder.post(address, form, follow=True)
            assert answer.status_code == 200
            assert SECRET not in answer.content.decode()
        shown = beheerder.post(f"{editor(own)}preview/", form)
        assert SECRET not in shown.content.decode() + beheerder.get(f"{editor(own)}preview/").content.decode()
    assert not VisionPage.objects.filter(slug="nieuw").exists()
    assert draft_of(own).replaced_by_id is None
    assert not draft_of(own).files


@pytest.mark.parametrize("written", ["{}", *ALSO_READ_BY_INT])
def test_a_letter_points_at_no_hidden_page_or_file_in_its_rows(beheerder, own, hidden, written):
    page, file = (written.format(one.pk) for one in (hidden, file_of(hidden)))
    address = reverse("wagtailadmin_pages:add", args=["kennisbank", "councilletterpage", own.get_parent().pk])
    for pointing in (row("earlier_letters", page=page), row("annexes", title="Bijlage", file=file)):
        assert beheerder.post(address, {"title": "", **pointing}).status_code == 302


@pytest.mark.parametrize("given", NO_NUMBERS)
def test_what_is_no_number_is_refused_in_a_chooser(beheerder, own, given):
    for pointing in ({"replaced_by": given}, row("files", title="Bijlage", file=given)):
        assert beheerder.post(editor(own), vision_form(**pointing)).status_code == 302
    assert not own.revisions.filter(content__title="Visie").exists()


@pytest.mark.django_db(transaction=True)
def test_the_editor_gives_no_address_of_a_linked_page_that_is_hidden(beheerder, own, hidden):
    other = make_vision(make_participant("Duinrade"), slug="open")
    for page, told in ((hidden, False), (other, True)):
        beheerder.post(editor(own), vision_form(slug="eigen", **text_row(page.pk)))
        assert f'id="{page.pk}"' in draft_of(own).reason.raw_data[0]["value"]
        assert (page.url in beheerder.get(editor(own)).content.decode()) == told


@pytest.mark.parametrize("page_id", [*NO_NUMBERS, " 1", "", [1], {"a": 1}, True, 1.5, None])
def test_a_link_to_what_is_no_number_is_stored_as_words(beheerder, own, page_id):
    form = vision_form("action-submit", slug="eigen", **text_row(page_id))
    assert beheerder.post(editor(own), form).status_code == 302
    (stored,) = draft_of(own).reason.raw_data
    assert "lees meer" in stored["value"]
    assert "<a" not in stored["value"]


@pytest.mark.parametrize("written", ['id="²"', f'id="{HUGE}"', f'id="{LONG}"', 'id="x"', ""])
def test_a_page_with_an_old_link_to_no_number_opens(beheerder, own, written):
    own.reason = json.dumps(
        [{"type": "text", "value": f'<p><a linktype="page" {written}>lees</a> meer</p>', "id": "a"}]
    )
    VisionPage.objects.filter(pk=own.pk).update(reason=own.reason)
    assert "<a>lees</a> meer" in beheerder.get(own.url).content.decode()
    assert beheerder.get(editor(own)).status_code == 200


def bulk(name: str, query: str, model: str = "page") -> str:
    app = "wagtailcore" if model == "page" else "kennisbank"
    return f"{reverse('wagtail_bulk_action', args=[app, model, name])}?{query}"


@pytest.mark.parametrize("written", ["{}", *ALSO_READ_BY_INT])
def test_moving_in_bulk_names_no_page_of_another(beheerder, own, hidden, written):
    for target in (hidden, hidden.get_parent()):
        answer = beheerder.post(bulk("move", f"id={own.pk}"), {"chooser": written.format(target.pk)})
        assert answer.status_code == 404
    own.refresh_from_db()
    assert own.get_parent().pk == own.participant_id


def test_moving_in_bulk_goes_where_one_may(client: Client, own, hidden):
    client.force_login(make_platform_member("curator"))
    address = bulk("move", f"id={own.pk}")
    assert client.post(address, {"chooser": ""}).status_code == 200
    assert client.post(address, {"chooser": own.pk}).status_code == 404
    client.post(address, {"chooser": hidden.get_parent().pk})
    assert VisionPage.objects.get(pk=own.pk).get_parent() == hidden.get_parent()


@pytest.mark.parametrize("who", ["curator", "beheerder"])
@pytest.mark.parametrize("given", NO_NUMBERS)
def test_no_number_breaks_an_address_of_the_admin(client: Client, own, who, given):
    client.force_login(
        make_platform_member("curator") if who == "curator" else make_member(own.participant, who)
    )
    copy = reverse("wagtailadmin_pages:copy", args=[own.pk])
    missing = [
        client.get(f"/beheer/prullenbak/{given}/terugzetten/"),
        client.get(f"/beheer/deelnemers/{given}/wie-leest-mee/"),
        client.get(f"/beheer/choose-page/{given}/"),
        client.get(f"/beheer/pages/{own.pk}/move/{given}/confirm/"),
        client.get(f"/beheer/documents/chooser/{given}/"),
        client.get(f"/beheer/pages/{given}/edit/"),
        client.get(f"/beheer/choose-page/chosen-multiple/?id={given}"),
        client.get(f"/beheer/documents/chooser/chosen-multiple/?id={given}"),
        client.get(bulk("delete", f"id={given}")),
        client.get(bulk("delete", f"id={given}", "customdocument")),
        client.get(bulk("delete", f"id=all&childOf={given}")),
        client.get(bulk("delete", f"id=all&childOf={given}", "customdocument")),
        client.post(bulk("move", f"id={own.pk}"), {"chooser": given}),
        client.post(copy, {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": given}),
    ]
    assert [(answer.request["PATH_INFO"], answer.status_code) for answer in missing] == [
        (answer.request["PATH_INFO"], 404) for answer in missing
    ]
    assert client.get("/beheer/prullenbak/", {"deelnemer": given}).status_code == 200
    form = {"decision": "grant", "request": given}
    assert client.post(f"/beheer/pages/{own.pk}/meer-lezers/", form).status_code == 200
