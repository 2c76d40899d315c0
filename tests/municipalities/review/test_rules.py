"""Who may read along, whom a request reaches, and that no page type publishes directly."""

import pytest
from django.apps import apps
from wagtail.models import Page

from municipalities.models import Membership, PublishingChoice
from municipalities.review import rules
from tests.factories import make_home, make_member, make_participant, make_user, make_vision
from tests.municipalities.review.reviewing import LONGER, is_published, review, submit

pytestmark = pytest.mark.django_db

WHO_MAY_APPROVE = """
                     changed last by
                     redacteur beheerder tweede beheerder curator
lezer                -         -         -                -
redacteur            -         -         -                -
beheerder            yes       -         yes              yes
tweede beheerder     yes       yes       -                yes
beheerder elders     -         -         -                -
curator              yes       yes       yes              -
programmateam        -         -         -                -
applicatiebeheerder  -         -         -                -
superuser            yes       yes       yes              yes
"""
CHANGERS = ["redacteur", "beheerder", "tweede beheerder", "curator"]
ROWS = {line[:21].strip(): line[21:].split() for line in WHO_MAY_APPROVE.splitlines()[3:]}


@pytest.mark.parametrize("who", ROWS)
def test_who_may_approve_what_somebody_changed_last(client, people, lindehoven, who):
    found = []
    for changer in CHANGERS:
        page = make_vision(lindehoven)
        submit(page, people[changer], summary=LONGER)
        client.force_login(people[who])
        review(client, page)
        found.append("yes" if is_published(page) else "-")
    assert found == ROWS[who]


REACHES = [
    # people of the participant, who submits, whom it reaches
    (["redacteur", "beheerder"], "redacteur", ["beheerder"]),
    (["beheerder", "tweede"], "beheerder", ["tweede"]),
    (["beheerder", "lezer"], "beheerder", ["curator"]),
    (["redacteur"], "redacteur", ["curator"]),
    (["redacteur", "beheerder"], "curator", ["beheerder"]),
    (["lezer"], "curator", []),
]


@pytest.mark.parametrize(("members", "asker", "reached"), REACHES)
def test_whom_a_request_reaches(people, members, asker, reached):
    place = make_participant("Oostermade")
    who = {"curator": people["curator"]}
    for name in members:
        role = "beheerder" if name == "tweede" else name
        who[name] = make_member(place, role, f"{name}@oostermade.example.nl")
    assert rules.those_who_can_act(place, who[asker].pk) == [who[name] for name in reached]


def test_who_left_or_was_blocked_is_not_asked(people, lindehoven):
    Membership.objects.filter(user=people["beheerder"]).delete()
    people["tweede beheerder"].is_active = False
    people["tweede beheerder"].save()
    assert rules.those_who_can_act(lindehoven, None) == [people["curator"]]
    assert not rules.may_decide(people["tweede beheerder"], lindehoven, None)


def test_a_program_that_changed_a_text_lets_nobody_approve_his_own_request(people, vision):
    request = submit(vision, people["beheerder"], summary=LONGER)
    draft = vision.get_latest_revision_as_object()
    draft.mission = "Door een programma veranderd."
    draft.save_revision()
    request.refresh_from_db()
    assert request.revision.user is None
    assert rules.changed_by(request) == people["beheerder"].pk


def test_no_page_type_is_published_directly_by_anybody(people):
    home = make_home()
    models = [model for model in apps.get_models() if issubclass(model, Page) and model is not Page]
    assert len(models) > 10
    for model in models:
        page = model(title="Pagina", path=home.path, depth=home.depth, live=True)
        for who in (people["beheerder"], people["curator"], people["superuser"]):
            tester = page.permissions_for_user(who)
            assert (tester.can_publish(), tester.can_publish_subpage()) == (False, False), model


def test_unpublishing_and_moving_stay_as_the_table_has_them(people, vision):
    found = {}
    for who in ("redacteur", "beheerder", "curator", "superuser"):
        tester = vision.permissions_for_user(people[who])
        found[who] = (tester.can_unpublish(), tester.can_unschedule(), tester.can_delete())
    assert found == {
        "redacteur": (False, False, False),
        "beheerder": (True, True, True),
        "curator": (True, True, True),
        "superuser": (True, True, True),
    }


def test_a_choice_counts_only_for_who_writes_alone(lindehoven):
    alone = make_member(lindehoven, "redacteur")
    PublishingChoice.objects.create(participant=lindehoven, choice="zelf", chosen_by=alone)
    assert rules.publishes_itself(alone, lindehoven.pk)
    assert not rules.publishes_itself(make_user(), lindehoven.pk)
    make_member(lindehoven, "lezer")
    assert rules.publishes_itself(alone, lindehoven.pk)
    make_member(lindehoven, "beheerder")
    assert not rules.publishes_itself(alone, lindehoven.pk)
