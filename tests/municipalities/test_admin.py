"""People and register in the admin."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from municipalities.models import Membership, Municipality, Round, Traject, User
from tests.factories import make_home, make_member, make_participant, make_platform_member, make_user

pytestmark = pytest.mark.django_db
PASSWORD = "negen-paarse-fietsen"


@pytest.fixture
def administrator(client):
    make_home()
    user = User.objects.create_superuser("beheer@example.nl", PASSWORD, first_name="Beheer", last_name="Site")
    client.force_login(user)
    return user


@pytest.fixture
def curator(client):
    user = make_platform_member("curator")
    client.force_login(user)
    return user


def new_user(**changes: str) -> dict[str, str]:
    form = {"email": "nieuw@example.nl", "first_name": "Nieuwe", "last_name": "Collega"}
    return {**form, "password1": PASSWORD, "password2": PASSWORD, **changes}


def test_somebody_logs_in_with_a_mail_address_in_capitals(client):
    make_home()
    User.objects.create_superuser("beheer@example.nl", PASSWORD)
    client.post(reverse("account_login"), {"login": "Beheer@Example.nl", "password": PASSWORD})
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


def test_the_administrator_sees_accounts_by_mail_address(client, administrator):
    make_user("iemand@example.nl")
    page = client.get(reverse("wagtailusers_users:index"), {"q": "iemand"}).content.decode()
    assert "iemand@example.nl" in page
    assert "beheer@example.nl" not in page.split('id="listing-results"')[-1]


def test_the_administrator_adds_and_edits_an_account_without_a_user_name(client, administrator):
    assert client.get(reverse("wagtailusers_users:add")).status_code == 200
    client.post(reverse("wagtailusers_users:add"), new_user())
    added = User.objects.get(email="nieuw@example.nl")
    assert added.check_password(PASSWORD)
    edit = reverse("wagtailusers_users:edit", args=[added.pk])
    assert client.get(edit).status_code == 200
    client.post(edit, new_user(last_name="Ander", is_active="on", password1="", password2=""))
    added.refresh_from_db()
    assert (added.last_name, added.check_password(PASSWORD)) == ("Ander", True)


def test_who_gets_an_account_of_an_applicatiebeheerder_starts_with_a_code_by_mail(client, mailoutbox):
    client.force_login(make_platform_member("applicatiebeheerder"))
    assert "password1" not in client.get(reverse("wagtailusers_users:add")).context["form"].fields
    client.post(reverse("wagtailusers_users:add"), new_user())
    added = User.objects.get(email="nieuw@example.nl")
    assert not added.has_usable_password()
    client.logout()
    client.post(reverse("account_login"), {"login": added.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    client.post(reverse("account_request_login_code"), {"email": added.email})
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", mailoutbox[0].body)
    client.post(reverse("account_confirm_login_code"), {"code": code[0]})
    assert client.session["_auth_user_id"] == str(added.pk)


def test_one_address_in_capitals_gives_no_second_account(client, administrator):
    make_user("nieuw@example.nl")
    response = client.post(reverse("wagtailusers_users:add"), new_user(email="Nieuw@Example.nl"))
    assert response.status_code == 200
    assert User.objects.filter(email__iexact="nieuw@example.nl").count() == 1


def test_a_curator_lets_somebody_take_part_and_the_rights_follow(client, curator):
    lindehoven, somebody = make_participant("Lindehoven"), make_user()
    assert client.get(reverse("lidmaatschappen:add")).status_code == 200
    form = {"user": somebody.pk, "participant": lindehoven.pk, "role": "redacteur"}
    client.post(reverse("lidmaatschappen:add"), form)
    assert somebody.groups.get().name == "Redacteuren Lindehoven"


def test_a_curator_changes_a_role_and_takes_a_membership_away(client, curator):
    somebody = make_member(make_participant("Lindehoven"), "redacteur")
    membership = Membership.objects.get()
    form = {"user": somebody.pk, "participant": membership.participant_id, "role": "beheerder"}
    client.post(reverse("lidmaatschappen:edit", args=[membership.pk]), form)
    assert somebody.groups.get().name == "Beheerders Lindehoven"
    client.post(reverse("lidmaatschappen:delete", args=[membership.pk]))
    assert not somebody.groups.exists()


def test_a_beheerder_does_not_give_out_memberships(client):
    client.force_login(make_member(make_participant("Lindehoven"), "beheerder"))
    assert client.get(reverse("lidmaatschappen:index")).status_code == 302
    assert client.get(reverse("lidmaatschappen:add")).status_code == 302


def test_the_list_of_memberships_finds_a_participant_and_says_its_role_in_words(client, curator):
    make_member(make_participant("Lindehoven"), "redacteur")
    page = client.get(reverse("lidmaatschappen:index"), {"q": "lindehoven"}).content.decode()
    assert "Redacteur" in page


def test_the_list_of_memberships_costs_as_much_with_ten_as_with_one(
    client, curator, django_assert_num_queries
):
    make_member(make_participant("Lindehoven"), "lezer")
    client.get(reverse("lidmaatschappen:index"))
    with CaptureQueriesContext(connection) as with_one:
        client.get(reverse("lidmaatschappen:index"))
    for number in range(9):
        make_member(make_participant(f"Deelnemer {number}"), "lezer")
    with django_assert_num_queries(len(with_one)):
        client.get(reverse("lidmaatschappen:index"))


def test_the_list_of_trajecten_costs_as_much_with_ten_as_with_one(client, curator, django_assert_num_queries):
    address = reverse("wagtailsnippets_municipalities_traject:list")
    add_traject(1)
    client.get(address)
    with CaptureQueriesContext(connection) as with_one:
        client.get(address)
    for number in range(2, 11):
        add_traject(number)
    with django_assert_num_queries(len(with_one)):
        page = client.get(address).content.decode()
    assert page.count("(2030)") >= 10


def add_traject(number: int) -> None:
    traject = Traject(
        round=Round.objects.create(name=f"Ronde {number}", slug=f"ronde-{number}", years="2030")
    )
    traject.participants = [make_participant(f"Meedoener {number}")]
    traject.save()


def test_a_curator_looks_up_a_municipality_and_cannot_change_it(client, curator):
    goirle = Municipality.objects.create(code="gm0785", name="Goirle", province_code="30")
    page = client.get(reverse("wagtailsnippets_municipalities_municipality:list"), {"q": "0785"})
    assert "Goirle" in page.content.decode()
    edit = reverse("wagtailsnippets_municipalities_municipality:edit", args=[goirle.pk])
    assert client.get(edit).status_code == 302


def test_a_curator_cannot_make_himself_administrator(client, curator):
    assert client.get(reverse("wagtailusers_users:edit", args=[curator.pk])).status_code == 302


@pytest.fixture
def applicatiebeheerder(client):
    user = make_platform_member("applicatiebeheerder")
    client.force_login(user)
    return user


def give_address(client, account, email: str):
    edit = reverse("wagtailusers_users:edit", args=[account.pk])
    form = {"email": email, "first_name": "Een", "last_name": "Ander", "is_active": "on"}
    return client.post(edit, form, follow=True)


def test_the_old_address_hears_that_another_changed_it_and_the_audit_log_knows_who(
    client, applicatiebeheerder, mailoutbox
):
    account = make_user("oud@example.nl")
    give_address(client, account, "nieuw@example.nl")
    account.refresh_from_db()
    assert account.email == "nieuw@example.nl"
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        (["oud@example.nl"], "Uw e-mailadres bij Kennisbank Koplopers is gewijzigd")
    ]
    assert "nieuw@example.nl" not in mailoutbox[0].body
    entry = ModelLogEntry.objects.get(action="municipalities.address_changed")
    assert (entry.object_id, entry.user) == (str(account.pk), applicatiebeheerder)


@pytest.mark.parametrize("email", ["oud@example.nl", "Oud@Example.nl", "geen adres"])
def test_an_account_that_keeps_its_address_hears_nothing(client, applicatiebeheerder, mailoutbox, email):
    account = make_user("oud@example.nl")
    give_address(client, account, email)
    account.refresh_from_db()
    assert account.email == "oud@example.nl"
    assert mailoutbox == []
    assert not ModelLogEntry.objects.filter(action="municipalities.address_changed").exists()


def test_without_a_mail_server_the_address_changes_and_who_changed_it_hears_that_no_mail_left(
    client, applicatiebeheerder, no_mail_server
):
    account = make_user("oud@example.nl")
    answer = give_address(client, account, "nieuw@example.nl").content.decode()
    assert "De mail aan het oude adres kon niet worden verstuurd." in answer
    account.refresh_from_db()
    assert account.email == "nieuw@example.nl"
