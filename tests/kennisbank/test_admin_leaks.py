"""Addresses of the admin that name things by number: those of another participant stay unnamed."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from kennisbank.models import CustomDocument, VisionPage
from kennisbank.placing import change_audience
from municipalities.models import User
from tests.factories import add_page, make_member, make_participant, make_platform_member, make_vision

pytestmark = pytest.mark.django_db

SECRET = "Koolwitje"


@pytest.fixture
def hidden():
    page = make_vision(make_participant("Lindehoven"), title=f"{SECRET} visie", slug="geheim")
    change_audience(page, "deelnemer", None)
    return page


def draft_of(page):
    return add_page(VisionPage, page.get_parent(), live=False, title=f"{SECRET} concept", slug="concept")


@pytest.fixture
def beheerder():
    return make_member(make_participant("Waterdrecht"), "beheerder")


def own_page(user: User):
    return make_vision(user.memberships.get().participant, title="Eigen visie", slug="eigen")


def bulk(name: str, *ids: int) -> str:
    numbers = "&".join(f"id={number}" for number in ids)
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', name])}?{numbers}"


PAGES = {
    "delete in bulk": lambda page, own: bulk("delete", page.pk),
    "move in bulk": lambda page, own: bulk("move", page.pk),
    "publish in bulk": lambda page, own: bulk("publish", page.pk),
    "unpublish in bulk": lambda page, own: bulk("unpublish", page.pk),
    "delete all in bulk": lambda page, own: f"{bulk('delete')}id=all&childOf={page.get_parent().pk}",
    "delete all in bulk below two": lambda page, own: (
        f"{bulk('delete')}id=all&childOf={own.get_parent().pk}&childOf={page.get_parent().pk}"
    ),
    "chosen": lambda page, own: f"{reverse('wagtailadmin_choose_page_chosen_multiple')}?id={page.pk}",
    "move to it": lambda page, own: reverse("wagtailadmin_pages:move_confirm", args=[own.pk, page.pk]),
    "move it": lambda page, own: reverse(
        "wagtailadmin_pages:move_confirm", args=[page.pk, own.get_parent().pk]
    ),
    "types in use": lambda page, own: reverse("wagtailadmin_reports:page_types_usage"),
    "pages of a type": lambda page, own: reverse(
        "wagtailadmin_pages:type_use", args=["kennisbank", "visionpage"]
    ),
    "all changes": lambda page, own: reverse("wagtailadmin_reports:site_history"),
    "workflows": lambda page, own: reverse("wagtailadmin_reports:workflow"),
    "aging": lambda page, own: reverse("wagtailadmin_reports:aging_pages"),
    "locked": lambda page, own: reverse("wagtailadmin_reports:locked_pages"),
    "search": lambda page, own: f"{reverse('wagtailadmin_pages:search')}?q={SECRET[:6]}",
    "usage": lambda page, own: reverse("wagtailadmin_pages:usage", args=[page.pk]),
    "history": lambda page, own: reverse("wagtailadmin_pages:history", args=[page.pk]),
    "revisions": lambda page, own: reverse("wagtailadmin_pages:revisions_index", args=[page.pk]),
    "workflow history": lambda page, own: reverse("wagtailadmin_pages:workflow_history", args=[page.pk]),
    "explorer": lambda page, own: reverse("wagtailadmin_explore", args=[page.get_parent().pk]),
    "pages to choose": lambda page, own: reverse(
        "wagtailadmin_choose_page_child", args=[page.get_parent().pk]
    ),
    "search to choose": lambda page, own: f"{reverse('wagtailadmin_choose_page_search')}?q={SECRET[:6]}",
    "add below": lambda page, own: reverse("wagtailadmin_pages:add_subpage", args=[page.pk]),
    "delete": lambda page, own: reverse("wagtailadmin_pages:delete", args=[page.pk]),
    "copy": lambda page, own: reverse("wagtailadmin_pages:copy", args=[page.pk]),
    "privacy": lambda page, own: reverse("wagtailadmin_pages:set_privacy", args=[page.pk]),
    "dashboard": lambda page, own: reverse("wagtailadmin_home"),
}

SEEN_BY_CURATORS = ["delete in bulk", "delete all in bulk", "chosen", "copy"]


@pytest.mark.parametrize("who", ["beheerder", "programmateam", "applicatiebeheerder"])
@pytest.mark.parametrize("kind", ["hidden", "draft"])
def test_no_page_of_another_is_named(client: Client, hidden, beheerder, kind, who):
    own = own_page(beheerder)
    page = hidden if kind == "hidden" else draft_of(hidden)
    client.force_login(beheerder if who == "beheerder" else make_platform_member(who))
    answers = {name: client.get(address(page, own), follow=True) for name, address in PAGES.items()}
    assert [name for name, answer in answers.items() if SECRET in answer.content.decode()] == []


def test_a_curator_sees_them_all(client: Client, hidden, beheerder):
    own = own_page(beheerder)
    client.force_login(make_platform_member("curator"))
    answers = {name: client.get(PAGES[name](hidden, own)) for name in SEEN_BY_CURATORS}
    assert [name for name, answer in answers.items() if SECRET not in answer.content.decode()] == []
    change_audience(hidden, "netwerk", None)
    assert SECRET in client.get(PAGES["move it"](hidden, own)).content.decode()
    assert client.get(PAGES["types in use"](hidden, own)).status_code == 200


def test_a_beheerder_does_with_his_own_pages_what_he_did(client: Client, beheerder):
    own = own_page(beheerder)
    client.force_login(beheerder)
    for name in ["delete in bulk", "unpublish in bulk", "delete all in bulk", "chosen", "copy"]:
        assert "Eigen visie" in client.get(PAGES[name](own, own)).content.decode(), name


@pytest.mark.parametrize("name", ["delete in bulk", "chosen", "move to it", "move it"])
def test_hidden_and_absent_are_the_same(client: Client, hidden, beheerder, name):
    own = own_page(beheerder)
    client.force_login(beheerder)
    seen = client.get(PAGES[name](hidden, own))
    address = PAGES[name](hidden, own)
    hidden.delete()
    gone = client.get(address)
    assert (seen.status_code, seen.content) == (gone.status_code, gone.content)


def test_the_address_of_a_page_becomes_no_title_in_the_link_chooser(client: Client, beheerder):
    """A draft title of a live page is for those who edit it."""
    page = make_vision(make_participant("Lindehoven"), title="Visie", slug="visie")
    page.title = f"{SECRET} volgende visie"
    page.save_revision()
    client.force_login(beheerder)
    form = {"external-link-chooser-url": page.full_url, "external-link-chooser-link_text": "Visie"}
    answer = client.post(reverse("wagtailadmin_choose_page_external_link"), form)
    assert answer.json() == {
        "step": "external_link_chosen",
        "result": {
            "url": page.full_url,
            "title": "Visie",
            "prefer_this_title_as_link_text": True,
        },
    }


def test_a_forged_parent_of_a_copy_is_not_named(client: Client, hidden, beheerder):
    own = own_page(beheerder)
    client.force_login(beheerder)
    form = {"new_title": "", "new_slug": "kopie", "new_parent_page": hidden.pk}
    answer = client.post(reverse("wagtailadmin_pages:copy", args=[own.pk]), form)
    assert SECRET not in answer.content.decode()


@pytest.mark.parametrize("where", ["hidden", "\0", "x", "9" * 30])
def test_a_page_moves_nowhere_by_a_forged_parent(client: Client, hidden, beheerder, where):
    own = own_page(beheerder)
    client.force_login(beheerder)
    form = {"new_parent_page": hidden.pk if where == "hidden" else where}
    answer = client.post(reverse("wagtailadmin_pages:move", args=[own.pk]), form, follow=True)
    assert answer.status_code == 404
    assert SECRET not in answer.content.decode()


@pytest.mark.parametrize("name", ["user", "site"])
def test_a_number_that_no_database_holds_filters_nothing(client: Client, beheerder, name):
    own = own_page(beheerder)
    client.force_login(beheerder)
    for view in ("wagtailadmin_pages:history_results", "wagtailadmin_explore_results"):
        assert client.get(reverse(view, args=[own.pk]), {name: "9" * 30}).status_code == 404
        assert client.get(reverse(view, args=[own.pk]), {"q": "9" * 30}).status_code == 200


def test_a_file_of_another_is_not_named(client: Client, hidden, beheerder):
    theirs, ours = file_of(hidden), file_of(own_page(beheerder))
    client.force_login(beheerder)
    many = reverse("wagtaildocs_chooser:chosen_multiple")
    bulk_delete = reverse("wagtail_bulk_action", args=["kennisbank", "customdocument", "delete"])
    for address in (
        lambda file: reverse("wagtaildocs_chooser:chosen", args=[file.pk]),
        lambda file: f"{many}?id={file.pk}",
        lambda file: f"{bulk_delete}?id={file.pk}",
        lambda file: reverse("wagtaildocs:edit", args=[file.pk]),
        lambda file: reverse("wagtaildocs:document_usage", args=[file.pk]),
        lambda file: reverse("wagtaildocs:delete", args=[file.pk]),
    ):
        assert SECRET in client.get(address(ours), follow=True).content.decode()
        assert SECRET not in client.get(address(theirs), follow=True).content.decode()


def file_of(page: VisionPage) -> CustomDocument:
    folder = page.get_parent().specific.role_groups.first().folder
    document = CustomDocument(title=f"{SECRET} bijlage", collection=folder)
    document.file.save("bijlage.txt", ContentFile(b"Brief."))
    return document


def test_only_tags_of_pages_that_one_may_see_are_suggested(client: Client, hidden, beheerder):
    hidden.tags.add("koolgeheim")
    hidden.save()
    own = own_page(beheerder)
    own.tags.add("koolbekend")
    own.save()
    address = f"{reverse('wagtailadmin_tag_autocomplete')}?term=kool"
    assert client.get(address).status_code == 302
    client.force_login(beheerder)
    assert client.get(address).json() == ["koolbekend"]
    client.force_login(make_platform_member("curator"))
    assert client.get(address).json() == ["koolbekend", "koolgeheim"]
