"""That a beheerder stays: the last one of a participant cannot go, or be lowered."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from municipalities.models import Membership, User
from municipalities.review.rules import those_who_can_act
from tests.factories import make_member, make_platform_member
from tests.municipalities.mijn.changing import change, end, membership
from tests.municipalities.mijn.conftest import client_of

pytestmark = pytest.mark.django_db

NO_MANAGER = "geen beheerder meer"


SOON = (timezone.localdate() + timedelta(days=3)).isoformat()
LAST = {
    # The other beheerders, by the days until their end or as a closed account, and whether one is refused to go.
    "alone": ([], True),
    "with a closed account": (["closed"], True),
    "with one who ends soon": ([3], True),
    "with another": ([None], False),
}


@pytest.mark.parametrize("others", LAST)
def test_a_beheerder_cannot_leave_the_participant_without_one(lindehoven, beheerder, others, caplog):
    with_whom, refused = LAST[others]
    for number, days in enumerate(with_whom):
        other = make_member(lindehoven, "beheerder", f"b{number}@example.nl")
        if days == "closed":
            User.objects.filter(pk=other.pk).update(is_active=False)
        elif days:
            other.memberships.update(ends_at=timezone.now() + timedelta(days=days))
    answer = end(client_of(beheerder), membership(beheerder))
    assert membership(beheerder).holds == refused
    assert (NO_MANAGER in answer.content.decode()) == refused
    assert ("last beheerder" in caplog.text) == refused


@pytest.mark.parametrize(
    ("role", "last_day", "refused"),
    [
        ("redacteur", "", True),
        ("beheerder", SOON, True),
        ("beheerder", "", False),
    ],
)
@pytest.mark.parametrize("confirmed", [True, False])
def test_nor_lower_or_end_the_one_who_stays_after_him(
    lindehoven, beheerder, role, last_day, refused, confirmed
):
    """His own role ends in a week, that of the colleague never."""
    beheerder.memberships.update(ends_at=timezone.now() + timedelta(days=7))
    stays = make_member(lindehoven, "beheerder", "blijft@example.nl")
    answer = change(client_of(beheerder), membership(stays), role, last_day, confirmed)
    assert (NO_MANAGER in answer.content.decode()) == refused
    if refused:
        assert (membership(stays).role, membership(stays).ends_at) == ("beheerder", None)


@pytest.mark.parametrize("role", ["curator", "applicatiebeheerder"])
@pytest.mark.parametrize("road", ["mijn", "admin"])
def test_who_gives_roles_everywhere_may_and_then_curators_take_over(lindehoven, beheerder, role, road):
    curator = make_platform_member("curator")
    assert those_who_can_act(lindehoven, None) == [beheerder]
    giver = curator if role == "curator" else make_platform_member(role)
    client, held = client_of(giver), membership(beheerder)
    if road == "mijn":
        end(client, held)
    else:
        client.post(reverse("lidmaatschappen:delete", args=[held.pk]))
    assert not Membership.objects.holding_now().exists()
    assert curator in those_who_can_act(lindehoven, None)


@pytest.mark.parametrize("what", ["edit", "delete"])
def test_the_admin_is_no_road_around_it_for_a_beheerder(lindehoven, beheerder, what):
    held = membership(beheerder)
    form = {"user": beheerder.pk, "participant": lindehoven.pk, "role": "lezer"}
    client_of(beheerder).post(reverse(f"lidmaatschappen:{what}", args=[held.pk]), form)
    assert membership(beheerder).role == "beheerder"
