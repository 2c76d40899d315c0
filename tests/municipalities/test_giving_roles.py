"""Who gives which role to whom, in the admin."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from municipalities.models import Membership
from tests.factories import (
    make_member,
    make_platform_member,
    make_user,
    make_vision,
)

pytestmark = pytest.mark.django_db


def test_a_forged_role_is_refused_in_dutch_and_logged(client, caplog):
    client.force_login(make_platform_member("applicatiebeheerder"))
    somebody = make_user()
    answer = client.post(reverse("rollen:add"), {"user": somebody.pk, "role": "curator"})
    assert "Selecteer een geldige keuze" in answer.content.decode()
    assert not somebody.platform_roles.exists()
    assert "curator" in caplog.text


@pytest.mark.parametrize("forged", ["a vision", "9" * 30, "x", "-1", "²"])
def test_a_forged_participant_is_refused_in_dutch_and_logged(client, lindehoven, caplog, forged):
    client.force_login(make_platform_member("curator"))
    number = make_vision(lindehoven).pk if forged == "a vision" else forged
    form = {"user": make_user().pk, "participant": number, "role": "beheerder"}
    answer = client.post(reverse("lidmaatschappen:add"), form)
    assert "Selecteer een geldige keuze" in answer.content.decode()
    assert not Membership.objects.exists()
    assert f"'participant': '{number}'" in caplog.text


def test_what_wagtail_refuses_is_one_line_in_the_log(client, lindehoven, caplog):
    redacteur = make_member(lindehoven, "redacteur")
    client.force_login(redacteur)
    address = reverse("wagtailusers_users:add")
    assert client.get(f"{address}?iemand=1").url == reverse("wagtailadmin_home")
    assert [record.getMessage() for record in caplog.records if record.levelname == "WARNING"] == [
        f"Refused to user {redacteur.pk}: GET {address}"
    ]


def test_nobody_gives_himself_a_role(client, lindehoven, caplog):
    curator = make_platform_member("curator")
    client.force_login(curator)
    form = {"user": curator.pk, "participant": lindehoven.pk, "role": "beheerder"}
    answer = client.post(reverse("lidmaatschappen:add"), form)
    assert "U kunt uzelf geen rol geven. Vraag het een collega." in answer.content.decode()
    assert not Membership.objects.exists()
    assert f"Refused to user {curator.pk}" in caplog.text


@pytest.mark.parametrize(
    "forgotten",
    [{"user": ""}, {"participant": ""}, {"role": ""}, {"ends_at": "morgen"}],
    ids=lambda form: next(iter(form)),
)
def test_what_somebody_forgot_or_mistyped_is_no_refusal_in_the_log(client, lindehoven, caplog, forgotten):
    client.force_login(make_platform_member("curator"))
    form = {"user": make_user().pk, "participant": lindehoven.pk, "role": "lezer", **forgotten}
    assert client.post(reverse("lidmaatschappen:add"), form).status_code == 200
    assert not Membership.objects.exists()
    assert "Refused" not in caplog.text


def offered(client, address: str) -> list[str]:
    return [label for value, label in client.get(address).context["form"].fields["user"].choices if value]


def test_the_form_offers_people_by_name_and_address_without_closed_accounts(client, lindehoven):
    client.force_login(make_platform_member("curator"))
    for address, first, active in [
        ("b@example.nl", "Bo", True),
        ("een@example.nl", "An", True),
        ("dicht@example.nl", "An", False),
        ("ander@example.nl", "An", True),
    ]:
        make_user(address, first_name=first, last_name="Jansen", is_active=active)
    assert offered(client, reverse("lidmaatschappen:add")) == [
        "curator@example.nl",
        "An Jansen (ander@example.nl)",
        "An Jansen (een@example.nl)",
        "Bo Jansen (b@example.nl)",
    ]


def test_the_role_of_a_closed_account_can_still_be_ended(client, lindehoven):
    client.force_login(make_platform_member("curator"))
    membership = Membership.objects.create(
        user=make_user(is_active=False), participant=lindehoven, role="beheerder"
    )
    address = reverse("lidmaatschappen:edit", args=[membership.pk])
    assert "iemand@example.nl" in offered(client, address)
    form = {"user": membership.user_id, "participant": lindehoven.pk, "role": "beheerder"}
    client.post(address, {**form, "ends_at": "2020-01-01 12:00"})
    assert not Membership.objects.holding_now().exists()


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


def test_the_list_of_accounts_costs_as_much_with_ten_as_with_one(client, django_assert_num_queries):
    client.force_login(make_platform_member("applicatiebeheerder"))
    address = reverse("wagtailusers_users:index")
    make_platform_member("programmateam", "mens0@example.nl")
    client.get(address)
    with CaptureQueriesContext(connection) as with_one:
        client.get(address)
    for number in range(1, 10):
        make_platform_member("programmateam", f"mens{number}@example.nl")
    with django_assert_num_queries(len(with_one)):
        assert client.get(address).content.decode().count("mens") >= 10
