"""What people looked for and did not find: counted without persons, shown when it says something, then forgotten."""

from datetime import date, timedelta

import pytest
from django.db import OperationalError
from django.urls import reverse

from search import missed
from search.missed import forget_old, normalised
from search.models import MissedQuery, SynonymRule
from tests.factories import make_home, make_member, make_participant, make_platform_member, make_user
from tests.search.rows import make_row

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def site(monkeypatch):
    make_home()
    monkeypatch.setattr("search.missed.timezone.localdate", lambda: TODAY)


def look_for(client, words: str, **options) -> None:
    assert client.get("/zoeken", {"q": words}, **options).status_code == 200


def counted() -> list[tuple]:
    return list(MissedQuery.objects.order_by("words").values_list("words", "days", "times"))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Zwaluw Éclair", "zwaluw eclair"),
        ("mail jan.jansen@example.nl over zwaluw", "mail # over zwaluw"),
        ("bel 06-12345678 of +31 6 1234 5678", "bel # of #"),
        ("zwaluw 1234 AB 5", "zwaluw #"),
        ("zwaluw 5051az", "zwaluw #"),
        ("bsn 123456782", "bsn #"),
        ("Wmo 2015", "wmo #"),
        ("abc123def", "#"),
        ("mail jan @ example.nl", "mail #"),
        ("zwaluw jan(at)example.nl", "zwaluw #"),
        ("zwaluw jan\uff20example.nl", "zwaluw #"),
        ("zwaluw ½⅓ ①②", "zwaluw #"),
        ("zwaluw 1234 A B", "zwaluw #"),
        ('"zwaluw" -reiger', "zwaluw reiger"),
        ("woord " * 50, "woord " * 13),
        ("a" * 500, ""),
    ],
)
def test_what_can_tell_a_person_is_masked_and_the_rest_is_folded(typed, kept):
    assert normalised(typed) == kept.strip()
    assert len(normalised(typed)) <= 80


def test_a_search_that_finds_nothing_is_counted_by_day(client, monkeypatch):
    look_for(client, "Zwaluw")
    look_for(client, "zwaluw ")
    assert counted() == [("zwaluw", 1, 2)]
    monkeypatch.setattr("search.missed.timezone.localdate", lambda: TODAY + timedelta(days=1))
    look_for(client, "zwaluw")
    assert counted() == [("zwaluw", 2, 3)]
    [row] = MissedQuery.objects.all()
    assert (row.first_on, row.last_on) == (TODAY, TODAY + timedelta(days=1))


def test_what_is_found_is_filtered_or_is_no_word_is_not_counted(client):
    make_row("Zwaluw", facets={"thema": {"wonen": "Wonen"}})
    for asked in (
        "q=zwaluw",
        "q=",
        "q=roerdomp&thema=wonen",
        "q=roerdomp+thema:wonen",
        "q=0612345678",
        "q=-",
    ):
        client.get(f"/zoeken?{asked}")
    assert counted() == []


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_USER_AGENT": "Mozilla/5.0 (compatible; SomeBot/2.1)"},
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_PURPOSE": "prefetch"},
    ],
)
def test_programs_and_browsers_that_prepare_are_not_counted(client, headers):
    look_for(client, "zwaluw", **headers)
    client.head("/zoeken?q=zwaluw")
    assert counted() == []


def test_a_member_counts_as_anybody_and_nothing_says_who_it_was(client):
    client.force_login(make_member(make_participant()))
    look_for(client, "zwaluw")
    assert counted() == [("zwaluw", 1, 1)]
    assert {field.name for field in MissedQuery._meta.get_fields()} == {
        "id", "words", "days", "times", "first_on", "last_on",
    }  # fmt: skip


def test_a_database_that_cannot_be_written_does_not_break_the_page(client, monkeypatch):
    def fail(words):
        raise OperationalError("attempt to write a readonly database")

    monkeypatch.setattr(missed, "_count", fail)
    look_for(client, "zwaluw")


def test_a_flood_fills_neither_the_minute_nor_the_table(client, monkeypatch):
    monkeypatch.setattr(missed, "_MOST_PER_MINUTE", 3)
    for letter in "abcdef":
        look_for(client, f"zwaluw{letter}")
    assert len(counted()) == 3
    MissedQuery.objects.create(words="vaak", days=2, times=2, first_on=TODAY, last_on=TODAY)
    monkeypatch.setattr(missed, "_MOST_PER_MINUTE", 99)
    monkeypatch.setattr(missed, "MOST_ROWS", 4)
    monkeypatch.setattr(missed, "_DROPPED_AT_ONCE", 2)
    look_for(client, "roerdomp")
    assert [words for words, _days, _times in counted()] == ["roerdomp", "vaak", "zwaluwc"]


def make_missed(words: str, days: int, first: int, last: int) -> None:
    """A query, first and last asked so many days ago."""
    ago = [TODAY - timedelta(days=number) for number in (first, last)]
    MissedQuery.objects.create(words=words, days=days, times=days, first_on=ago[0], last_on=ago[1])


def test_rare_ones_are_forgotten_after_sixty_days_and_all_after_a_year_of_silence():
    make_missed("zeldzaam oud", 2, 61, 1)
    make_missed("zeldzaam nieuw", 2, 60, 1)
    make_missed("vaak", 3, 500, 365)
    make_missed("vaak, lang stil", 3, 500, 366)
    assert forget_old() == 2
    assert [words for words, *_ in counted()] == ["vaak", "zeldzaam nieuw"]


@pytest.fixture
def curator(client):
    user = make_platform_member("curator")
    client.force_login(user)
    return user


LIST = "wagtailsnippets_search_missedquery:list"


def test_a_curator_sees_what_was_asked_on_three_days_and_makes_a_rule_of_it(client, curator):
    make_missed("roerdomp", 3, 9, 1)
    make_missed("geheim", 2, 9, 1)
    html = client.get(reverse(LIST)).content.decode()
    assert "roerdomp" in html
    assert "geheim" not in html
    address = f"{reverse('wagtailsnippets_search_synonymrule:add')}?words=roerdomp%2C+"
    assert f'href="{address}"' in html
    assert "roerdomp, " in client.get(address).content.decode()
    assert not SynonymRule.objects.exists()


def test_nobody_adds_or_changes_what_people_typed(client, curator):
    make_missed("roerdomp", 3, 9, 1)
    row = MissedQuery.objects.get()
    for user in (curator, make_user("super@example.nl", is_superuser=True, is_staff=True)):
        client.force_login(user)
        assert client.get(reverse("wagtailsnippets_search_missedquery:add")).status_code in {302, 403}
        edit = reverse("wagtailsnippets_search_missedquery:edit", args=[row.pk])
        assert client.post(edit, {"words": "anders"}).status_code in {302, 403}
    assert MissedQuery.objects.get().words == "roerdomp"


@pytest.mark.parametrize("role", ["lezer", "redacteur", "beheerder"])
def test_people_of_a_participant_do_not_see_the_list(client, role):
    client.force_login(make_member(make_participant(), role))
    assert client.get(reverse(LIST)).status_code in {302, 403}
