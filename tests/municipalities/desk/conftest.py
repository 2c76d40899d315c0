"""Goirle and Vught with the same pages, and one person of each role: made once for a module, and undone after it."""

from copy import deepcopy

import pytest
from django.test import TestCase

from municipalities.models import Membership, ParticipantPage, User
from municipalities.rights.applying import apply_all_rights
from tests.factories import make_member, make_participant, make_platform_member
from tests.made_once import made_once
from tests.municipalities.desk.scene import FAR, make_scene

PLATFORM_WIDE = ["curator", "programmateam", "applicatiebeheerder"]


@pytest.fixture(scope="module")
def scene_made_once(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, make_people) as made:
        yield made


@pytest.fixture
def scene(db, scene_made_once):
    return deepcopy(scene_made_once)


@pytest.fixture
def goirle(scene):
    return scene[0]


@pytest.fixture
def people(scene):
    """By name; ``both`` is redacteur of Goirle and beheerder of Vught."""
    return scene[1]


def make_people() -> tuple[ParticipantPage, dict[str, User]]:
    goirle, vught = (
        make_participant(title, review_again_on=FAR, responsible_role="Projectleider")
        for title in ("Goirle", "Vught")
    )
    apply_all_rights()
    found = {role: make_member(goirle, role) for role in ("redacteur", "beheerder", "lezer")}
    found |= {role: make_platform_member(role) for role in PLATFORM_WIDE}
    elsewhere = [make_member(vught, role) for role in ("redacteur", "beheerder")]
    found["both"] = make_member(goirle, "redacteur", "beide@example.nl")
    Membership.objects.create(user=found["both"], participant=vught, role="beheerder")
    with TestCase.captureOnCommitCallbacks(execute=True):
        make_scene(goirle, found["redacteur"], found["beheerder"])
        make_scene(vught, *elsewhere)
    return goirle, found
