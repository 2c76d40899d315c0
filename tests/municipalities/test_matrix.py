"""Who may do what: each action by each role, at the own participant and at another, tried by real requests.

``own``: at the own participant only; ``both``: at another one too; ``yes``: at any; ``-``: nowhere. What is expected
stands here on its own, and is not read from the table that gives the rights. The superuser shows that an action that
nobody else may do was tried well. What he may not do either is tried well too: that of the draft publishes it and tries
again, those of the group and of the participant have a test of their own below, and publishing without a second reader
is tried with Wagtail's own rules below.
"""

from copy import deepcopy

import pytest
from django.db import transaction
from django.test import Client
from wagtail import hooks

from kennisbank.permissions import SitePagePermissionTester
from municipalities.rights.applying import apply_all_rights
from tests.factories import make_member, make_participant, make_platform_member, make_user
from tests.made_once import made_once
from tests.municipalities.actions import ACTIONS, Try

pytestmark = pytest.mark.django_db

MATRIX = """
                                                                            advies-          programma- applicatie super
                                    nobody norole lezer redacteur beheerder raadslid curator team       beheerder  user
read a page for everybody           yes    yes    both  both      both      both     yes     yes        yes        yes
read a page for all colleagues      -      -      both  both      both      both     yes     yes        -          yes
read a page for this participant    -      -      own   own       own       own      yes     -          -          yes
read a draft at its address         -      -      -     -         -         -        -       -          -          -
preview a draft                     -      -      -     own       own       -        yes     -          -          yes

see a page in the explorer          -      -      -     own       own       -        yes     -          -          yes
open the editor                     -      -      -     own       own       -        yes     -          -          yes
see the history                     -      -      -     own       own       -        yes     -          -          yes
add a page                          -      -      -     own       own       -        yes     -          -          yes
add a page and publish it           -      -      -     -         -         -        -       -          -          -
save a draft                        -      -      -     own       own       -        yes     -          -          yes
submit a page                       -      -      -     own       own       -        yes     -          -          yes
approve what was submitted          -      -      -     -         own       -        yes     -          -          yes
approve what one submitted oneself  -      -      -     -         -         -        -       -          -          -
publish                             -      -      -     -         -         -        -       -          -          -
unpublish                           -      -      -     -         own       -        yes     -          -          yes
delete                              -      -      -     -         own       -        yes     -          -          yes
delete the participant              -      -      -     -         -         -        -       -          -          -
lock                                -      -      -     -         own       -        yes     -          -          yes
move to the other participant       -      -      -     -         -         -        yes     -          -          yes
copy at the same participant        -      -      -     own       own       -        yes     -          -          yes
copy and publish                    -      -      -     -         -         -        -       -          -          -
copy to the other participant       -      -      -     -         -         -        yes     -          -          yes
let fewer people read               -      -      -     own       own       -        yes     -          -          yes
delete a draft of a colleague       -      -      -     own       own       -        yes     -          -          yes
move a draft of a colleague         -      -      -     own       own       -        yes     -          -          yes
unpublish in bulk                   -      -      -     -         own       -        yes     -          -          yes
delete in bulk                      -      -      -     -         own       -        yes     -          -          yes
move in bulk to the other           -      -      -     -         -         -        yes     -          -          yes

upload a file                       -      -      -     own       own       -        yes     -          -          yes
find a file to choose               -      -      -     own       own       -        yes     -          -          yes
change a file                       -      -      -     -         own       -        yes     -          -          yes
delete a file                       -      -      -     -         own       -        yes     -          -          yes
change a file of ones own           -      -      -     own       own       -        yes     -          -          yes
delete a file of ones own           -      -      -     own       own       -        yes     -          -          yes

open a participant                  -      -      -     -         -         -        yes     -          -          yes
change a round                      -      -      -     -         -         -        yes     yes        -          yes
make a traject                      -      -      -     -         -         -        yes     yes        -          yes
change a theme                      -      -      -     -         -         -        yes     -          -          yes

give a membership                   -      -      -     -         -         -        yes     -          yes        yes
make oneself beheerder              -      -      -     -         -         -        -       -          -          yes
end a membership                    -      -      -     -         -         -        yes     -          yes        yes
invite a colleague                  -      -      -     -         own       -        yes     -          yes        yes
lower a colleague                   -      -      -     -         own       -        yes     -          yes        yes
hand over pages of a colleague      -      -      -     -         own       -        yes     -          -          yes
see the list of curators            -      -      -     -         -         -        yes     -          yes        yes
make somebody curator               -      -      -     -         -         -        yes     -          -          yes
put somebody in the programme team  -      -      -     -         -         -        -       -          yes        yes
make oneself curator                -      -      -     -         -         -        -       -          -          yes
put oneself in the programme team   -      -      -     -         -         -        -       -          -          yes
take the role of a curator          -      -      -     -         -         -        yes     -          -          yes
turn a curator into something else  -      -      -     -         -         -        -       -          -          yes
make an account                     -      -      -     -         -         -        -       -          yes        yes
choose password of a new account    -      -      -     -         -         -        -       -          -          yes
make an account of a superuser      -      -      -     -         -         -        -       -          -          yes
change the account of a member      -      -      -     -         -         -        -       -          yes        yes
change the account of a curator     -      -      -     -         -         -        -       -          -          yes
change the account of a superuser   -      -      -     -         -         -        -       -          -          yes
make an account superuser           -      -      -     -         -         -        -       -          -          yes
set the password of another         -      -      -     -         -         -        -       -          -          yes
put an account in a group           -      -      -     -         -         -        -       -          -          -
block a curator in bulk             -      -      -     -         -         -        -       -          -          yes
change a group                      -      -      -     -         -         -        -       -          -          yes
open the settings of the site       -      -      -     -         -         -        -       -          yes        yes
"""
WIDTH = 36
OF_A_PARTICIPANT = ["lezer", "redacteur", "beheerder", "adviesraadslid"]
PLATFORM_WIDE = ["curator", "programmateam", "applicatiebeheerder"]
COLUMNS = ["nobody", "norole", *OF_A_PARTICIPANT, *PLATFORM_WIDE, "superuser"]
EXPECTED = {
    line[:WIDTH].strip(): dict(zip(COLUMNS, line[WIDTH:].split(), strict=True))
    for line in MATRIX.splitlines()
    if line and not line.startswith(" ")
}
WHERE = {(True, True): "both", (True, False): "own", (False, False): "-", (False, True): "only elsewhere"}


@pytest.fixture(scope="module")
def people_made_once(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, make_people) as made:
        yield made


@pytest.fixture
def people(people_made_once):
    """Two participants, and somebody of each column, who at a participant is of Lindehoven."""
    return deepcopy(people_made_once)


def make_people():
    lindehoven, waterdrecht = make_participant("Lindehoven"), make_participant("Waterdrecht")
    apply_all_rights()
    found = {"nobody": None, "norole": make_user("los@example.nl")}
    found |= {role: make_member(lindehoven, role) for role in OF_A_PARTICIPANT}
    found |= {role: make_platform_member(role) for role in PLATFORM_WIDE}
    found["superuser"] = make_user("super@example.nl", is_superuser=True)
    return lindehoven, waterdrecht, found


def happens(action: str, user, place, elsewhere) -> bool:
    """Whether it happens; afterwards all is as it was."""
    with transaction.atomic():
        client = Client()
        if user is not None:
            client.force_login(user)
        happened = ACTIONS[action](Try(client, user, place, elsewhere))
        transaction.set_rollback(True)
    return happened


def test_the_matrix_has_a_line_for_every_action():
    assert list(EXPECTED) == list(ACTIONS)


@pytest.mark.parametrize("action", ACTIONS)
def test_who_may(action, people):
    lindehoven, waterdrecht, who = people
    found = {}
    for column, user in who.items():
        here = happens(action, user, lindehoven, waterdrecht)
        if column in OF_A_PARTICIPANT:
            there = happens(action, user, waterdrecht, lindehoven)
            found[column] = WHERE[here, there]
        else:
            found[column] = "yes" if here else "-"
    assert found == EXPECTED[action]


def test_without_our_refusal_a_superuser_puts_an_account_in_a_group(people, monkeypatch):
    """So the matrix tries it well: the requests are Wagtail's own."""
    lindehoven, waterdrecht, who = people
    monkeypatch.delitem(hooks._hooks, "before_bulk_action")
    assert happens("put an account in a group", who["superuser"], lindehoven, waterdrecht)


@pytest.mark.parametrize("action", ["add a page and publish it", "publish"])
def test_without_our_refusal_a_superuser_publishes_at_once(people, monkeypatch, action):
    lindehoven, waterdrecht, who = people
    for name in ("can_publish", "can_publish_subpage"):
        monkeypatch.delattr(SitePagePermissionTester, name)
    assert happens(action, who["superuser"], lindehoven, waterdrecht)


def test_without_our_refusal_a_superuser_deletes_a_participant(people, monkeypatch):
    """So the matrix tries it well: the request is Wagtail's own."""
    lindehoven, waterdrecht, who = people
    monkeypatch.setattr("kennisbank.bin.throwing.why_it_stays", lambda page: "")
    monkeypatch.setattr("kennisbank.bin.views.why_it_stays", lambda page: "")
    assert happens("delete the participant", who["superuser"], lindehoven, waterdrecht)
