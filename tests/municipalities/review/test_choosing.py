"""A participant with one active person chooses: a curator reads along, or it publishes itself."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from municipalities.models import FourEyesTaskState, Membership, PublishingChoice
from municipalities.review.rules import chooses, has_to_choose
from municipalities.rights.applying import apply_all_rights
from tests.factories import make_member, make_platform_member, make_user, make_vision
from tests.municipalities.editing import new_below, vision_form
from tests.municipalities.review.reviewing import LONGER, is_published, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def alone(lindehoven):
    apply_all_rights()
    return make_member(lindehoven, "beheerder")


def address(participant) -> str:
    return reverse("municipalities_publishing_choice", args=[participant.pk])


def test_who_writes_alone_is_asked_once_and_until_then_a_curator_reads(client, alone, lindehoven):
    client.force_login(alone)
    answer = client.post(new_below(lindehoven), vision_form("action-submit"), follow=True).content.decode()
    assert address(lindehoven) in answer
    assert FourEyesTaskState.objects.get().status == "in_progress"
    client.post(address(lindehoven), {"choice": "curator"})
    assert not has_to_choose(alone, lindehoven.pk)
    assert FourEyesTaskState.objects.get().status == "in_progress"


def test_who_chooses_to_publish_himself_does_so_and_the_log_and_the_curators_see_it(
    client, alone, lindehoven
):
    draft = make_vision(lindehoven, live=False)
    submit(draft, alone)
    client.force_login(alone)
    assert f"<li>{draft.title}</li>" in client.get(address(lindehoven)).content.decode()
    answer = client.post(address(lindehoven), {"choice": "zelf"}, follow=True).content.decode()
    assert f"‘{draft.title}’ is gepubliceerd." in answer
    assert is_published(draft)
    entry = PageLogEntry.objects.get(action="municipalities.publishing_choice")
    assert (entry.user, entry.page_id, entry.data) == (
        alone,
        lindehoven.pk,
        {"choice": "Wij publiceren zelf"},
    )
    published = PageLogEntry.objects.get(action="municipalities.self_published")
    assert (published.user, published.page_id) == (alone, draft.pk)
    assert published.message == "Gepubliceerd zonder tweede lezer (wij publiceren zelf)"
    assert "wachten nu op een tweede lezer" not in client.get(address(lindehoven)).content.decode()
    answer = client.post(new_below(lindehoven), vision_form("action-submit"), follow=True).content.decode()
    assert "kiest ervoor zelf te publiceren" in answer
    assert "Publiceren" in client.get(new_below(lindehoven)).content.decode()
    client.force_login(make_platform_member("curator"))
    report = client.get(reverse("municipalities_unread")).content.decode()
    assert report.count("kiest ervoor zelf te publiceren") == 2


def test_the_choice_stops_when_a_colleague_joins(client, alone, lindehoven):
    PublishingChoice.objects.create(participant=lindehoven, choice="zelf", chosen_by=alone)
    make_member(lindehoven, "redacteur")
    assert submit(make_vision(lindehoven, live=False), alone).status == "in_progress"
    client.force_login(alone)
    assert client.get(address(lindehoven)).status_code == 302


def test_the_choice_lets_nobody_else_publish_there(alone, lindehoven):
    PublishingChoice.objects.create(participant=lindehoven, choice="zelf", chosen_by=alone)
    curator = make_platform_member("curator")
    assert submit(make_vision(lindehoven), curator, summary=LONGER).status == "in_progress"


@pytest.mark.parametrize("choice", ["", "niemand", "zelf "])
def test_another_word_is_no_choice(client, alone, lindehoven, choice):
    client.force_login(alone)
    assert client.post(address(lindehoven), {"choice": choice}).status_code == 200
    assert not PublishingChoice.objects.exists()


def test_nobody_chooses_for_another(client, people, lindehoven):
    for who in ("redacteur", "beheerder", "beheerder elders", "curator", "superuser"):
        client.force_login(people[who])
        client.post(address(lindehoven), {"choice": "zelf"})
    assert not PublishingChoice.objects.exists()


def held_by(client, participant, user, role: str):
    """Change the role of somebody at ``/mijn/``."""
    held = user.memberships.get()
    address = reverse("mijn_change_role", args=[participant.pk, held.pk])
    return client.post(address, {"role": role, "last_day": "", "bevestigd": "ja"})


def test_nobody_is_alone_by_making_a_colleague_lezer_for_a_minute(client, alone, lindehoven):
    colleague = make_member(lindehoven, "redacteur")
    client.force_login(alone)
    held_by(client, lindehoven, colleague, "lezer")
    assert colleague.memberships.get().role == "lezer"
    client.post(address(lindehoven), {"choice": "zelf"})
    client.post(new_below(lindehoven), vision_form("action-submit"))
    held_by(client, lindehoven, colleague, "redacteur")
    assert not PublishingChoice.objects.exists()
    assert FourEyesTaskState.objects.get().status == "in_progress"


def leave(held: Membership, way: str) -> None:
    if way == "taken":
        held.delete()
    elif way == "made lezer":
        held.role = "lezer"
        held.save()
    else:
        held.ends_at = timezone.now()
        held.save()


@pytest.mark.parametrize("way", ["taken", "made lezer", "ended"])
@pytest.mark.parametrize(("days", "expected"), [(29, False), (31, True)])
def test_who_is_left_alone_chooses_after_thirty_days(alone, lindehoven, monkeypatch, way, days, expected):
    leave(make_member(lindehoven, "redacteur").memberships.get(), way)
    assert not chooses(alone, lindehoven.pk)
    later = timezone.now() + timedelta(days=days)
    monkeypatch.setattr("municipalities.review.rules.timezone.now", lambda: later)
    assert chooses(alone, lindehoven.pk) is expected


def test_a_choice_is_gone_once_a_second_person_wrote(alone, lindehoven):
    PublishingChoice.objects.create(participant=lindehoven, choice="zelf", chosen_by=alone)
    make_member(lindehoven, "lezer")
    assert PublishingChoice.objects.exists()
    make_member(lindehoven, "redacteur")
    assert not PublishingChoice.objects.exists()


def test_a_choice_counts_for_who_made_it(alone, lindehoven):
    PublishingChoice.objects.create(participant=lindehoven, choice="zelf", chosen_by=make_user())
    assert submit(make_vision(lindehoven, live=False), alone).status == "in_progress"
