"""Municipalities that go into another: their pages stay, editing closes, and their people go on at the successor."""

import datetime
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision, WorkflowState

from kennisbank.clock import PERIODIC_TASKS
from kennisbank.models import CustomDocument, SearchDocument, VisionPage
from kennisbank.placing import change_audience
from municipalities.mergers.rights import move_due_rights
from municipalities.models import Membership, Municipality, ParticipantPage
from municipalities.rights.applying import apply_all_rights
from tests.factories import make_home, make_member, make_participant, make_platform_member, make_vision
from tests.municipalities.editing import editor, new_below, vision_form

pytestmark = pytest.mark.django_db

TOMORROW = timedelta(days=1)


@pytest.fixture
def places():
    lindehoven, waterdrecht = make_participant("Lindehoven"), make_participant("Waterdrecht")
    apply_all_rights()
    return lindehoven, waterdrecht


@pytest.fixture
def merge(capsys):
    def run(*words: str) -> str:
        capsys.readouterr()
        call_command("merge_municipalities", *words)
        return capsys.readouterr().out

    return run


def log_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def role_at(participant, user) -> str | None:
    roles = Membership.objects.holding_now().filter(participant=participant, user=user)
    return roles.values_list("role", flat=True).first()


def text(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


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


@pytest.fixture
def merged(places, merge):
    """Somebody who was beheerder of Lindehoven and is of Waterdrecht now, and a vision of Lindehoven."""
    lindehoven, waterdrecht = places
    beheerder, vision = make_member(lindehoven, "beheerder"), make_vision(lindehoven, slug="visie")
    merge("Lindehoven", "Waterdrecht")
    return lindehoven, waterdrecht, beheerder, vision


def upload(client: Client, participant) -> bool:
    folder = participant.role_groups.first().folder
    content = SimpleUploadedFile("brief.txt", b"Brief.")
    form = {"title": "Brief", "file": content, "collection": folder.pk}
    client.post(reverse("wagtaildocs:add"), form)
    return CustomDocument.objects.filter(collection=folder).exists()


TRIED = {
    "open the editor": lambda one, place, vision: one.get(editor(vision)).status_code == 200,
    "save": lambda one, place, vision: (
        one.post(editor(vision), vision_form(title="Anders")),
        VisionPage.objects.get(pk=vision.pk).draft_title == "Anders",
    )[1],
    "add": lambda one, place, vision: (
        one.post(new_below(place), vision_form(slug="nieuw")),
        VisionPage.objects.child_of(place).filter(slug="nieuw").exists(),
    )[1],
    "unpublish": lambda one, place, vision: (
        one.post(reverse("wagtailadmin_pages:unpublish", args=[vision.pk])),
        not VisionPage.objects.get(pk=vision.pk).live,
    )[1],
    "upload": lambda one, place, vision: upload(one, place),
}


@pytest.mark.parametrize("what", TRIED)
def test_editing_is_closed_for_its_people_and_open_for_curators(merged, what):
    lindehoven, _, beheerder, vision = merged
    assert not TRIED[what](log_in(beheerder), lindehoven, vision)
    assert TRIED[what](log_in(make_platform_member("curator")), lindehoven, vision)


def test_nothing_is_moved_or_copied_into_it_by_its_people(merged):
    lindehoven, waterdrecht, beheerder, _ = merged
    page, client = make_vision(waterdrecht, title="Van elders", slug="van-elders"), log_in(beheerder)
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, lindehoven.pk]))
    form = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": lindehoven.pk}
    client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form)
    assert VisionPage.objects.child_of(lindehoven).count() == 1


def test_a_curator_moves_what_was_for_its_people_only_to_the_one_that_it_went_into(merged):
    lindehoven, waterdrecht, _, vision = merged
    change_audience(vision, "deelnemer", None)
    almere = make_participant("Almere")
    client = log_in(make_platform_member("curator"))
    for place, goes in ((almere, False), (waterdrecht, True)):
        client.post(reverse("wagtailadmin_pages:move_confirm", args=[vision.pk, place.pk]))
        stored = VisionPage.objects.get(pk=vision.pk)
        assert stored.participant == (place if goes else lindehoven)
        assert stored.live


def test_a_role_that_somebody_gives_there_later_opens_nothing(merged):
    lindehoven, _, _, vision = merged
    late = make_member(lindehoven, "beheerder", "later@example.nl")
    assert log_in(late).get(editor(vision)).status_code == 302


def test_the_form_of_memberships_says_where_to_give_the_role(merged):
    lindehoven, waterdrecht, _, _ = merged
    someone = make_member(waterdrecht, "lezer", "iemand-anders@example.nl")
    client = log_in(make_platform_member("curator"))
    form = {"user": someone.pk, "participant": lindehoven.pk, "role": "lezer"}
    answer = client.post(reverse("lidmaatschappen:add"), form)
    assert "Lindehoven is opgeheven. Geef de rol bij Waterdrecht." in answer.content.decode()
    assert not Membership.objects.filter(user=someone, participant=lindehoven).exists()


def test_who_could_read_the_pages_for_its_own_people_still_can(merged):
    _, _, beheerder, vision = merged
    change_audience(vision, "deelnemer", None)
    assert log_in(beheerder).get(vision.url).status_code == 200
    outsider = make_member(make_participant("Oostermade"), "beheerder", "buiten@example.nl")
    assert log_in(outsider).get(vision.url).status_code == 404


def test_an_older_version_brings_the_participant_not_back_to_life(merged):
    lindehoven, waterdrecht, _, _ = merged
    ParticipantPage.objects.get(pk=lindehoven.pk).revisions.first().publish()
    stored = ParticipantPage.objects.get(pk=lindehoven.pk)
    assert (stored.successor_id, stored.has_ended) == (waterdrecht.pk, True)


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


def test_a_merger_on_a_later_day_takes_effect_on_that_day(places, merge, monkeypatch):
    lindehoven, waterdrecht = places
    person, vision = make_member(lindehoven, "beheerder"), make_vision(lindehoven)
    day = timezone.localdate() + TOMORROW
    said = merge("Lindehoven", "Waterdrecht", "--date", day.isoformat())
    assert "gaan op die dag over" in said
    move_due_rights()
    assert log_in(person).get(editor(vision)).status_code == 200
    assert "opgegaan" not in text(Client(), vision.url)
    assert role_at(waterdrecht, person) is None

    ParticipantPage.objects.filter(pk=lindehoven.pk).update(ends_on=timezone.localdate())
    assert log_in(person).get(editor(vision)).status_code == 302, "closed before the clock has run"
    assert "opgegaan" in text(Client(), vision.url)
    move_due_rights()
    assert role_at(waterdrecht, person) == "beheerder"
    assert "municipalities.mergers.rights.move_due_rights" in {task.function for task in PERIODIC_TASKS}


@pytest.fixture
def planned(places):
    """A publication that is planned at Lindehoven, and a request that waits there."""
    soon = timezone.now() + timedelta(hours=1)
    later, asked = make_vision(places[0], live=False, go_live_at=soon), make_vision(places[0], live=False)
    later.get_latest_revision().publish()
    asked.save_revision()
    asked.get_workflow().start(asked, make_member(places[0], "redacteur"))
    return later, asked


def what_waits() -> tuple[int, int]:
    return Revision.objects.exclude(approved_go_live_at=None).count(), WorkflowState.objects.active().count()


def test_what_was_planned_and_asked_stops_on_the_day_itself(places, merge, planned):
    day = timezone.localdate() + TOMORROW
    merge("Lindehoven", "Waterdrecht", "--date", day.isoformat())
    move_due_rights()
    assert what_waits() == (1, 1)

    ParticipantPage.objects.filter(pk=places[0].pk).update(ends_on=timezone.localdate())
    long_ago = timezone.now() - TOMORROW
    Revision.objects.update(created_at=long_ago)
    WorkflowState.objects.update(created_at=long_ago)
    move_due_rights()
    assert what_waits() == (0, 0)


def test_what_was_planned_and_asked_stops_at_once_and_a_curator_may_plan_anew(places, merge, planned):
    elsewhere = make_vision(places[1], live=False, go_live_at=timezone.now() + timedelta(hours=1))
    elsewhere.get_latest_revision().publish()
    merge("Lindehoven", "Waterdrecht")
    assert what_waits() == (1, 0)

    again = VisionPage.objects.get(pk=planned[0].pk)
    again.save_revision().publish()
    move_due_rights()
    assert what_waits() == (2, 0)


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
