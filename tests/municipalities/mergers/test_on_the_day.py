"""A merger that takes effect on a later day, and what was planned and asked until then."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Revision, WorkflowState

from kennisbank.clock import PERIODIC_TASKS
from kennisbank.models import VisionPage
from municipalities.mergers.rights import move_due_rights
from municipalities.models import ParticipantPage
from tests.factories import make_member, make_vision
from tests.municipalities.editing import editor
from tests.municipalities.mergers.looking import log_in, role_at, text

pytestmark = pytest.mark.django_db

TOMORROW = timedelta(days=1)


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
