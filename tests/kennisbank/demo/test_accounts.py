"""Example accounts: one for each role, with a password that only the owner of a file reads."""

import os
import stat

import pytest
from django.contrib.auth.models import Group

from municipalities.models import Membership, PlatformRole, User
from tests.kennisbank.demo.making import participant

pytestmark = pytest.mark.django_db


def accounts(data) -> dict[str, str]:
    lines = (data / "demo-accounts.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t")[:2] for line in lines if not line.startswith("#"))


BOTH = {
    "lindehoven": {"participant": participant()},
    "waterdrecht": {"participant": participant(title="Waterdrecht", slug="waterdrecht")},
}


def test_each_role_has_an_account_that_can_log_in(demo, data, client):
    demo(**BOTH)
    passwords = accounts(data)
    assert passwords
    assert all(User.objects.get(email=email).check_password(word) for email, word in passwords.items())
    roles = set(Membership.objects.values_list("user__email", "role", "participant__slug"))
    assert roles == {
        ("lezer.lindehoven@example.nl", "lezer", "lindehoven"),
        ("redacteur.lindehoven@example.nl", "redacteur", "lindehoven"),
        ("beheerder.lindehoven@example.nl", "beheerder", "lindehoven"),
        ("adviesraad.lindehoven@example.nl", "adviesraadslid", "lindehoven"),
        ("beheerder.waterdrecht@example.nl", "beheerder", "waterdrecht"),
    }
    assert set(PlatformRole.objects.values_list("user__email", "role")) == {
        ("curator@example.nl", "curator"),
        ("programmateam@example.nl", "programmateam"),
        ("applicatiebeheerder@example.nl", "applicatiebeheerder"),
    }
    assert User.objects.get(email="curator@example.nl").groups.get() == Group.objects.get(name="Curatoren")
    assert [user.email for user in User.objects.filter(is_superuser=True)] == ["beheer.site@example.nl"]
    word = passwords["redacteur.lindehoven@example.nl"]
    client.post("/inloggen/", {"login": "redacteur.lindehoven@example.nl", "password": word})
    assert client.get("/beheer/").status_code == 200


def test_only_the_owner_of_the_file_may_read_the_passwords(demo, data):
    before = os.umask(0)
    try:
        demo(**BOTH)
    finally:
        os.umask(before)
    assert stat.S_IMODE((data / "demo-accounts.txt").stat().st_mode) == 0o600


def test_a_second_run_keeps_the_passwords(demo, data):
    demo(**BOTH)
    before = accounts(data)
    hashes = list(User.objects.order_by("pk").values_list("password", flat=True))
    demo(**BOTH)
    assert accounts(data) == before
    assert list(User.objects.order_by("pk").values_list("password", flat=True)) == hashes


def test_when_the_file_is_gone_there_are_new_passwords(demo, data):
    demo(**BOTH)
    before = accounts(data)
    (data / "demo-accounts.txt").unlink()
    demo(**BOTH)
    after = accounts(data)
    assert set(after) == set(before)
    assert not set(after.values()) & set(before.values())
    assert all(User.objects.get(email=email).check_password(word) for email, word in after.items())


def test_an_account_that_is_gone_comes_back_with_the_password_of_the_file(demo, data):
    demo(**BOTH)
    User.objects.get(email="curator@example.nl").delete()
    demo(**BOTH)
    assert User.objects.get(email="curator@example.nl").check_password(accounts(data)["curator@example.nl"])
