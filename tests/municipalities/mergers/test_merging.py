"""Municipalities that go into another: their pages stay, and their people go on at the successor."""

import datetime
from datetime import timedelta

import pytest
from django.core.management import CommandError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageLogEntry

from kennisbank.models import SearchDocument
from kennisbank.placing import change_audience
from municipalities.models import Membership, Municipality, ParticipantPage
from tests.factories import make_home, make_member, make_participant, make_vision
from tests.municipalities.mergers.looking import log_in, role_at, text

pytestmark = pytest.mark.django_db

TOMORROW = timedelta(days=1)


def test_the_pages_stay_readable_and_name_the_successor(places, merge, django_capture_on_commit_callbacks):
    lindehoven, _ = places
    with django_capture_on_commit_callbacks(execute=True):
        vision = make_vision(lindehoven)
        ParticipantPage.objects.get(title="Waterdrecht").save_revision().publish()
        merge("Lindehoven", "Waterdrecht", "--date", "2026-01-01")
    visitor = Client()
    for address in (vision.url, lindehoven.url, "/gemeenten/"):
        page = text(visitor, address)
        assert "Deze gemeente is per 1 januari 2026 opgegaan in" in page
        assert 'href="/gemeenten/waterdrecht/">Waterdrecht</a>' in page
    assert visitor.get(f"/id/{vision.key}").status_code == 301
    assert "opgegaan" not in text(visitor, "/gemeenten/waterdrecht/")
    row = SearchDocument.objects.get(page_id=vision.pk)
    assert row.facet_labels("deelnemer") == ["Lindehoven"]


def test_a_successor_that_one_may_not_read_is_not_named(places, merge, django_capture_on_commit_callbacks):
    lindehoven, waterdrecht = places
    with django_capture_on_commit_callbacks(execute=True):
        change_audience(waterdrecht, "deelnemer", None)
        merge("lindehoven", "waterdrecht")
    page = text(Client(), lindehoven.url)
    assert "opgegaan in een andere" in page
    assert "Waterdrecht" not in page


@pytest.mark.parametrize("name", ["Lindehoven", "lindehoven", "gm9001", "9001", "Linde aan de Hoven"])
def test_a_participant_is_found_by_name_slug_and_code(places, merge, name):
    municipality = Municipality.objects.create(code="gm9001", name="Linde aan de Hoven", province_code="30")
    places[0].municipalities.add(municipality)
    places[0].save()
    assert "Lindehoven gaat op in Waterdrecht" in merge(name, "Waterdrecht")


@pytest.mark.parametrize(
    ("old", "there", "expected"),
    [
        ("beheerder", None, "beheerder"),
        ("lezer", None, "lezer"),
        ("beheerder", "lezer", "lezer"),
        ("lezer", "beheerder", "beheerder"),
    ],
)
def test_people_get_the_same_role_there_unless_they_have_one(places, merge, old, there, expected):
    lindehoven, waterdrecht = places
    person = make_member(lindehoven, old)
    if there:
        Membership.objects.create(user=person, participant=waterdrecht, role=there)
    merge("Lindehoven", "Waterdrecht")

    assert role_at(waterdrecht, person) == expected
    assert role_at(lindehoven, person) is None
    assert Membership.objects.get(participant=lindehoven).ends_at <= timezone.now()


def test_a_role_that_ended_does_not_move_and_one_that_ends_later_still_ends(places, merge):
    lindehoven, waterdrecht = places
    gone, leaving = make_member(lindehoven, "redacteur"), make_member(lindehoven, "beheerder")
    later = timezone.now() + TOMORROW
    gone.memberships.update(ends_at=timezone.now() - TOMORROW)
    leaving.memberships.update(ends_at=later)
    merge("Lindehoven", "Waterdrecht")

    assert role_at(waterdrecht, gone) is None
    assert Membership.objects.get(participant=waterdrecht, user=leaving).ends_at == later


def test_a_role_there_that_has_ended_is_no_role_there(places, merge):
    lindehoven, waterdrecht = places
    person = make_member(lindehoven, "beheerder")
    ended = timezone.now() - TOMORROW
    Membership.objects.create(user=person, participant=waterdrecht, role="lezer", ends_at=ended)
    merge("Lindehoven", "Waterdrecht")
    assert role_at(waterdrecht, person) == "beheerder"


def test_of_two_roles_at_two_that_merge_the_higher_one_moves(places, merge):
    lindehoven, waterdrecht = places
    oostermade = make_participant("Oostermade")
    person = make_member(lindehoven, "lezer")
    Membership.objects.create(user=person, participant=waterdrecht, role="beheerder")
    merge("Lindehoven", "Waterdrecht", "Oostermade")
    assert role_at(oostermade, person) == "beheerder"


def test_twice_is_the_same_as_once(places, merge):
    make_member(places[0], "beheerder")
    merge("Lindehoven", "Waterdrecht")
    before = list(Membership.objects.order_by("pk").values())
    assert "Lindehoven ging al op in Waterdrecht." in merge("Lindehoven", "Waterdrecht")
    assert list(Membership.objects.order_by("pk").values()) == before
    for action, participant in (("merge", places[0]), ("took_over", places[1])):
        assert PageLogEntry.objects.get(action=f"municipalities.{action}").page_id == participant.pk


def test_a_trial_writes_nothing_and_says_what_it_would_do(places, merge):
    person = make_member(places[0], "beheerder")
    said = merge("Lindehoven", "Waterdrecht", "--dry-run")
    assert "Beheerder beheerder.lindehoven@example.nl van Lindehoven: gaat mee." in said
    assert "Dit was een proef" in said
    assert role_at(places[0], person) == "beheerder"
    assert not ParticipantPage.objects.exclude(ends_on=None).exists()


def test_the_day_comes_from_the_register(places, merge):
    day = datetime.date(2026, 1, 1)
    municipality = Municipality.objects.create(code="gm9001", name="Lindehoven", province_code="30", end=day)
    places[0].municipalities.add(municipality)
    places[0].save()
    merge("Lindehoven", "Waterdrecht")
    assert ParticipantPage.objects.get(pk=places[0].pk).ends_on == day


def test_a_successor_that_is_no_participant_yet_is_made_from_the_register(places, merge):
    Municipality.objects.create(code="gm9002", name="Nieuwstad", province_code="30")
    person = make_member(places[0], "beheerder")
    assert "Nieuwe deelnemer: Nieuwstad." in merge("Lindehoven", "Waterdrecht", "gm9002")
    new = ParticipantPage.objects.get(title="Nieuwstad")
    assert new.live
    assert role_at(new, person) == "beheerder"


def test_a_participant_that_ends_after_its_predecessor_passes_the_roles_on(places, merge):
    lindehoven, _ = places
    oostermade, person = make_participant("Oostermade"), make_member(lindehoven, "beheerder")
    vision = make_vision(lindehoven)
    change_audience(vision, "deelnemer", None)
    merge("Lindehoven", "Waterdrecht")
    merge("Waterdrecht", "Oostermade")
    assert role_at(oostermade, person) == "beheerder"
    assert log_in(person).get(vision.url).status_code == 200


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["Onbekend", "Waterdrecht"], "Er is geen deelnemer 'Onbekend'."),
        (["Lindehoven", "Onbekend"], "Er is geen deelnemer 'Onbekend', en het register"),
        (["Lindehoven", "lindehoven", "Waterdrecht"], "Lindehoven staat er twee keer."),
        (["Lindehoven", "Lindehoven"], "Lindehoven kan niet in zichzelf opgaan."),
        (["Lindehoven", "Oostermade"], "Oostermade gaat zelf op in Waterdrecht; kies die."),
        (["Oostermade", "Lindehoven"], "Oostermade is al opgegaan in Waterdrecht."),
        (["Waterdrecht", "Oostermade"], "Oostermade gaat zelf op in Waterdrecht; kies die."),
        (
            ["gm9003", "Waterdrecht"],
            "'gm9003' past bij meer dan één deelnemer; kies uit: dubbel-a, dubbel-b.",
        ),
        (["Lindehoven", "Opgeheven"], "Opgeheven is volgens het register zelf opgeheven."),
    ],
)
def test_what_cannot_be_merged_is_one_sentence_and_writes_nothing(places, merge, words, sentence):
    make_participant("Oostermade")
    merge("Oostermade", "Waterdrecht")
    double = Municipality.objects.create(code="gm9003", name="Dubbel", province_code="30")
    Municipality.objects.create(code="gm9004", name="Opgeheven", province_code="30", end=timezone.localdate())
    for slug in ("dubbel-a", "dubbel-b"):
        make_participant(slug, slug=slug, municipalities=[double])
    before = list(ParticipantPage.objects.order_by("pk").values_list("ends_on", "successor"))
    with pytest.raises(CommandError, match=r"Er is niets geschreven\.") as refusal:
        merge(*words)
    assert sentence in str(refusal.value)
    assert list(ParticipantPage.objects.order_by("pk").values_list("ends_on", "successor")) == before


def test_the_list_asks_as_many_questions_for_many_that_ended(merge, django_capture_on_commit_callbacks):
    make_home()
    with django_capture_on_commit_callbacks(execute=True):
        make_participant("Waterdrecht")
        for number in range(4):
            make_vision(make_participant(f"Dorp {number}"))

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert Client().get("/gemeenten/").status_code == 200
        return len(asked)

    merge("Dorp 0", "Waterdrecht")
    questions()
    one = questions()
    merge("Dorp 1", "Dorp 2", "Dorp 3", "Waterdrecht")
    assert questions() == one
