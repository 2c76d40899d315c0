"""The bin: what is deleted in the admin goes there, comes back, or is really deleted after thirty days."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, WorkflowState

from kennisbank.bin import throwing
from kennisbank.bin.emptying import empty_bin
from kennisbank.models import BinnedPage, BinPage, SearchDocument, TextPage, VisionPage
from kennisbank.placing import change_audience
from municipalities.rights.applying import apply_all_rights
from tests.factories import (
    add_page,
    make_home,
    make_member,
    make_participant,
    make_platform_member,
    make_user,
    make_vision,
)
from tests.municipalities.review.reviewing import is_published, review

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lindehoven():
    participant = make_participant("Lindehoven")
    apply_all_rights()
    return participant


def delete(client: Client, page: Page, **form: str):
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), form, follow=True)


def delete_in_bulk(client: Client, *pages: Page, **form: str):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    ids = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{address}?{ids}&next=/beheer/", form, follow=True)


def delete_by_api(client: Client, page: Page):
    return client.post(f"/beheer/api/main/pages/{page.pk}/action/delete/", {})


def put_back(client: Client, page: Page, **form: object):
    return client.post(reverse("kennisbank_put_back", args=[page.pk]), form)


def is_binned(page: Page) -> bool:
    stored = Page.objects.get(pk=page.pk)
    return stored.get_parent().specific_class is BinPage and not stored.live


def log_in(client: Client, user) -> Client:
    client.force_login(user)
    return client


ROADS = {"single": delete, "bulk": delete_in_bulk, "api": delete_by_api}
# What happens to a published page and to a draft.
WHO = {
    "lezer": (False, False),
    "redacteur": (False, True),
    "beheerder": (True, True),
    "beheerder elsewhere": (False, False),
    "curator": (True, True),
    "superuser": (True, True),
}


def person(who: str, participant):
    if who == "curator":
        return make_platform_member("curator")
    if who == "superuser":
        return make_user("super@example.nl", is_superuser=True)
    if who == "beheerder elsewhere":
        return make_member(make_participant("Waterdrecht"), "beheerder")
    return make_member(participant, who)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("road", ROADS)
def test_who_throws_away_what(client, lindehoven, road, who):
    log_in(client, person(who, lindehoven))
    found = []
    for live in (True, False):
        page = make_vision(lindehoven, live=live)
        ROADS[road](client, page)
        assert VisionPage.objects.filter(pk=page.pk).exists()
        found.append(is_binned(page))
    assert tuple(found) == WHO[who]


def test_the_confirmation_says_that_it_can_come_back(client, lindehoven):
    vision = make_vision(lindehoven)
    log_in(client, make_member(lindehoven, "beheerder"))
    single = client.get(reverse("wagtailadmin_pages:delete", args=[vision.pk])).content.decode()
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    other = make_vision(lindehoven, slug="een-andere-visie")
    one = client.get(f"{bulk}?id={vision.pk}").content.decode()
    several = client.get(f"{bulk}?id={vision.pk}&id={other.pk}").content.decode()

    assert "De pagina gaat naar de Prullenbak en kan 30 dagen terug" in single
    assert "Deze pagina gaat naar de Prullenbak en kan 30 dagen terug" in one
    assert "gaan naar de Prullenbak en kunnen 30 dagen terug" in several
    assert VisionPage.objects.get(pk=vision.pk).live


def test_site_lists_and_search_lose_it_at_once(client, lindehoven):
    vision = make_vision(lindehoven, "Zonnewijzer.", slug="zonnewijzers")
    lists = [lindehoven.url, "/zoeken?q=zonnewijzer"]
    assert all(vision.url in client.get(address).content.decode() for address in lists)
    visitor = Client()
    delete(log_in(client, make_member(lindehoven, "beheerder")), vision)

    assert visitor.get(vision.url).status_code == 404
    assert all(vision.url not in visitor.get(address).content.decode() for address in lists)
    assert not SearchDocument.objects.filter(page_id=vision.pk, live=True).exists()


def test_it_keeps_its_participant_and_its_audience(client, lindehoven):
    vision = make_vision(lindehoven)
    change_audience(vision, "netwerk", None)
    delete(log_in(client, make_member(lindehoven, "beheerder")), vision)
    stored = VisionPage.objects.get(pk=vision.pk)

    assert (stored.participant_id, stored.effective_audience) == (lindehoven.pk, "netwerk")
    stored.save()
    assert stored.participant_id == lindehoven.pk


@pytest.fixture
def text_pages():
    home = make_home()
    top = add_page(TextPage, home, title="Hulp", slug="hulp", owner=make_user("een@example.nl"))
    below = add_page(TextPage, top, title="Inloggen", slug="inloggen", owner=make_user("twee@example.nl"))
    return top, below


@pytest.mark.parametrize("road", ROADS)
def test_what_is_below_goes_along_and_comes_back_as_drafts(client, text_pages, road):
    top, below = text_pages
    log_in(client, make_user("super@example.nl", is_superuser=True))
    ROADS[road](client, top)
    assert is_binned(top)
    assert not Page.objects.get(pk=below.pk).live
    assert BinnedPage.objects.get().page_id == top.pk

    put_back(client, top)
    assert Page.objects.get(pk=below.pk).url_path == f"{make_home().url_path}hulp/inloggen/"
    assert not Page.objects.get(pk=top.pk).live
    assert not BinnedPage.objects.exists()


def test_a_page_and_the_one_below_it_thrown_away_together_stay_together(client, text_pages):
    top, below = text_pages
    delete_in_bulk(log_in(client, make_user("super@example.nl", is_superuser=True)), top, below)
    assert Page.objects.get(pk=below.pk).get_parent().pk == top.pk


@pytest.mark.parametrize(
    ("tried", "happens", "sentence"),
    [
        (delete, "thrown away", "‘Inloggen’ staat al in de Prullenbak."),
        (delete_in_bulk, "thrown away", "‘Inloggen’ staat al in de Prullenbak."),
        (put_back, "put back", "‘Inloggen’ staat niet meer in de Prullenbak."),
        (put_back, "parent thrown away", "‘Inloggen’ kan daar niet terug"),
    ],
)
def test_what_happens_at_the_same_moment_is_looked_at_again(
    client, text_pages, monkeypatch, tried, happens, sentence
):
    top, below = text_pages
    person = make_user("super@example.nl", is_superuser=True)
    log_in(client, person)
    if tried is put_back:
        delete(client, below)

    def meanwhile() -> None:
        monkeypatch.undo()
        if happens == "put back":
            throwing.put_back(BinnedPage.objects.get(), top, person)
        else:
            throwing.throw_away(below if happens == "thrown away" else top, person)

    monkeypatch.setattr(throwing, "lock_tree", meanwhile)
    answer = tried(client, below)
    page = answer if answer.status_code == 200 else client.get(answer.url)
    assert sentence in page.content.decode()


@pytest.mark.parametrize("which", ["home", "gemeenten", "nieuws", "participant", "bin"])
@pytest.mark.parametrize("road", ROADS)
def test_what_belongs_to_the_site_and_a_participant_stay(client, lindehoven, road, which):
    call_command("setup_site")
    pages = {"participant": lindehoven, "bin": BinPage.objects.get()}
    page = pages.get(which) or Page.objects.get(slug=which)
    log_in(client, make_user("super@example.nl", is_superuser=True))
    place = page.path
    answer = ROADS[road](client, page)

    assert Page.objects.get(pk=page.pk).path == place
    if road != "api":
        assert "kan niet weg" in answer.content.decode() or which == "bin"
    else:
        assert answer.status_code in (400, 403, 404)


def test_several_pages_of_which_one_must_stay_all_stay(client, lindehoven):
    vision = make_vision(lindehoven)
    answer = delete_in_bulk(log_in(client, make_platform_member("curator")), vision, lindehoven)

    assert VisionPage.objects.get(pk=vision.pk).live
    assert "is een deelnemer en kan niet weg" in answer.content.decode()


def test_a_page_in_a_workflow_and_locked_goes_too(client, lindehoven):
    vision, beheerder = make_vision(lindehoven), make_member(lindehoven, "beheerder")
    vision.title = "Een heel andere visie"
    vision.save_revision()
    vision.get_workflow().start(vision, make_user("schrijver@example.nl"))
    VisionPage.objects.filter(pk=vision.pk).update(locked=True)
    delete(log_in(client, beheerder), vision)

    assert is_binned(vision)
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_CANCELLED


def test_what_was_planned_is_not_published_in_the_bin(client, lindehoven):
    soon = timezone.now() + timedelta(minutes=1)
    vision = make_vision(lindehoven, live=False, go_live_at=soon)
    vision.get_latest_revision().publish()
    delete(log_in(client, make_member(lindehoven, "beheerder")), vision)
    assert is_binned(vision)
    assert not vision.revisions.exclude(approved_go_live_at=None).exists()


def test_a_replaced_page_stays_readable_while_its_successor_is_in_the_bin(client, lindehoven):
    earlier, later = make_vision(lindehoven, slug="oud"), make_vision(lindehoven, title="Nieuwe visie")
    delete(log_in(client, make_member(lindehoven, "beheerder")), later)
    answer = Client().get(VisionPage.objects.get(pk=earlier.pk).url)

    assert answer.status_code == 200
    assert "Nieuwe visie" not in answer.content.decode()


def test_two_pages_of_one_name_are_in_the_bin_and_each_comes_back_with_a_free_name(client, lindehoven):
    log_in(client, make_member(lindehoven, "beheerder"))
    first = make_vision(lindehoven, slug="visie")
    delete(client, first)
    second = make_vision(lindehoven, slug="visie")
    delete(client, second)
    put_back(client, second)
    put_back(client, first)

    names = [Page.objects.get(pk=page.pk).slug for page in (second, first)]
    assert names == ["visie", "visie-1"]
    restored = VisionPage.objects.get(pk=first.pk)
    restored.get_latest_revision().publish()
    assert VisionPage.objects.get(pk=first.pk).slug == "visie-1"


def test_a_page_whose_parent_is_gone_asks_for_another_place(client, text_pages):
    top, below = text_pages
    log_in(client, make_user("super@example.nl", is_superuser=True))
    delete(client, below)
    delete(client, top)
    assert "Kies waar zij" in client.get(reverse("kennisbank_put_back", args=[below.pk])).content.decode()
    put_back(client, below)
    assert is_binned(below), "nowhere was chosen"
    put_back(client, below, parent=top.pk)
    assert is_binned(below), "the bin is no place"
    put_back(client, below, parent=make_home().pk)
    assert Page.objects.get(pk=below.pk).url_path == f"{make_home().url_path}inloggen/"


@pytest.mark.parametrize(
    ("who", "sees", "puts_back"),
    [
        ("lezer", False, False),
        ("redacteur", True, False),
        ("beheerder", True, True),
        ("beheerder elsewhere", False, False),
        ("curator", True, True),
        ("superuser", True, True),
    ],
)
def test_who_sees_and_puts_back_a_page_that_was_published(client, lindehoven, who, sees, puts_back):
    vision = make_vision(lindehoven, title="Visie op zonnewijzers")
    delete(log_in(Client(), make_member(lindehoven, "beheerder", "b@example.nl")), vision)
    log_in(client, person(who, lindehoven))

    listed = client.get(reverse("kennisbank_bin"))
    assert ("Visie op zonnewijzers" in listed.content.decode()) == sees
    one = client.get(reverse("kennisbank_put_back", args=[vision.pk]))
    assert ("Visie op zonnewijzers" in one.content.decode()) == puts_back
    put_back(client, vision)
    assert is_binned(vision) != puts_back


def test_a_redacteur_puts_back_a_draft_that_he_threw_away(client, lindehoven):
    vision = make_vision(lindehoven, live=False)
    log_in(client, make_member(lindehoven, "redacteur"))
    delete(client, vision)
    put_back(client, vision)
    assert Page.objects.get(pk=vision.pk).get_parent().pk == lindehoven.pk


def test_a_page_of_another_participant_in_the_bin_is_as_one_that_does_not_exist(client, lindehoven):
    vision = make_vision(lindehoven)
    delete(log_in(Client(), make_member(lindehoven, "beheerder")), vision)
    log_in(client, person("beheerder elsewhere", lindehoven))
    for number in (vision.pk, 999_999):
        assert client.get(reverse("kennisbank_put_back", args=[number])).status_code == 404
        assert client.post(reverse("kennisbank_put_back", args=[number])).status_code == 404


@pytest.mark.parametrize("role", ["lezer", "applicatiebeheerder"])
def test_who_writes_nowhere_has_no_bin(client, lindehoven, role):
    user = make_member(lindehoven, role) if role == "lezer" else make_platform_member(role)
    assert log_in(client, user).get(reverse("kennisbank_bin")).status_code in (302, 404)


@pytest.mark.parametrize("who", ["beheerder", "superuser"])
def test_nobody_edits_publishes_or_moves_what_is_in_the_bin(client, lindehoven, who):
    vision = make_vision(lindehoven)
    log_in(client, person(who, lindehoven))
    delete(client, vision)
    for name in ("edit", "delete", "unpublish", "copy", "move"):
        address = reverse(f"wagtailadmin_pages:{name}", args=[vision.pk])
        client.post(address, {"title": "Anders", "action-publish": "1"})
    client.post(f"/beheer/api/main/pages/{vision.pk}/action/publish/")
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{bulk}?id={vision.pk}")

    assert is_binned(vision)
    assert VisionPage.objects.count() == 1


def test_the_permalink_says_gone_in_the_bin_and_after_it_for_what_everybody_could_read(client, lindehoven):
    public, hidden = make_vision(lindehoven), make_vision(lindehoven)
    change_audience(hidden, "netwerk", None)
    beheerder = log_in(Client(), make_member(lindehoven, "beheerder"))
    for page in (public, hidden):
        delete(beheerder, page)

    def answers() -> list[int]:
        return [client.get(f"/id/{page.key}").status_code for page in (public, hidden)]

    assert answers() == [410, 404]
    BinnedPage.objects.update(binned_at=timezone.now() - timedelta(days=31))
    empty_bin()
    assert not VisionPage.objects.exists()
    assert answers() == [410, 404]


def test_the_permalink_of_a_page_that_came_back_leads_nowhere_until_it_is_published(client, lindehoven):
    vision = make_vision(lindehoven)
    beheerder = log_in(Client(), make_member(lindehoven, "beheerder"))
    delete(beheerder, vision)
    put_back(beheerder, vision)
    assert client.get(f"/id/{vision.key}").status_code == 404
    VisionPage.objects.get(pk=vision.pk).get_latest_revision().publish()
    assert client.get(f"/id/{vision.key}").status_code == 301


def test_the_clock_empties_the_bin_after_thirty_days(client, lindehoven, text_pages):
    vision = make_vision(lindehoven)
    log_in(client, make_user("super@example.nl", is_superuser=True))
    for page in (vision, *text_pages[:1]):
        delete(client, page)
    long_ago = timezone.now() - timedelta(days=30, minutes=1)
    BinnedPage.objects.exclude(page=vision.pk).update(binned_at=long_ago)
    empty_bin()

    assert not TextPage.objects.exists()
    assert is_binned(vision)
    deleted = PageLogEntry.objects.filter(action="wagtail.delete", page_id__gte=vision.participant_id)
    assert set(deleted.values_list("page_id", flat=True)) == {page.pk for page in text_pages}


def test_one_page_that_cannot_be_deleted_holds_up_no_other(client, lindehoven, monkeypatch):
    stuck, other = make_vision(lindehoven), make_vision(lindehoven)
    log_in(client, make_member(lindehoven, "beheerder"))
    for page in (stuck, other):
        delete(client, page)
    BinnedPage.objects.update(binned_at=timezone.now() - timedelta(days=31))
    really = VisionPage.delete

    def fails(page, *args, **kwargs):
        if page.pk == stuck.pk:
            raise RuntimeError
        return really(page, *args, **kwargs)

    monkeypatch.setattr(VisionPage, "delete", fails)
    empty_bin()
    assert list(VisionPage.objects.values_list("pk", flat=True)) == [stuck.pk]


def test_the_list_asks_as_many_questions_for_many_pages(client, lindehoven):
    log_in(client, make_member(lindehoven, "beheerder"))

    def questions() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(reverse("kennisbank_bin")).status_code == 200
        return len(asked)

    delete(client, make_vision(lindehoven))
    questions()
    one = questions()
    for _ in range(4):
        delete(client, make_vision(lindehoven))
    assert questions() == one


def test_curators_see_the_pages_of_one_participant(client, lindehoven):
    waterdrecht = make_participant("Waterdrecht")
    curator = log_in(client, make_platform_member("curator"))
    for participant in (lindehoven, waterdrecht):
        delete(curator, make_vision(participant, title=f"Visie {participant.title}"))
    shown = curator.get(reverse("kennisbank_bin"), {"deelnemer": waterdrecht.pk}).content.decode()

    assert "Visie Waterdrecht" in shown
    assert "Visie Lindehoven" not in shown


def test_nobody_chooses_or_finds_a_page_in_the_bin(client, lindehoven):
    vision = make_vision(lindehoven, title="Visie op zonnewijzers")
    curator = log_in(client, make_platform_member("curator"))
    delete(curator, vision)
    thrown_away = BinPage.objects.get()
    for address in (
        reverse("wagtailadmin_choose_page_child", args=[thrown_away.pk]),
        reverse("wagtailadmin_choose_page_search") + "?q=zonnewijzers",
        reverse("wagtailadmin_explore", args=[thrown_away.pk]),
    ):
        assert "Visie op zonnewijzers" not in curator.get(address).content.decode()


def test_throwing_away_and_putting_back_stand_in_the_log(client, lindehoven):
    vision, beheerder = make_vision(lindehoven), make_member(lindehoven, "beheerder")
    log_in(client, beheerder)
    delete(client, vision)
    put_back(client, vision)
    logged = PageLogEntry.objects.filter(page=vision.pk, action__startswith="kennisbank.").order_by("pk")
    assert list(logged.values_list("action", "user")) == [
        ("kennisbank.bin", beheerder.pk),
        ("kennisbank.put_back", beheerder.pk),
    ]


def test_setting_up_the_site_makes_one_bin_beside_the_home_page(lindehoven):
    for _ in range(2):
        call_command("setup_site")
    thrown_away = BinPage.objects.get()
    assert (thrown_away.depth, thrown_away.live, thrown_away.url) == (2, False, None)


def test_who_puts_back_a_page_under_another_name_reads_along_with_the_text_of_its_writer(client, lindehoven):
    redacteur, beheerder = (make_member(lindehoven, role) for role in ("redacteur", "beheerder"))
    thrown = make_vision(lindehoven, live=False, slug="visie", text="Iedereen vindt de weg.")
    thrown.save_revision(user=redacteur)
    log_in(client, beheerder)
    delete(client, thrown)
    make_vision(lindehoven, live=False, slug="visie")
    put_back(client, thrown)
    back = VisionPage.objects.get(pk=thrown.pk)

    assert (back.slug, back.latest_revision.user) == ("visie-1", redacteur)
    assert back.get_latest_revision_as_object().slug == "visie-1"
    back.get_workflow().start(back, redacteur)
    review(client, back)
    assert is_published(back)
