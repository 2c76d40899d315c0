"""Two people at the same moment: one beheerder stays, and a link works once. On PostgreSQL, where they really meet."""

import threading
from collections.abc import Callable

import pytest
from django.core.cache import caches
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection

from municipalities.mijn import inviting, roles
from municipalities.models import Invitation, Membership
from municipalities.rights.applying import apply_all_rights
from tests.factories import make_member, make_participant, make_user

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time"),
]


@pytest.fixture
def lindehoven():
    call_command("createcachetable")
    caches["shared"].clear()
    participant = make_participant("Lindehoven")
    apply_all_rights()
    return participant


def at_once(*actions: Callable[[], object]) -> list[str]:
    """What each came to, when all begin together."""
    gate, found = threading.Barrier(len(actions)), []

    def run(action: Callable[[], object]) -> None:
        try:
            gate.wait(10)
            action()
            found.append("done")
        except (PermissionDenied, ValidationError, Invitation.DoesNotExist) as error:
            found.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[action]) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(found)


def test_two_beheerders_who_end_each_other_leave_one(lindehoven):
    one, two = (make_member(lindehoven, "beheerder", f"b{number}@example.nl") for number in range(2))
    of_one, of_two = one.memberships.get(), two.memberships.get()
    found = at_once(lambda: roles.end_role(one, of_two), lambda: roles.end_role(two, of_one))
    assert found == ["PermissionDenied", "done"]
    assert Membership.objects.holding_now().filter(role="beheerder").count() == 1


def test_two_beheerders_who_both_leave_leave_one(lindehoven):
    people = [make_member(lindehoven, "beheerder", f"b{number}@example.nl") for number in range(2)]
    found = at_once(
        *[lambda person=person: roles.end_role(person, person.memberships.get()) for person in people]
    )
    assert found == ["ValidationError", "done"]
    assert Membership.objects.holding_now().filter(role="beheerder").count() == 1


def test_a_link_that_is_used_twice_at_once_works_once(lindehoven):
    inviter, guest = make_member(lindehoven, "beheerder", "bea@example.nl"), make_user("nieuw@example.nl")
    invitation, _token = inviting.invite(inviter, lindehoven, "redacteur", guest.email)
    found = at_once(*[lambda: inviting.accept(invitation, guest)] * 2)
    assert found == ["DoesNotExist", "done"]
    assert guest.memberships.get().role == "redacteur"
