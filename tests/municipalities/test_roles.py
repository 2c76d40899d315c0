"""Roles as data: what has ended grants nothing, whoever has none reads what is open, and the manual is the table."""

import logging
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, GroupPagePermission, WorkflowState

from kennisbank.audience import reader_for
from kennisbank.clock import PERIODIC_TASKS
from kennisbank.models import VisionPage
from kennisbank.placing import change_audience
from municipalities.models import Membership, PlatformRole, RoleGroup, User
from municipalities.rights.applying import apply_all_rights
from municipalities.rights.ending import end_roles
from municipalities.rights.manual import PAGE, manual
from tests.factories import (
    make_home,
    make_member,
    make_participant,
    make_platform_member,
    make_user,
    make_vision,
)
from tests.municipalities.editing import editor, new_below, vision_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def lindehoven():
    return make_participant("Lindehoven")


def end(user: User, ago: timedelta = timedelta(minutes=1)) -> None:
    """Let the roles of somebody have ended, while the row of the group still stands: nothing has cleaned up yet."""
    for roles in (user.memberships, user.platform_roles):
        roles.update(ends_at=timezone.now() - ago)
    assert user.groups.exists() or user.memberships.filter(role__in=["lezer", "adviesraadslid"]).exists()


def read(client, page: VisionPage) -> int:
    return client.get(page.url).status_code


# Ending -----------------------------------------------------------------------------------------------------------


def test_a_redacteur_whose_role_ended_a_minute_ago_edits_nothing_and_is_out_of_the_group(
    client, lindehoven, caplog
):
    redacteur, page = make_member(lindehoven, "redacteur"), make_vision(lindehoven)
    client.force_login(redacteur)
    assert client.get(editor(page)).status_code == 200
    end(redacteur)
    with caplog.at_level(logging.INFO):
        assert client.get(editor(page)).status_code == 302
    assert not redacteur.groups.exists()
    assert "has ended" in caplog.text


def test_a_beheerder_whose_role_ended_a_minute_ago_publishes_nothing(client, lindehoven):
    beheerder, page = (
        make_member(lindehoven, "beheerder"),
        make_vision(lindehoven, title="Visie", slug="visie"),
    )
    client.force_login(beheerder)
    end(beheerder)
    client.post(editor(page), vision_form("action-publish", title="Nieuw"))
    client.post(new_below(lindehoven), vision_form("action-publish", slug="tweede"))
    page.refresh_from_db()
    assert page.title == "Visie"
    assert VisionPage.objects.count() == 1


@pytest.mark.parametrize("role", ["lezer", "redacteur", "beheerder", "adviesraadslid"])
@pytest.mark.parametrize("audience", ["netwerk", "deelnemer"])
def test_whoever_had_a_role_until_a_minute_ago_reads_what_everybody_reads(client, lindehoven, role, audience):
    page, user = make_vision(lindehoven), make_member(lindehoven, role)
    change_audience(page, audience, None)
    client.force_login(user)
    assert read(client, page) == 200
    end(user)
    assert read(client, page) == 404


def test_a_curator_whose_role_ended_a_minute_ago_reads_and_edits_nothing_hidden(client, lindehoven):
    curator, page = make_platform_member("curator"), make_vision(lindehoven)
    change_audience(page, "deelnemer", None)
    client.force_login(curator)
    assert read(client, page) == 200
    end(curator)
    assert read(client, page) == 404
    assert client.get(editor(page)).status_code == 302
    assert client.get(reverse("lidmaatschappen:index")).status_code == 302


def test_a_role_that_ends_in_a_minute_holds_until_then(client, lindehoven):
    redacteur = make_member(lindehoven, "redacteur")
    end(redacteur, -timedelta(minutes=1))
    client.force_login(redacteur)
    assert client.get(editor(lindehoven)).status_code == 200


def test_a_role_that_ended_comes_back_when_it_is_given_again(client, lindehoven):
    redacteur = make_member(lindehoven, "redacteur")
    end(redacteur)
    end_roles()
    membership = Membership.objects.get()
    membership.ends_at = None
    membership.save()
    client.force_login(redacteur)
    assert client.get(editor(lindehoven)).status_code == 200


def test_within_a_minute_the_groups_follow_and_others_stay(lindehoven):
    gone, stays = make_member(lindehoven, "redacteur"), make_member(lindehoven, "beheerder")
    curator = make_platform_member("curator")
    end(gone)
    end_roles()
    assert not gone.groups.exists()
    assert (stays.groups.count(), curator.groups.count()) == (1, 1)
    assert "municipalities.rights.ending.end_roles" in {task.function for task in PERIODIC_TASKS}


def test_when_the_last_beheerder_ends_curators_approve_and_the_log_says_so(lindehoven, caplog):
    beheerder = make_member(lindehoven, "beheerder")
    apply_all_rights()
    page = make_vision(lindehoven)
    end(beheerder)
    end_roles()
    tasks = VisionPage.objects.get(pk=page.pk).get_workflow().tasks.all()
    assert [group.name for group in tasks[0].specific.groups.all()] == ["Curatoren"]
    assert "has no beheerder any more" in caplog.text


def test_somebody_who_was_put_in_a_group_by_hand_gains_nothing(client, lindehoven):
    make_member(lindehoven, "beheerder")
    somebody = make_user()
    somebody.groups.add(*Group.objects.filter(role_group__isnull=False))
    client.force_login(somebody)
    assert client.get(editor(lindehoven)).status_code == 302
    assert not somebody.groups.exists()


# No role ----------------------------------------------------------------------------------------------------------


def test_without_a_role_nobody_is_a_colleague(client, lindehoven):
    page = make_vision(lindehoven)
    change_audience(page, "netwerk", None)
    somebody = make_user()
    client.force_login(somebody)
    assert read(client, page) == 404
    assert reader_for(somebody).tokens == {"openbaar"}
    assert client.get(reverse("wagtailadmin_home")).status_code == 302


# Provision --------------------------------------------------------------------------------------------------------


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


def test_the_number_of_queries_hardly_grows_with_the_participants(django_assert_max_num_queries):
    for number in range(6):
        make_member(make_participant(f"Deelnemer {number}"), "beheerder")
    apply_all_rights()
    with django_assert_max_num_queries(90):
        apply_all_rights()


# The manual -------------------------------------------------------------------------------------------------------


def test_the_manual_is_what_the_table_says():
    assert PAGE.read_text(encoding="utf-8") == manual(), (
        "python -m municipalities.rights.manual schrijft haar opnieuw"
    )


# Giving roles -----------------------------------------------------------------------------------------------------


def test_a_forged_role_is_refused_in_dutch_and_logged(client, caplog):
    client.force_login(make_platform_member("applicatiebeheerder"))
    somebody = make_user()
    answer = client.post(reverse("rollen:add"), {"user": somebody.pk, "role": "curator"})
    assert "Selecteer een geldige keuze" in answer.content.decode()
    assert not somebody.platform_roles.exists()
    assert "curator" in caplog.text


def test_a_forged_participant_is_refused_in_dutch_and_logged(client, lindehoven, caplog):
    client.force_login(make_platform_member("curator"))
    form = {"user": make_user().pk, "participant": make_vision(lindehoven).pk, "role": "beheerder"}
    answer = client.post(reverse("lidmaatschappen:add"), form)
    assert "Selecteer een geldige keuze" in answer.content.decode()
    assert not Membership.objects.exists()
    assert f"'participant': '{form['participant']}'" in caplog.text


def test_nobody_gives_himself_a_role(client, lindehoven, caplog):
    curator = make_platform_member("curator")
    client.force_login(curator)
    form = {"user": curator.pk, "participant": lindehoven.pk, "role": "beheerder"}
    answer = client.post(reverse("lidmaatschappen:add"), form)
    assert "U kunt uzelf geen rol geven. Vraag het een collega." in answer.content.decode()
    assert not Membership.objects.exists()
    assert f"Refused to user {curator.pk}" in caplog.text


def test_the_form_offers_only_roles_that_one_may_give(client):
    client.force_login(make_platform_member("applicatiebeheerder"))
    form = client.get(reverse("rollen:add")).context["form"]
    assert [value for value, _label in form.fields["role"].choices if value] == [
        "programmateam",
        "applicatiebeheerder",
    ]


def test_the_list_offers_no_edit_of_what_one_may_not_change(client):
    administrator, curator = make_platform_member("applicatiebeheerder"), make_platform_member("curator")
    other = make_platform_member("programmateam")
    client.force_login(administrator)
    page = client.get(reverse("rollen:index")).content.decode()
    editable = {
        user: reverse("rollen:edit", args=[user.platform_roles.get().pk]) in page
        for user in (administrator, curator, other)
    }
    assert editable == {administrator: False, curator: False, other: True}


def test_the_list_of_accounts_costs_as_much_with_ten_as_with_one(client, django_assert_max_num_queries):
    client.force_login(make_platform_member("applicatiebeheerder"))
    address = reverse("wagtailusers_users:index")
    client.get(address)
    for number in range(10):
        make_platform_member("programmateam", f"mens{number}@example.nl")
    with django_assert_max_num_queries(20):
        assert client.get(address).content.decode().count("mens") >= 10


def test_submitting_survives_the_end_of_the_role(client, lindehoven):
    redacteur = make_member(lindehoven, "redacteur")
    make_member(lindehoven, "beheerder")
    client.force_login(redacteur)
    client.post(new_below(lindehoven), vision_form("action-submit"))
    end(redacteur)
    end_roles()
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
    assert VisionPage.objects.get().latest_revision.content["mission"] == "Iedereen geholpen."
