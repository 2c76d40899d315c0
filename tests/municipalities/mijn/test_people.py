"""The people of a participant: who sees them, and who changes and ends roles."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from municipalities.models import Invitation, Membership, User
from tests.factories import make_member, make_participant, make_platform_member
from tests.municipalities.mijn.changing import change, end, membership
from tests.municipalities.mijn.conftest import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(lindehoven):
    return make_member(lindehoven, "redacteur", "cor@example.nl")


def addresses(participant, held: Membership, invitation: Invitation) -> list[str]:
    here, one = [participant.pk], [participant.pk, held.pk]
    return [
        reverse("mijn_people", args=here),
        reverse("mijn_invite", args=here),
        reverse("mijn_change_role", args=one),
        reverse("mijn_end_role", args=one),
        reverse("mijn_hand_over", args=here),
        reverse("mijn_send_again", args=[participant.pk, invitation.pk]),
        reverse("mijn_withdraw", args=[participant.pk, invitation.pk]),
    ]


def make_invitation(participant, by) -> Invitation:
    return Invitation.objects.create(
        participant=participant,
        role="lezer",
        email="wacht@example.nl",
        token_hash="x",
        invited_by=by,
        expires_at=timezone.now() + timedelta(days=1),
    )


@pytest.mark.parametrize("number", [10**6, 10**17, 10**30])
def test_another_participant_is_as_absent_as_none(lindehoven, beheerder, colleague, number, caplog):
    """For who is nothing there; also a hidden one, of which nobody may know."""
    waterdrecht = make_participant("Waterdrecht", live=False)
    other = make_member(waterdrecht, "beheerder", "wil@example.nl")
    invitation = make_invitation(lindehoven, beheerder)
    client = client_of(other)
    absent = [
        address.replace(f"/mijn/{lindehoven.pk}/", f"/mijn/{number}/")
        for address in addresses(lindehoven, membership(colleague), invitation)
    ]
    for address in [*addresses(lindehoven, membership(colleague), invitation), *absent]:
        answer = client.post(address, {"role": "beheerder", "bevestigd": "ja", "email": "x@example.nl"})
        assert (answer.status_code, answer.content) == (404, client.get("/bestaat-niet/").content), address
    assert membership(colleague).role == "redacteur"
    assert Invitation.objects.waiting().count() == 1
    assert f"Refused to user {other.pk}" in caplog.text


def test_a_curator_gets_the_same_answer_for_a_number_of_nothing(lindehoven):
    client = client_of(make_platform_member("curator"))
    for number in (10**6, 10**17, 10**30, lindehoven.get_parent().pk):
        assert client.get(f"/mijn/{number}/mensen/").status_code == 404


def test_anonymous_visitors_log_in_first(lindehoven, beheerder):
    invitation = make_invitation(lindehoven, beheerder)
    for address in ["/mijn/", *addresses(lindehoven, membership(beheerder), invitation)[:5]]:
        assert Client().get(address).url == f"/inloggen/?next={address}"


@pytest.mark.parametrize("what", ["withdraw", "send_again"])
def test_looking_at_the_address_of_a_button_does_nothing(lindehoven, beheerder, what):
    invitation = make_invitation(lindehoven, beheerder)
    address = reverse(f"mijn_{what}", args=[lindehoven.pk, invitation.pk])
    assert client_of(beheerder).get(address).status_code == 405


@pytest.mark.parametrize("forged", ["membership", "invitation"])
def test_a_number_of_another_participant_in_an_address_changes_nothing(lindehoven, beheerder, forged, caplog):
    waterdrecht = make_participant("Waterdrecht")
    other = make_member(waterdrecht, "redacteur", "wil@example.nl")
    invitation = make_invitation(waterdrecht, other)
    client = client_of(beheerder)
    if forged == "membership":
        answers = [
            client.post(
                reverse(f"mijn_{what}", args=[lindehoven.pk, membership(other).pk]),
                {"role": "lezer", "bevestigd": "ja"},
            )
            for what in ("change_role", "end_role")
        ]
    else:
        answers = [
            client.post(reverse(f"mijn_{what}", args=[lindehoven.pk, invitation.pk]))
            for what in ("send_again", "withdraw")
        ]
    assert {answer.status_code for answer in answers} == {404}
    assert membership(other).role == "redacteur"
    assert Invitation.objects.waiting().count() == 1
    assert f"Refused to user {beheerder.pk}" in caplog.text


def test_a_forged_participant_in_a_form_grants_nothing_there(lindehoven, beheerder):
    waterdrecht = make_participant("Waterdrecht")
    form = {"email": "x@example.nl", "role": "beheerder", "participant": waterdrecht.pk}
    client_of(beheerder).post(reverse("mijn_invite", args=[lindehoven.pk]), form)
    assert [one.participant_id for one in Invitation.objects.all()] == [lindehoven.pk]


def test_a_role_changes_after_a_question_whether_it_is_meant(beheerder, colleague, caplog):
    client = client_of(beheerder)
    asked = change(client, membership(colleague), "beheerder", "2099-03-01", confirmed=False)
    assert "cor@example.nl is beheerder bij Lindehoven, tot en met 1 maart 2099." in asked.content.decode()
    assert membership(colleague).role == "redacteur"
    change(client, membership(colleague), "beheerder", "2099-03-01")
    now = membership(colleague)
    assert (now.role, timezone.localtime(now.ends_at).isoformat()) == (
        "beheerder",
        "2099-03-02T00:00:00+01:00",
    )
    assert "role_changed" in caplog.text
    assert "Wijzigde deze rol" in {one.message for one in ModelLogEntry.objects.all()}


def test_an_end_that_is_not_touched_keeps_its_hour(beheerder, colleague):
    noon = timezone.now().replace(hour=11, minute=30, second=0, microsecond=0) + timedelta(days=9)
    colleague.memberships.update(ends_at=noon)
    change(client_of(beheerder), membership(colleague), "lezer", timezone.localdate(noon).isoformat())
    assert (membership(colleague).role, membership(colleague).ends_at) == ("lezer", noon)


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"last_day": "2020-01-01"}, "Kies een dag vanaf vandaag."),
        ({"last_day": "ooit"}, "Voer een geldige datum in."),
        ({"role": "curator"}, "Selecteer een geldige keuze"),
        ({"role": ""}, "Dit is een verplicht veld."),
    ],
)
def test_what_is_not_right_is_said_and_changes_nothing(beheerder, colleague, form, sentence):
    answer = change(client_of(beheerder), membership(colleague), **({"role": "lezer"} | form))
    assert sentence in answer.content.decode()
    assert (membership(colleague).role, membership(colleague).ends_at) == ("redacteur", None)


def test_a_role_ends_at_once_for_who_is_logged_in_too(beheerder, colleague, lindehoven):
    working = client_of(colleague)
    editor = reverse("wagtailadmin_pages:edit", args=[lindehoven.pk])
    assert working.get(editor).status_code == 200
    client = client_of(beheerder)
    assert (
        "Ja, beëindig de rol"
        in client.get(
            reverse("mijn_end_role", args=[lindehoven.pk, membership(colleague).pk])
        ).content.decode()
    )
    end(client, membership(colleague))
    assert not membership(colleague).holds
    assert working.get(editor).status_code == 302


@pytest.mark.parametrize("role", ["lezer", "redacteur", "adviesraadslid"])
def test_everybody_may_end_what_he_is_himself_and_nothing_of_another(lindehoven, colleague, role):
    member = make_member(lindehoven, role, "zelf@example.nl")
    client = client_of(member)
    assert end(client, membership(colleague)).status_code == 404
    assert membership(colleague).holds
    assert end(client, membership(member)).url == "/mijn/"
    assert not membership(member).holds


def test_nobody_changes_his_own_role(lindehoven, beheerder):
    make_member(lindehoven, "beheerder", "twee@example.nl")
    assert change(client_of(beheerder), membership(beheerder), "lezer").status_code == 404
    assert membership(beheerder).role == "beheerder"


def test_a_role_that_ended_a_minute_ago_gives_nothing(lindehoven, beheerder, colleague):
    client = client_of(beheerder)
    beheerder.memberships.update(ends_at=timezone.now() - timedelta(minutes=1))
    assert change(client, membership(colleague), "lezer").status_code == 404
    assert end(client, membership(colleague)).status_code == 404
    assert membership(colleague).role == "redacteur"


def test_the_list_shows_what_one_may_do_with_whom(lindehoven, beheerder, colleague):
    make_invitation(lindehoven, beheerder)
    page = client_of(beheerder).get(reverse("mijn_people", args=[lindehoven.pk])).content.decode()
    offered = {
        (user.email, what): reverse(f"mijn_{what}_role", args=[lindehoven.pk, membership(user).pk]) in page
        for user in (beheerder, colleague)
        for what in ("change", "end")
    }
    assert offered == {
        ("bea@example.nl", "change"): False,
        ("bea@example.nl", "end"): True,
        ("cor@example.nl", "change"): True,
        ("cor@example.nl", "end"): True,
    }
    assert "wacht@example.nl" in page


def test_the_list_costs_as_much_with_twenty_people_as_with_one(
    lindehoven, beheerder, django_assert_num_queries
):
    client, address = client_of(beheerder), reverse("mijn_people", args=[lindehoven.pk])
    make_invitation(lindehoven, beheerder)
    client.get(address)
    with CaptureQueriesContext(connection) as with_one:
        client.get(address)
    users = User.objects.bulk_create(User(email=f"mens{number}@example.nl") for number in range(20))
    Membership.objects.bulk_create(
        Membership(user=user, participant=lindehoven, role="beheerder") for user in users
    )
    Invitation.objects.bulk_create(
        Invitation(
            participant=lindehoven,
            role="lezer",
            email=f"wacht{number}@example.nl",
            token_hash=str(number),
            invited_by=user,
            expires_at=timezone.now() + timedelta(days=1),
        )
        for number, user in enumerate(users)
    )
    with django_assert_num_queries(len(with_one)):
        page = client.get(address).content.decode()
    assert page.count("mens") > 20


def test_of_a_participant_without_anybody_a_curator_sees_that_curators_take_over(lindehoven):
    client = client_of(make_platform_member("curator"))
    page = client.get(reverse("mijn_people", args=[lindehoven.pk])).content.decode()
    assert "Geen beheerder: curatoren nemen waar." in page
    assert "Niemand heeft hier nu een rol." in page
