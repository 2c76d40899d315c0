"""A role that has ended grants nothing, and without a role one reads what is open."""

import logging
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import WorkflowState

from kennisbank.audience import reader_for
from kennisbank.clock import PERIODIC_TASKS
from kennisbank.models import VisionPage
from kennisbank.placing import change_audience
from municipalities.models import Membership, User
from municipalities.review.rules import those_who_can_act
from municipalities.rights.applying import apply_all_rights
from municipalities.rights.ending import end_roles
from tests.factories import (
    make_member,
    make_platform_member,
    make_user,
    make_vision,
)
from tests.municipalities.editing import editor, new_below, vision_form

pytestmark = pytest.mark.django_db


def end(user: User, ago: timedelta = timedelta(minutes=1)) -> None:
    """Let the roles of somebody have ended, while the row of the group still stands: nothing has cleaned up yet."""
    for roles in (user.memberships, user.platform_roles):
        roles.update(ends_at=timezone.now() - ago)
    assert user.groups.exists() or user.memberships.filter(role__in=["lezer", "adviesraadslid"]).exists()


def read(client, page: VisionPage) -> int:
    return client.get(page.url).status_code


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


def test_when_the_last_beheerder_ends_curators_approve_and_the_log_says_so(
    lindehoven, caplog, django_capture_on_commit_callbacks
):
    beheerder, curator = make_member(lindehoven, "beheerder"), make_platform_member("curator")
    apply_all_rights()
    page = make_vision(lindehoven)
    assert those_who_can_act(page, None) == [beheerder]
    end(beheerder)
    with django_capture_on_commit_callbacks(execute=True):
        end_roles()
    assert those_who_can_act(page, None) == [curator]
    assert "has no beheerder any more" in caplog.text


def test_somebody_who_was_put_in_a_group_by_hand_gains_nothing(client, lindehoven):
    make_member(lindehoven, "beheerder")
    somebody = make_user()
    somebody.groups.add(*Group.objects.filter(role_group__isnull=False))
    client.force_login(somebody)
    assert client.get(editor(lindehoven)).status_code == 302
    assert not somebody.groups.exists()


def test_without_a_role_nobody_is_a_colleague(client, lindehoven):
    page = make_vision(lindehoven)
    change_audience(page, "netwerk", None)
    somebody = make_user()
    client.force_login(somebody)
    assert read(client, page) == 404
    assert reader_for(somebody).tokens == {"openbaar"}
    assert client.get(reverse("wagtailadmin_home")).status_code == 302


def test_submitting_survives_the_end_of_the_role(client, lindehoven):
    redacteur = make_member(lindehoven, "redacteur")
    make_member(lindehoven, "beheerder")
    client.force_login(redacteur)
    client.post(new_below(lindehoven), vision_form("action-submit"))
    end(redacteur)
    end_roles()
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
    assert VisionPage.objects.get().latest_revision.content["mission"] == "Iedereen geholpen."
