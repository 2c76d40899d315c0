"""Explorer and chooser: what Wagtail's own rules say, with as many queries for many rows as for one."""

import re

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from kennisbank.audience import reader_for
from kennisbank.editing.named import pages_to_choose
from kennisbank.models import HomePage, KnowledgePage, NewsPage, SearchDocument
from kennisbank.read_model.tasks import fill_changed
from municipalities.models import Membership, ParticipantIndexPage, User
from tests.factories import add_page, make_member, make_participant, make_platform_member, make_user

pytestmark = pytest.mark.django_db


def news(parent: Page, *, live: bool = True) -> Page:
    return add_page(NewsPage, parent, live=live, text=[("text", "<p>Er is nieuws.</p>")])


@pytest.fixture
def waterdrecht():
    return make_participant("Waterdrecht")


@pytest.fixture
def pages(lindehoven, waterdrecht):
    """Every state in which a page can be, by name."""
    above = news(lindehoven)
    drafts = news(lindehoven, live=False)
    for parent, live in ((above, True), (drafts, False)):
        news(parent, live=live)
    forgotten = news(lindehoven, live=False)
    Page.objects.filter(pk=news(forgotten, live=False).pk).update(live=True)
    found = {
        "root": Page.get_first_root_node(),
        "list": ParticipantIndexPage.objects.get(),
        "participant": lindehoven,
        "published": news(lindehoven),
        "draft": news(lindehoven, live=False),
        "published above published": above,
        "draft above a draft": drafts,
        "draft above published": forgotten,
        "published elsewhere": news(waterdrecht),
        "draft elsewhere": news(waterdrecht, live=False),
    }
    return {name: Page.objects.get(pk=page.pk).specific for name, page in found.items()}


def by_hand(name: str, *grants: tuple[Page, str]) -> User:
    """Somebody with grants that no role gives."""
    user, group = make_user(f"{name}@example.nl"), Group.objects.create(name=name)
    user.groups.add(group)
    for page, action in grants:
        GroupPagePermission.objects.create(group=group, page=page, permission_type=action)
    return user


@pytest.fixture
def people(pages, lindehoven, waterdrecht):
    of_two = make_member(lindehoven, "redacteur", "twee@example.nl")
    Membership.objects.create(user=of_two, participant=waterdrecht, role="beheerder")
    left = make_member(lindehoven, "beheerder", "weg@example.nl")
    User.objects.filter(pk=left.pk).update(is_active=False)
    left.refresh_from_db()
    home = HomePage.objects.get()
    found = {
        "lezer": make_member(lindehoven, "lezer"),
        "redacteur": make_member(lindehoven, "redacteur"),
        "beheerder": make_member(lindehoven, "beheerder"),
        "redacteur and beheerder": of_two,
        "curator": make_platform_member("curator"),
        "programmateam": make_platform_member("programmateam"),
        "superuser": User.objects.create_superuser("alles@example.nl", "een-lang-wachtwoord"),
        "not active": left,
        "at the root": by_hand("wortel", (Page.get_first_root_node(), "change")),
        "at home and below": by_hand("thuis", (home, "add"), (lindehoven, "change"), (lindehoven, "publish")),
        "adds only": by_hand("erbij", (lindehoven, "add")),
        "adds and publishes": by_hand("erbij-en-op", (lindehoven, "add"), (lindehoven, "publish")),
        "far apart": by_hand("ver", (pages["draft above a draft"], "change"), (waterdrecht, "lock")),
        "deletes many": by_hand("veel", (lindehoven, "change"), (lindehoven, "bulk_delete")),
    }
    own = [pages[name].pk for name in ("draft", "published")]
    Page.objects.filter(pk__in=own).update(owner=found["adds only"])
    return found


def test_the_explorer_shows_everybody_the_pages_that_wagtails_rules_give_him(people):
    shown = {}
    for name, person in people.items():
        policy = policy_registry.get_by_type(Page)
        shown[name] = set(policy.explorable_instances(User.objects.get(pk=person.pk)))
        assert shown[name] == set(PagePermissionPolicy().explorable_instances(person)), name
    assert {name for name, found in shown.items() if not found} == {"lezer", "programmateam", "not active"}


def test_the_chooser_offers_what_somebody_reads_what_he_explores_and_the_pages_of_the_site(people):
    fill_changed()
    for name, person in people.items():
        read = SearchDocument.objects.pages().visible_to(reader_for(person)).values_list("page_id", flat=True)
        wanted = set(Page.objects.filter(pk__in=read)) | set(Page.objects.not_type(KnowledgePage))
        wanted |= set(PagePermissionPolicy().explorable_instances(person))
        assert set(pages_to_choose(Page.objects.all(), person)) == wanted, name


@pytest.mark.parametrize("ignore_bulk", [False, True])
def test_who_may_delete_or_move_which_page_is_as_wagtails_rules_say(people, pages, ignore_bulk):
    allowed = set()
    for who, person in people.items():
        for name in pages:
            page = Page.objects.get(pk=pages[name].pk).specific
            if name == "draft":
                assert page.owner == people["adds only"]
            answer = page.permissions_for_user(person).can_delete(ignore_bulk)
            assert answer == PagePermissionTester(person, page).can_delete(ignore_bulk), (who, name)
            allowed |= {(who, name)} if answer else set()
    assert {("redacteur", "draft"), ("beheerder", "published"), ("adds only", "draft")} <= allowed
    assert not {("redacteur", "published"), ("redacteur", "draft elsewhere"), ("curator", "root")} & allowed


def counted(client, address: str, row: str) -> tuple[int, int]:
    """The queries of one address, after a visit that fills the caches, and its rows."""
    fill_changed()
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        response = client.get(address)
        queries = len(caught)
    assert response.status_code == 200
    return queries, len(re.findall(row, response.content.decode()))


@pytest.mark.parametrize("live", [True, False])
@pytest.mark.parametrize("who", ["redacteur", "beheerder", "curator"])
def test_the_explorer_asks_as_much_for_ten_pages_as_for_one(client, lindehoven, who, live):
    person = make_platform_member(who) if who == "curator" else make_member(lindehoven, who)
    client.force_login(person)
    address = reverse("wagtailadmin_explore", args=[lindehoven.pk])
    news(lindehoven, live=live)
    for_one, one = counted(client, address, r'id="page_\d+_title"')
    for _ in range(9):
        news(lindehoven, live=live)
    for_ten, ten = counted(client, address, r'id="page_\d+_title"')
    assert for_one == for_ten
    assert (one, ten) == (1, 10)


@pytest.mark.parametrize("who", ["redacteur", "curator"])
def test_the_chooser_asks_of_each_page_only_what_stands_above_it(client, lindehoven, who):
    client.force_login(make_platform_member(who) if who == "curator" else make_member(lindehoven, who))
    address = reverse("wagtailadmin_choose_page_child", args=[lindehoven.pk])
    news(lindehoven)
    for_one, one = counted(client, address, "data-edit-url")
    for _ in range(9):
        news(lindehoven)
    for_ten, ten = counted(client, address, "data-edit-url")
    assert (one, ten) == (2, 11)
    assert for_ten - for_one <= ten - one


def test_a_long_list_comes_thirty_pages_at_a_time(client, lindehoven):
    for _ in range(31):
        news(lindehoven)
    client.force_login(make_member(lindehoven, "redacteur"))
    explorer = reverse("wagtailadmin_explore", args=[lindehoven.pk])
    shown = [client.get(explorer, {"p": number}).content.decode() for number in (1, 2)]
    assert [len(re.findall(r'id="page_\d+_title"', page)) for page in shown] == [30, 1]
