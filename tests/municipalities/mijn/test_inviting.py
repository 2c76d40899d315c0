"""A colleague is invited, opens the link, logs in with a code and is then something for the participant."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from municipalities.models import Invitation, Membership, ParticipantPage, User
from municipalities.models.invitations import forget_old_invitations
from tests.factories import make_member, make_participant, make_platform_member, make_user
from tests.municipalities.mijn.conftest import client_of, code_in, invite, link_in, same_page

pytestmark = pytest.mark.django_db

NEW = "nieuw@example.nl"
GONE = "Deze link werkt niet meer"


@pytest.fixture
def link(beheerder, lindehoven, mailoutbox) -> str:
    invite(client_of(beheerder), lindehoven)
    return link_in(mailoutbox.pop())


def log_in_by(link: str, mailoutbox) -> Client:
    """Somebody who opens the link, asks for the code and fills it in."""
    client = Client()
    answer = client.post(link)
    client.post(answer.url, {"code": code_in(mailoutbox[-1])})
    return client


def roles() -> dict[str, str]:
    return {one.user.email: one.role for one in Membership.objects.holding_now().select_related("user")}


def test_the_mail_says_who_invites_for_what_until_when_and_that_nothing_has_to_be_done(
    beheerder, lindehoven, mailoutbox
):
    invite(client_of(beheerder), lindehoven)
    mail = mailoutbox[0]
    until = timezone.localtime(Invitation.objects.get().expires_at)
    assert mail.to == [NEW]
    assert "bea@example.nl nodigt u uit" in mail.body
    assert "als redacteur bij Lindehoven" in mail.body
    assert f"tot en met {until.day} " in mail.body
    assert "Verwachtte u dit niet? Dan hoeft u niets te doen." in mail.body


@pytest.mark.parametrize("has_account", [True, False])
def test_somebody_comes_in_by_the_link_and_a_code(link, mailoutbox, has_account, caplog):
    if has_account:
        make_user(NEW)
    client = log_in_by(link, mailoutbox)
    assert NEW not in roles()
    answer = client.post(link, follow=True)
    assert "U bent nu redacteur bij Lindehoven." in answer.content.decode()
    assert roles()[NEW] == "redacteur"
    assert User.objects.get(email=NEW).has_usable_password() == has_account
    assert "invitation_accepted" in caplog.text
    assert NEW not in caplog.text


@pytest.mark.parametrize("road", ["people", "invite", "send_again", "accept"])
def test_nobody_is_invited_to_a_participant_that_has_ended(link, lindehoven, mailoutbox, road):
    invited = log_in_by(link, mailoutbox)
    mailoutbox.clear()
    heir = make_participant("Waterdrecht")
    ParticipantPage.objects.filter(pk=lindehoven.pk).update(ends_on=timezone.localdate(), successor=heir)
    waiting = Invitation.objects.get()
    again = reverse("mijn_send_again", args=[lindehoven.pk, waiting.pk])
    curator = make_platform_member("curator")
    Invitation.objects.update(invited_by=curator)
    client = client_of(curator)
    answer = {
        "people": lambda: client.get(reverse("mijn_people", args=[lindehoven.pk]), follow=True),
        "invite": lambda: client.get(invite(client, lindehoven, "ander@example.nl").url),
        "send_again": lambda: client.post(again, follow=True),
        "accept": lambda: invited.post(link, follow=True),
    }[road]()
    sentence = GONE if road == "accept" else "Lindehoven is opgeheven. Geef de rol bij Waterdrecht."
    assert sentence in answer.content.decode()
    assert NEW not in roles()
    assert (mailoutbox, list(Invitation.objects.values_list("token_hash"))) == ([], [(waiting.token_hash,)])


def test_filling_in_the_code_leads_back_to_the_invitation(link, mailoutbox):
    client = Client()
    answer = client.post(link)
    assert client.post(answer.url, {"code": code_in(mailoutbox[-1])}).url == link


def test_nobody_learns_whether_an_address_has_an_account(beheerder, lindehoven, mailoutbox):
    known, unknown = "bekend@example.nl", "onbekend@example.nl"
    make_user(known)
    seen = []
    for address in (known, unknown):
        inviter, visitor = client_of(beheerder), Client()
        answers = [inviter.get(invite(inviter, lindehoven, address).url)]
        link = link_in(mailoutbox[-1])
        answers += [visitor.get(link), visitor.post(link)]
        answers.append(visitor.get(answers[-1].url))
        seen.append(
            [(answer.status_code, same_page(answer, address, link.split("/")[2])) for answer in answers]
        )
        Invitation.objects.all().delete()
    assert seen[0] == seen[1]
    assert [mail.to for mail in mailoutbox] == [[known]] * 2 + [[unknown]] * 2
    assert mailoutbox[1].subject == mailoutbox[3].subject


def test_opening_a_link_changes_nothing(link):
    before = list(Invitation.objects.values()), User.objects.count()
    for _ in range(3):
        assert "Mail mij een code" in Client().get(link).content.decode()
    assert (list(Invitation.objects.values()), User.objects.count()) == before


def use(link, mailoutbox):
    log_in_by(link, mailoutbox).post(link)


def withdraw(link, mailoutbox):
    invitation = Invitation.objects.get()
    address = reverse("mijn_withdraw", args=[invitation.participant_id, invitation.pk])
    client_of(invitation.invited_by).post(address)


def wait_two_weeks(link, mailoutbox):
    Invitation.objects.update(expires_at=timezone.now())


def send_again(link, mailoutbox):
    invitation = Invitation.objects.get()
    address = reverse("mijn_send_again", args=[invitation.participant_id, invitation.pk])
    client_of(invitation.invited_by).post(address)


def invite_the_same_address(link, mailoutbox):
    invitation = Invitation.objects.get()
    invite(client_of(invitation.invited_by), invitation.participant, role="lezer")


def end_the_inviter(link, mailoutbox):
    Membership.objects.filter(role="beheerder").update(ends_at=timezone.now())


def lower_the_inviter(link, mailoutbox):
    Membership.objects.filter(role="beheerder").update(role="redacteur")


def close_the_account_of_the_inviter(link, mailoutbox):
    User.objects.filter(email="bea@example.nl").update(is_active=False)


@pytest.mark.parametrize(
    "happens",
    [
        use,
        withdraw,
        wait_two_weeks,
        send_again,
        invite_the_same_address,
        end_the_inviter,
        lower_the_inviter,
        close_the_account_of_the_inviter,
    ],
)
def test_a_link_that_works_no_more_is_as_one_that_never_was(link, mailoutbox, happens, caplog):
    make_member(make_participant("Waterdrecht"), "lezer", "nieuw2@example.nl")
    happens(link, mailoutbox)
    before = roles()
    never = Client().get("/uitnodiging/bestaat-niet/")
    for client in (Client(), client_of(User.objects.get_or_create(email=NEW)[0])):
        expected = client.get("/uitnodiging/bestaat-niet/")
        for answer in (client.get(link), client.post(link)):
            assert answer.status_code == 404
            assert answer.content == expected.content
    assert GONE in never.content.decode()
    assert roles() == before
    assert "Refused" in caplog.text


@pytest.mark.parametrize("has_role", [True, False])
def test_another_address_is_granted_nothing(link, lindehoven, has_role, caplog):
    other = (
        make_member(lindehoven, "lezer", "ander@example.nl") if has_role else make_user("ander@example.nl")
    )
    before = roles()
    for answer in (client_of(other).get(link), client_of(other).post(link)):
        assert answer.status_code == 403
        assert "Deze uitnodiging is voor een ander e-mailadres" in answer.content.decode()
        assert NEW not in answer.content.decode()
    assert roles() == before
    assert f"Refused to user {other.pk}" in caplog.text
    assert Invitation.objects.open_now().exists()


def test_an_address_that_somebody_only_asked_for_is_not_his(link, mailoutbox):
    other = make_user("ander@example.nl")
    other.emailaddress_set.create(email=NEW, verified=False, primary=False)
    assert client_of(other).post(link).status_code == 403
    assert NEW not in roles()


def test_a_second_click_at_the_same_moment_grants_nothing_more(link, mailoutbox):
    client = log_in_by(link, mailoutbox)
    client.post(link)
    Membership.objects.filter(user__email=NEW).update(role="lezer")
    assert client.post(link).status_code == 404
    assert roles()[NEW] == "lezer"


@pytest.mark.parametrize("held", ["lezer", "beheerder", "adviesraadslid"])
def test_an_invitation_changes_no_role_that_somebody_got_meanwhile(link, lindehoven, mailoutbox, held):
    make_member(lindehoven, held, NEW)
    answer = log_in_by(link, mailoutbox).post(link, follow=True)
    assert f"U was al {held} bij Lindehoven" in answer.content.decode()
    assert roles()[NEW] == held


def test_a_role_that_ended_is_given_again(link, lindehoven, mailoutbox):
    former = make_member(lindehoven, "beheerder", NEW)
    former.memberships.update(ends_at=timezone.now() - timedelta(days=1))
    log_in_by(link, mailoutbox).post(link)
    assert roles()[NEW] == "redacteur"
    assert former.memberships.get().ends_at is None


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"email": ""}, "Dit is een verplicht veld."),
        ({"email": "geen adres"}, "Voer een geldig e-mailadres in."),
        ({"role": ""}, "Dit is een verplicht veld."),
        ({"role": "curator"}, "Selecteer een geldige keuze"),
        ({"email": "BEA@example.nl"}, "U kunt uzelf geen rol geven."),
        ({"email": "Lid@Example.NL"}, "Deze collega is al lezer bij Lindehoven."),
    ],
)
def test_what_is_not_right_is_said_and_mails_nobody(
    beheerder, lindehoven, mailoutbox, form, sentence, caplog
):
    make_member(lindehoven, "lezer", "lid@example.nl")
    client = client_of(beheerder)
    answer = client.post(
        reverse("mijn_invite", args=[lindehoven.pk]), {"email": NEW, "role": "redacteur", **form}
    )
    assert sentence in answer.content.decode()
    assert not Invitation.objects.exists()
    assert mailoutbox == []
    assert ("Refused" in caplog.text) == (form == {"role": "curator"})


def test_a_curator_who_invites_cannot_accept_by_another_address_of_his_own(lindehoven, mailoutbox):
    curator = make_platform_member("curator")
    invite(client_of(curator), lindehoven)
    curator.email = NEW
    curator.save()
    assert client_of(curator).post(link_in(mailoutbox[0])).status_code == 403
    assert NEW not in roles()


class Down(EmailBackend):
    def send_messages(self, messages):
        raise SMTPServerDisconnected("nobody there")


def test_without_a_mail_server_the_invitation_is_kept_and_can_be_sent_again(
    beheerder, lindehoven, mailoutbox, settings, caplog
):
    client, working = client_of(beheerder), settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.Down"
    page = client.get(invite(client, lindehoven).url).content.decode()
    assert "kon niet worden verstuurd" in page
    assert "could not be sent" in caplog.text
    settings.EMAIL_BACKEND = working
    kept = Invitation.objects.get()
    answer = client.post(reverse("mijn_send_again", args=[lindehoven.pk, kept.pk]), follow=True)
    assert "De uitnodiging is gemaild naar nieuw@example.nl." in answer.content.decode()
    use(link_in(mailoutbox.pop()), mailoutbox)
    assert roles()[NEW] == "redacteur"


def test_thirty_invitations_within_an_hour_are_enough(beheerder, lindehoven, mailoutbox):
    client = client_of(beheerder)
    for number in range(30):
        invite(client, lindehoven, f"nieuw{number}@example.nl")
    assert "Wacht een uur" in invite(client, lindehoven).content.decode()
    assert (Invitation.objects.count(), len(mailoutbox)) == (30, 30)


def test_the_database_does_not_hold_the_link(link):
    token = link.split("/")[2]
    assert all(token not in str(value) for row in Invitation.objects.values() for value in row.values())


def test_the_history_of_the_participant_tells_in_dutch_what_happened(link, lindehoven, mailoutbox):
    use(link, mailoutbox)
    entries = PageLogEntry.objects.filter(page=lindehoven.pk, action__startswith="municipalities.")
    assert [entry.message for entry in entries.order_by("timestamp")] == [
        "Nodigde iemand uit als redacteur",
        "Nam de uitnodiging als redacteur aan",
    ]
    assert not entries.filter(data__icontains=NEW).exists()


def test_an_address_that_never_came_is_forgotten_a_month_after_the_link_ended(link):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=29))
    forget_old_invitations()
    assert Invitation.objects.exists()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=31))
    forget_old_invitations()
    assert not Invitation.objects.exists()


def test_the_second_step_that_a_role_asks_for_still_comes_first(link, mailoutbox, settings):
    settings.MFA_REQUIRED_FOR = ["redacteur"]
    client = log_in_by(link, mailoutbox)
    assert client.post(link).url == "/mijn/"
    assert client.get("/mijn/").url == "/account/tweede-stap/"


NAMES = [
    # what somebody fills in, what the people of the participant then read of him
    ({"first_name": " Redacteur ", "last_name": "'t Ganzenhuis"}, "Redacteur &#x27;t Ganzenhuis"),
    ({"first_name": "Zoë"}, "Zoë"),
    ({}, NEW),
]


@pytest.mark.parametrize(("names", "shown"), NAMES)
def test_who_accepts_says_what_he_is_called_and_else_his_address_stands_in_the_list(
    link, beheerder, lindehoven, mailoutbox, names, shown
):
    invited = log_in_by(link, mailoutbox)
    assert 'name="first_name"' in invited.get(link).content.decode()
    invited.post(link, names)
    people = client_of(beheerder).get(reverse("mijn_people", args=[lindehoven.pk])).content.decode()
    assert f"<strong>{shown}</strong>" in people
    assert roles()[NEW] == "redacteur"


@pytest.mark.parametrize(
    "name",
    ["kijk op https://elders.example", "Jan\nKlik hier", "<b>Jan</b>", "J" * 61, "baas@elders.example"],
)
def test_a_name_is_no_place_for_a_message(link, mailoutbox, name):
    invited = log_in_by(link, mailoutbox)
    answer = invited.post(link, {"first_name": name})
    assert 'class="kb-form__error"' in answer.content.decode()
    assert NEW not in roles()
    assert User.objects.get(email=NEW).get_full_name() == ""


def test_who_has_a_name_already_keeps_it(link, mailoutbox):
    make_user(NEW, first_name="Bekende", last_name="Collega")
    invited = log_in_by(link, mailoutbox)
    assert 'name="first_name"' not in invited.get(link).content.decode()
    invited.post(link, {"first_name": "Ander"})
    assert str(User.objects.get(email=NEW)) == "Bekende Collega"
    assert roles()[NEW] == "redacteur"
