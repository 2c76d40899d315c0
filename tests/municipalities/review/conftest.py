"""Lindehoven with a redacteur and two beheerders, somebody of Waterdrecht, and those of the platform."""

import pytest

from municipalities.rights.applying import apply_all_rights
from tests.factories import make_member, make_participant, make_platform_member, make_user, make_vision


@pytest.fixture
def lindehoven():
    return make_participant("Lindehoven")


@pytest.fixture
def people(lindehoven):
    apply_all_rights()
    found = {role: make_member(lindehoven, role) for role in ("lezer", "redacteur", "beheerder")}
    found["tweede beheerder"] = make_member(lindehoven, "beheerder", "tweede@example.nl")
    found["beheerder elders"] = make_member(make_participant("Waterdrecht"), "beheerder")
    found |= {
        role: make_platform_member(role) for role in ("curator", "programmateam", "applicatiebeheerder")
    }
    found["superuser"] = make_user("super@example.nl", is_superuser=True)
    return found


@pytest.fixture
def vision(lindehoven):
    return make_vision(lindehoven, title="Visie", slug="visie", mission="Iedereen geholpen.")
