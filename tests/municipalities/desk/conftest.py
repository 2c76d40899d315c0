"""Goirle and Vught with the same pages, and one person of each role."""

import pytest

from municipalities.models import Membership
from municipalities.rights.applying import apply_all_rights
from tests.factories import make_member, make_participant, make_platform_member
from tests.municipalities.desk.scene import FAR, make_scene

PLATFORM_WIDE = ["curator", "programmateam", "applicatiebeheerder"]


@pytest.fixture
def goirle(db):
    return make_participant("Goirle", review_again_on=FAR, responsible_role="Projectleider")


@pytest.fixture
def vught(db):
    return make_participant("Vught", review_again_on=FAR, responsible_role="Projectleider")


@pytest.fixture
def people(goirle, vught, django_capture_on_commit_callbacks):
    """By name; ``both`` is redacteur of Goirle and beheerder of Vught."""
    apply_all_rights()
    found = {role: make_member(goirle, role) for role in ("redacteur", "beheerder", "lezer")}
    found |= {role: make_platform_member(role) for role in PLATFORM_WIDE}
    elsewhere = [make_member(vught, role) for role in ("redacteur", "beheerder")]
    found["both"] = make_member(goirle, "redacteur", "beide@example.nl")
    Membership.objects.create(user=found["both"], participant=vught, role="beheerder")
    with django_capture_on_commit_callbacks(execute=True):
        make_scene(goirle, found["redacteur"], found["beheerder"])
        make_scene(vught, *elsewhere)
    return found
