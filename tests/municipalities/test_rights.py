"""Who may do what: role by action, through the admin itself, both what is allowed and what is refused."""

import threading

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from wagtail.models import Collection, GroupPagePermission

from kennisbank.models import NewsIndexPage, TextPage, VisionPage
from municipalities.models import Membership, ParticipantIndexPage, ParticipantPage, PlatformRole, User
from municipalities.rights import applying
from municipalities.rights.applying import apply_all_rights
from tests.factories import (
    add_page,
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
def waterdrecht():
    return make_participant("Waterdrecht")


@pytest.fixture
def people(lindehoven, waterdrecht, client):
    """Everybody of the table, by role; ``log_in`` lets one of them act."""
    apply_all_rights()
    return {
        "lezer": make_member(lindehoven, "lezer"),
        "redacteur": make_member(lindehoven, "redacteur"),
        "beheerder": make_member(lindehoven, "beheerder"),
        "beheerder van Waterdrecht": make_member(waterdrecht, "beheerder"),
        "curator": make_platform_member("curator"),
    }


def test_a_redacteur_of_lindehoven_cannot_open_the_editor_of_waterdrecht(client, people, waterdrecht):
    client.force_login(people["redacteur"])
    assert client.get(editor(waterdrecht)).status_code == 302
    assert client.get(editor(make_vision(waterdrecht))).status_code == 302


def test_a_beheerder_does_not_publish_what_he_wrote_himself(client, people, lindehoven):
    client.force_login(people["beheerder"])
    client.post(new_below(lindehoven), vision_form("action-publish"))
    assert not VisionPage.objects.get().live


def test_a_beheerder_sees_only_his_own_part_of_the_tree(client, people, lindehoven, waterdrecht):
    client.force_login(people["beheerder"])
    response = client.get(reverse("wagtailadmin_explore_root"), follow=True)
    assert "Lindehoven" in response.content.decode()
    assert "Waterdrecht" not in response.content.decode()


def test_a_lezer_does_not_enter_the_admin(client, people):
    client.force_login(people["lezer"])
    assert client.get(reverse("wagtailadmin_home")).status_code == 302


@pytest.mark.parametrize(("role", "allowed"), [("redacteur", False), ("beheerder", False), ("curator", True)])
def test_only_a_curator_opens_a_participant_or_writes_news_of_the_programme(client, people, role, allowed):
    client.force_login(people[role])
    parents = {"municipalities/participantpage": ParticipantIndexPage, "kennisbank/newspage": NewsIndexPage}
    for model, parent in parents.items():
        response = client.get(
            reverse("wagtailadmin_pages:add", args=[*model.split("/"), parent.objects.get().pk])
        )
        assert (response.status_code == 200) is allowed


def test_even_a_curator_does_not_edit_the_texts_of_the_site_itself(client, people):
    page = add_page(TextPage, make_home(), title="Privacy", slug="privacy")
    client.force_login(people["curator"])
    assert client.get(editor(page)).status_code == 302


@pytest.mark.parametrize(("role", "allowed"), [("redacteur", False), ("beheerder", False), ("curator", True)])
def test_only_a_curator_edits_the_words_that_pages_are_sorted_by(client, people, role, allowed):
    client.force_login(people[role])
    for name in ["kennisbank_theme", "kennisbank_targetgroup", "lessons_productkind", "municipalities_round"]:
        response = client.get(reverse(f"wagtailsnippets_{name}:add"))
        assert (response.status_code == 200) is allowed


def test_the_files_of_one_participant_are_not_offered_to_another(people, lindehoven, waterdrecht):
    folders = Collection.objects.filter(group_permissions__group__user=people["redacteur"]).distinct()
    assert [folder.name for folder in folders] == ["Lindehoven"]


def test_the_groups_with_which_wagtail_comes_may_write_nowhere(people):
    groups = Group.objects.filter(name__in=["Editors", "Moderators"])
    assert not GroupPagePermission.objects.filter(group__in=groups).exists()


def test_applying_the_rights_again_changes_nothing(people):
    before = sorted(GroupPagePermission.objects.values_list("pk", flat=True))
    call_command("provision")
    assert sorted(GroupPagePermission.objects.values_list("pk", flat=True)) == before


def test_a_grant_that_somebody_added_by_hand_is_taken_away_again(client, people, lindehoven, waterdrecht):
    editors = Group.objects.get(name="Redacteuren Lindehoven")
    GroupPagePermission.objects.create(group=editors, page=waterdrecht, permission_type="change")
    apply_all_rights()
    client.force_login(people["redacteur"])
    assert client.get(editor(waterdrecht)).status_code == 302


def test_who_leaves_loses_the_rights_at_once(client, people, lindehoven):
    Membership.objects.get(user=people["redacteur"]).delete()
    client.force_login(people["redacteur"])
    assert client.get(editor(lindehoven)).status_code == 302


def test_who_becomes_a_lezer_loses_the_editor(client, people, lindehoven):
    membership = Membership.objects.get(user=people["beheerder"])
    membership.role = "lezer"
    membership.save()
    client.force_login(people["beheerder"])
    assert client.get(editor(lindehoven)).status_code == 302


def test_who_goes_to_another_municipality_leaves_the_first(client, people, lindehoven, waterdrecht):
    membership = Membership.objects.get(user=people["beheerder"])
    membership.participant = waterdrecht
    membership.save()
    client.force_login(people["beheerder"])
    assert client.get(editor(lindehoven)).status_code == 302
    assert client.get(editor(waterdrecht)).status_code == 200


def test_a_participant_with_another_name_keeps_its_people(client, people, lindehoven):
    lindehoven.title = "Lindehoven en Dorp"
    lindehoven.save()
    apply_all_rights()
    names = people["beheerder"].groups.values_list("name", flat=True)
    assert list(names) == ["Beheerders Lindehoven en Dorp"]
    assert not Group.objects.filter(name="Beheerders Lindehoven").exists()


def test_two_participants_of_the_same_name_each_have_their_own_people():
    first = make_participant("Bergen", slug="bergen-l")
    second = make_participant("Bergen", slug="bergen-nh")
    groups = {make_member(page, "beheerder").groups.get().name for page in (first, second)}
    assert groups == {"Beheerders Bergen", f"Beheerders Bergen ({second.pk})"}


def test_with_a_participant_its_groups_go(people, lindehoven):
    lindehoven.delete()
    assert not Group.objects.filter(name__contains="Lindehoven").exists()
    assert people["redacteur"].groups.count() == 0


def join_participant(user: User) -> None:
    participant = ParticipantPage.objects.get()
    Membership.objects.create(user=user, participant=participant, role="redacteur")


def join_platform(user: User) -> None:
    PlatformRole.objects.create(user=user, role="curator")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.parametrize(
    ("join", "group"), [(join_participant, "Redacteuren Lindehoven"), (join_platform, "Curatoren")]
)
def test_of_two_people_who_join_at_once_neither_is_dropped(monkeypatch, join, group):
    make_participant("Lindehoven")
    first, second = make_user("een@example.nl"), make_user("twee@example.nl")

    def join_apart() -> None:
        join(second)
        connection.close()

    other = threading.Thread(target=join_apart)
    bring_in_line = applying.bring_in_line

    def in_line_after_the_other_tried(rows):
        """Who belongs to the groups was read; now somebody else joins, and commits unless he has to wait."""
        if other.ident is None:
            other.start()
            other.join(timeout=0.5)
        return bring_in_line(rows)

    monkeypatch.setattr(applying, "bring_in_line", in_line_after_the_other_tried)
    join(first)
    other.join(timeout=20)
    assert [user.groups.get().name for user in (first, second)] == [group, group]
