"""Forgetting a person: nothing of him is left but what he wrote, under a pseudonym."""

import re
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, ModelLogEntry, Page, PageLogEntry, Revision
from wagtail.users.models import UserProfile

from municipalities.mijn.inviting import invite
from municipalities.models import Invitation, Membership, Notice, PlatformRole, Question, ReviewMail, User
from municipalities.questions.asking import take_question
from tests.factories import make_member, make_platform_member, make_user, make_vision

pytestmark = pytest.mark.django_db
ADDRESS = "eerste.persoon@example.nl"
NAME = "Eerste Persoon"


@pytest.fixture
def person(lindehoven):
    """A beheerder who did everything that leaves a trace."""
    person = make_member(lindehoven, "beheerder", ADDRESS)
    person.first_name, person.last_name = NAME.split()
    person.save()
    PlatformRole.objects.create(user=person, role="programmateam")
    Authenticator.objects.create(user=person, type="totp", data={"secret": "abc"})
    UserProfile.objects.create(user=person)
    return person


@pytest.fixture
def vision(lindehoven, person):
    vision = make_vision(lindehoven, title="Onze visie", owner=person, locked=True, locked_by=person)
    vision.save_revision(user=person, log_action=True)
    Comment.objects.create(page=vision, user=person, text="Mooie zin", contentpath="title")
    return vision


def forget(*options: str, address: str = ADDRESS) -> str:
    out = StringIO()
    call_command("forget_person", address, *options, stdout=out)
    return out.getvalue()


def everything_in_the_database() -> str:
    """All text of all tables, as a backup would show it."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


def test_no_name_or_address_is_left_anywhere(client, person, vision):
    client.force_login(make_platform_member("applicatiebeheerder"))
    edit = reverse("wagtailusers_users:edit", args=[person.pk])
    form = {"email": ADDRESS, "first_name": "Eerste", "last_name": "Persoon", "is_active": "on"}
    client.post(edit, form)
    client.force_login(make_platform_member("curator"))
    membership = person.memberships.get()
    form = {"user": person.pk, "participant": membership.participant_id, "role": "redacteur"}
    client.post(reverse("lidmaatschappen:edit", args=[membership.pk]), form)
    client.force_login(person)
    assert ModelLogEntry.objects.filter(label__contains=NAME).count() > 1

    forget()
    left = everything_in_the_database()
    assert NAME not in left
    assert "Persoon" not in left
    assert ADDRESS not in left


def test_no_name_is_left_of_an_account_that_was_deleted_in_the_admin(client, person, vision):
    client.force_login(make_user("alles@example.nl", is_superuser=True))
    client.post(reverse("wagtailusers_users:delete", args=[person.pk]))
    assert not User.objects.filter(pk=person.pk).exists()
    left = everything_in_the_database()
    assert "Persoon" not in left
    assert ADDRESS not in left


def test_invitations_to_the_person_go_and_those_of_the_person_no_longer_work(lindehoven, person):
    colleague = make_member(lindehoven, "beheerder", "collega@example.nl")
    to_person, _token = invite(colleague, lindehoven, "redacteur", ADDRESS.title())
    other, _token = invite(colleague, lindehoven, "redacteur", "derde@example.nl")
    of_person, _token = invite(person, lindehoven, "redacteur", "vierde@example.nl")
    forget()
    assert not Invitation.objects.filter(pk=to_person.pk).exists()
    of_person.refresh_from_db()
    assert of_person.withdrawn_at is not None
    assert list(Invitation.objects.waiting()) == [other]


def test_a_waiting_mail_to_the_person_and_a_waiting_question_go(lindehoven, person, vision):
    Notice.objects.create(person=person, page=vision, kind="asked")
    ReviewMail.objects.create(user=person, week=timezone.localdate())
    take_question(lindehoven, "Hoe doet u dat?", NAME, ADDRESS, "192.0.2.1")
    forget()
    assert [model.objects.count() for model in (Notice, ReviewMail, Question)] == [0, 0, 0]


def test_what_the_person_wrote_stays_under_a_pseudonym(person, vision):
    said = forget()
    pseudonym = re.search(r"‘(Verwijderd account [0-9a-f]{8})’", said)[1]
    page = Page.objects.get(pk=vision.pk)
    assert (page.live, page.owner.get_full_name(), page.locked) == (True, pseudonym, False)
    assert Revision.objects.filter(user__last_name=pseudonym.split()[-1]).exists()
    assert {entry.user_display_name for entry in PageLogEntry.objects.filter(page=vision, user=person)} == {
        pseudonym
    }
    assert Comment.objects.get().text == "Mooie zin"


def test_rights_logins_and_sessions_are_gone(client, person, vision):
    client.force_login(person)
    forget()
    user = User.objects.get(pk=person.pk)
    assert not Membership.objects.filter(user=user).exists()
    assert not PlatformRole.objects.filter(user=user).exists()
    assert not user.groups.exists()
    assert (user.is_active, user.has_usable_password()) == (False, False)
    for model in (Authenticator, EmailAddress, UserProfile):
        assert not model.objects.filter(user=user).exists()
    assert not Session.objects.exists()
    assert client.get("/account/").status_code == 302


def test_a_dry_run_says_the_same_and_changes_nothing(person, vision, mailoutbox):
    before = everything_in_the_database()
    said = forget("--dry-run")
    assert "Rol bij een gemeente of regio" in said
    assert "Zonder dit account heeft deze pagina geen eigenaar: ‘Onze visie’." in said
    assert "Er is niets veranderd (--dry-run)." in said
    assert everything_in_the_database() == before
    assert mailoutbox == []


def test_the_last_beheerder_is_named_and_one_of_two_is_not(person, lindehoven):
    warning = "Let op: zonder dit account heeft Lindehoven geen beheerder"
    assert warning in forget("--dry-run")
    make_member(lindehoven, "beheerder", "tweede@example.nl")
    assert warning not in forget("--dry-run")


def test_the_last_account_with_all_rights_is_named():
    make_user(ADDRESS, is_superuser=True)
    assert "niemand alle rechten" in forget("--dry-run")
    make_user("ander@example.nl", is_superuser=True)
    assert "niemand alle rechten" not in forget("--dry-run")


def test_curators_hear_which_pages_lost_their_owner(person, vision, mailoutbox):
    make_platform_member("curator")
    forget()
    [mail] = mailoutbox
    assert (mail.to, "- Onze visie" in mail.body) == (["curator@example.nl"], True)
    assert NAME not in mail.body


def test_somebody_with_the_same_name_keeps_it(person):
    other = make_user("ander@example.nl", first_name="Eerste", last_name="Persoon")
    entry = ModelLogEntry.objects.log_action(other, "wagtail.edit")
    forget()
    entry.refresh_from_db()
    assert (entry.label, User.objects.get(pk=other.pk).get_full_name()) == (NAME, NAME)


def test_an_earlier_name_in_the_log_is_forgotten_too(person):
    entry = ModelLogEntry.objects.log_action(person, "wagtail.edit", title="Meisjes Naam")
    role = ModelLogEntry.objects.log_action(
        person.memberships.get(), "wagtail.create", title="Meisjes Naam: Beheerder van Lindehoven"
    )
    forget()
    for each in (entry, role):
        each.refresh_from_db()
        assert "Meisjes" not in each.label
    assert role.label.endswith(": Beheerder van Lindehoven")


def test_nobody_is_forgotten_twice(person):
    forget()
    with pytest.raises(CommandError, match="al vergeten"):
        forget(address=User.objects.get(pk=person.pk).email)


def test_an_account_that_is_deleted_locks_every_page_of_its_roles_before_the_first_ends(person):
    """The root first, as whoever applies all rights: in another order two processes wait for each other."""
    with CaptureQueriesContext(connection) as caught:
        person.delete()
    sent = [query["sql"] for query in caught]
    first_end = next(
        place for place, sql in enumerate(sent) if re.match(r'DELETE FROM "municipalities_', sql)
    )
    locks = [sql for sql in sent[:first_end] if 'ORDER BY "wagtailcore_page"."depth" ASC' in sql]
    assert len(locks) == 1
    if connection.features.has_select_for_update:
        assert locks[0].endswith("FOR UPDATE")
