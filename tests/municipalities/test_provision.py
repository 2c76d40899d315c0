"""Groups, rights and the manual follow from the table, for one participant and for all."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, GroupPagePermission

from municipalities.management.commands import write_roles_manual
from municipalities.models import PlatformRole, RoleGroup, User
from municipalities.rights.applying import apply_all_rights
from tests.factories import (
    make_home,
    make_member,
    make_participant,
    make_user,
)

pytestmark = pytest.mark.django_db


def provision(**options: bool) -> str:
    out = StringIO()
    call_command("provision", stdout=out, **options)
    return out.getvalue()


def counts() -> list[int]:
    models = [Group, RoleGroup, Collection, GroupPagePermission, PlatformRole, User.groups.through]
    return [model.objects.count() for model in models]


def test_a_new_participant_has_its_groups_before_anybody_belongs_to_it(lindehoven):
    groups = RoleGroup.objects.filter(participant=lindehoven)
    assert {one.group.name for one in groups} == {"Redacteuren Lindehoven", "Beheerders Lindehoven"}
    assert {one.folder.name for one in groups} == {"Lindehoven"}


def test_provision_says_what_it_changed_and_then_has_nothing_to_do(lindehoven):
    make_member(lindehoven, "redacteur")
    apply_all_rights()
    GroupPagePermission.objects.filter(page=lindehoven).delete()
    User.groups.through.objects.all().delete()
    assert "Lindehoven: 7 rechten erbij; 1 persoon erbij." in provision()
    assert "Veranderd op 0 plaatsen." in provision()


def test_a_dry_run_says_the_same_and_changes_nothing(lindehoven):
    make_member(lindehoven, "beheerder")
    make_home()
    RoleGroup.objects.all().delete()
    Group.objects.all().delete()
    before = counts()
    said = provision(dry_run=True)
    assert counts() == before
    assert "Lindehoven: nieuwe groep Redacteuren Lindehoven; nieuwe groep Beheerders Lindehoven;" in said
    assert said.endswith("Dit was een proef: er is niets geschreven.\n")
    assert provision() == said.removesuffix("Dit was een proef: er is niets geschreven.\n")


def test_a_participant_without_a_beheerder_is_named_and_logged(lindehoven, caplog):
    make_member(make_participant("Waterdrecht"), "beheerder")
    make_member(lindehoven, "redacteur")
    assert "Zonder beheerder, daar keuren curatoren goed (1): Lindehoven." in provision()
    assert "Participants without a beheerder: 1" in caplog.text


def test_people_of_a_group_from_before_roles_were_data_keep_their_role_and_later_ones_do_not():
    make_home()
    RoleGroup.objects.all().delete()
    earlier, later = make_user("eerder@example.nl"), make_user("later@example.nl")
    group, _ = Group.objects.get_or_create(name="Curatoren")
    earlier.groups.add(group)
    provision()
    later.groups.add(group)
    provision()
    assert list(PlatformRole.objects.values_list("user__email", "role")) == [("eerder@example.nl", "curator")]
    assert [user.email for user in group.user_set.all()] == ["eerder@example.nl"]


def test_groups_and_folder_from_before_roles_were_linked_are_taken_over(lindehoven):
    folders = Collection.objects.count()
    groups = set(Group.objects.filter(name__contains="Lindehoven"))
    RoleGroup.objects.filter(participant=lindehoven).delete()
    provision()
    assert set(Group.objects.filter(name__contains="Lindehoven")) == groups
    assert Collection.objects.count() == folders


def test_a_folder_of_another_that_was_granted_by_hand_does_not_become_ones_own(lindehoven):
    other = make_participant("Aalst")
    theirs = other.role_groups.first().folder
    mine = lindehoven.role_groups.first()
    grant = mine.group.collection_permissions.first()
    mine.group.collection_permissions.create(collection=theirs, permission=grant.permission)
    apply_all_rights()
    folders = {row.collection for row in mine.group.collection_permissions.all()}
    assert folders == {mine.folder} != {theirs}


def test_a_participant_more_costs_provision_no_query():
    cost = {}
    for number in range(1, 7):
        make_member(make_participant(f"Deelnemer {number}"), "beheerder")
        if number in (2, 6):
            apply_all_rights()
            with CaptureQueriesContext(connection) as queries:
                apply_all_rights()
            cost[number] = len(queries)
    assert cost[6] == cost[2]


def test_the_manual_is_what_the_table_says(monkeypatch, tmp_path):
    committed = write_roles_manual.PAGE.read_text(encoding="utf-8")
    monkeypatch.setattr(write_roles_manual, "PAGE", tmp_path / "roles.md")
    call_command("write_roles_manual", stdout=StringIO())
    written = write_roles_manual.PAGE.read_text(encoding="utf-8")
    assert committed == written, "python manage.py write_roles_manual schrijft haar opnieuw"
