"""Mail that comes back: real reports (RFC 3464) through the command that a mail server calls, and odd input."""

import io
from datetime import timedelta
from textwrap import dedent

import pytest
from django.core.management import call_command
from django.utils import timezone
from hypothesis import given, strategies
from hypothesis import settings as hypothesis_settings

from municipalities.models import MailboxProblem, ParticipantPage, Question
from municipalities.questions.bounces import read_bounce
from tests.factories import make_participant, make_platform_member

pytestmark = pytest.mark.django_db

TOKEN = "0123456789abcdef"
ENVELOPE = f"terug+{TOKEN}@kennisbank.example"

# As Postfix 3.7 writes it; only names and addresses were changed.
POSTFIX = f"""\
    Return-Path: <>
    Received: by mail.goirle.example (Postfix) id 4XyZ; Sun, 22 Nov 2026 19:00:02 +0100 (CET)
    Date: Sun, 22 Nov 2026 19:00:02 +0100 (CET)
    From: MAILER-DAEMON@mail.goirle.example (Mail Delivery System)
    Subject: Undelivered Mail Returned to Sender
    To: {ENVELOPE}
    Auto-Submitted: auto-replied
    MIME-Version: 1.0
    Content-Type: multipart/report; report-type=delivery-status;
    \tboundary="4XyZ.1/mail.goirle.example"
    Message-Id: <20261122180002.4XyZ@mail.goirle.example>

    This is a MIME-encapsulated message.

    --4XyZ.1/mail.goirle.example
    Content-Description: Notification
    Content-Type: text/plain; charset=us-ascii

    <oco@goirle.example>: host mx.goirle.example[192.0.2.1] said: 550 5.1.1
        User unknown (in reply to RCPT TO command)

    --4XyZ.1/mail.goirle.example
    Content-Description: Delivery report
    Content-Type: message/delivery-status

    Reporting-MTA: dns; mail.goirle.example
    X-Postfix-Queue-ID: 4XyZ
    X-Postfix-Sender: rfc822; {ENVELOPE}
    Arrival-Date: Sun, 22 Nov 2026 19:00:01 +0100 (CET)

    Final-Recipient: rfc822; oco@goirle.example
    Original-Recipient: rfc822;oco@goirle.example
    Action: failed
    Status: 5.1.1
    Remote-MTA: dns; mx.goirle.example
    Diagnostic-Code: smtp; 550 5.1.1 User unknown

    --4XyZ.1/mail.goirle.example
    Content-Description: Undelivered Message
    Content-Type: message/rfc822

    From: kennisbank@kennisbank.example
    To: oco@goirle.example
    Reply-To: Team Wmo <vraag@vught.example>
    Subject: Vraag aan Goirle via Kennisbank Koplopers
    MIME-Version: 1.0
    Content-Type: text/plain; charset="utf-8"
    Content-Transfer-Encoding: 8bit

    Hoe vond u vrijwilligers?

    --4XyZ.1/mail.goirle.example--
    """
REPORT = dedent(POSTFIX)
# Exim gives no diagnosis and no MIME type for the original but its headers.
HEADERS_ONLY = REPORT.replace("Diagnostic-Code: smtp; 550 5.1.1 User unknown\n", "").replace(
    "Content-Type: message/rfc822", "Content-Type: text/rfc822-headers"
)


def command(raw: str | bytes, monkeypatch, *arguments: str) -> str:
    """What the command prints for a mail on its standard input."""
    content = raw if isinstance(raw, bytes) else raw.encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    out = io.StringIO()
    call_command("bounced", *arguments, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def question() -> Question:
    goirle = make_participant("Goirle", contact_mailbox="oco@goirle.example")
    now = timezone.now()
    return Question.objects.create(
        participant=goirle,
        token=TOKEN,
        asked_at=now,
        taken_at=now,
        status=Question.Status.SENT,
        mailbox="oco@goirle.example",
    )


@pytest.fixture
def curator():
    return make_platform_member("curator")


def test_the_curators_hear_why_and_can_answer_who_asked(question, curator, mailoutbox, monkeypatch):
    assert command(REPORT, monkeypatch) == "De curatoren weten het.\n"
    [mail] = mailoutbox
    assert (mail.bcc, mail.reply_to) == ([curator.email], ["vraag@vught.example"])
    assert mail.subject == "De mailbox van Goirle werkt niet"
    assert "smtp; 550 5.1.1 User unknown" in mail.body
    assert "Hoe vond u vrijwilligers?" in mail.body
    problem = MailboxProblem.objects.get()
    assert (problem.mailbox, problem.reason) == ("oco@goirle.example", "smtp; 550 5.1.1 User unknown")
    assert Question.objects.get().status == Question.Status.CAME_BACK


def test_a_mailbox_that_was_given_since_is_not_flagged(question, curator, mailoutbox, monkeypatch):
    ParticipantPage.objects.update(contact_mailbox="nieuw@goirle.example")
    assert command(REPORT, monkeypatch) == "De curatoren weten het.\n"
    assert not MailboxProblem.objects.exists()
    assert mailoutbox[0].subject == "Een vraag aan Goirle kwam terug"
    assert "Intussen staat er een andere mailbox bij Goirle." in mailoutbox[0].body
    assert "Hoe vond u vrijwilligers?" in mailoutbox[0].body


def test_the_same_report_twice_is_told_once(question, curator, mailoutbox, monkeypatch):
    command(REPORT, monkeypatch)
    assert "overgeslagen" in command(REPORT, monkeypatch)
    assert len(mailoutbox) == 1


def test_a_report_with_headers_only_names_the_status_and_says_that_the_asker_is_unknown(
    question, curator, mailoutbox, monkeypatch
):
    command(HEADERS_ONLY, monkeypatch)
    assert MailboxProblem.objects.get().reason == "5.1.1"
    assert mailoutbox[0].reply_to == []
    assert "Van wie de vraag was, staat niet in de mail die terugkwam." in mailoutbox[0].body


@pytest.mark.parametrize("header", ["Delivered-To", "X-Original-To", "Envelope-To"])
def test_the_question_is_known_by_the_address_wherever_the_server_writes_it(
    question, curator, monkeypatch, header
):
    without = REPORT.replace(f"To: {ENVELOPE}", "To: terug@kennisbank.example")
    assert "overgeslagen" in command(without, monkeypatch)
    assert command(f"{header}: {ENVELOPE}\n{without}", monkeypatch) == "De curatoren weten het.\n"


def test_the_question_is_known_by_the_address_that_the_server_passes_on(question, curator, monkeypatch):
    without = REPORT.replace(f"To: {ENVELOPE}", "To: terug@kennisbank.example")
    assert command(without, monkeypatch, ENVELOPE) == "De curatoren weten het.\n"


OTHER = {
    "nothing": b"",
    "no mail": b"\x00\xff\xfe" * 100,
    "an ordinary mail": f"To: {ENVELOPE}\nSubject: Hoi\n\nAction: failed\nStatus: 5.1.1\n".encode(),
    "somebody is on holiday": f"To: {ENVELOPE}\nAuto-Submitted: auto-replied\n\nIk ben er niet.\n".encode(),
    "tried again later": REPORT.replace("Action: failed", "Action: delayed").encode(),
    "delivered": REPORT.replace("Action: failed", "Action: delivered").encode(),
    "another token": REPORT.replace(TOKEN, "f" * 16).encode(),
    "no token": REPORT.replace(f"+{TOKEN}", "").encode(),
    "half a mail": REPORT.partition("Action:")[0].encode(),
    "no end to the parts": REPORT.replace("--4XyZ.1/mail.goirle.example", "").encode(),
    "a report in a foreign alphabet": REPORT.replace("us-ascii", "klingon")
    .replace("Action: failed", "Action: =?klingon?q?=FF?=")
    .encode(),
}


@pytest.mark.parametrize("name", OTHER)
def test_other_mail_changes_nothing_and_makes_the_server_send_no_other(
    question, curator, mailoutbox, monkeypatch, name
):
    assert "overgeslagen" in command(OTHER[name], monkeypatch)
    assert (mailoutbox, MailboxProblem.objects.count()) == ([], 0)
    assert Question.objects.get().status == Question.Status.SENT


@pytest.mark.parametrize("status", ["wacht", "curatoren"])
def test_what_never_went_to_the_mailbox_cannot_come_back(question, curator, monkeypatch, status):
    Question.objects.update(status=status)
    assert "overgeslagen" in command(REPORT, monkeypatch)
    assert not MailboxProblem.objects.exists()


def test_a_question_of_long_ago_is_forgotten(question, curator, monkeypatch):
    from municipalities.questions.sending import forget_old

    Question.objects.update(asked_at=timezone.now() - timedelta(days=31))
    forget_old()
    assert "overgeslagen" in command(REPORT, monkeypatch)


def test_with_the_mail_server_away_the_report_is_to_be_offered_again(
    question, curator, no_mail_server, settings, mailoutbox, monkeypatch
):
    with pytest.raises(SystemExit) as stop:
        command(REPORT, monkeypatch)
    assert (stop.value.code, MailboxProblem.objects.count()) == (75, 0)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert command(REPORT, monkeypatch) == "De curatoren weten het.\n"
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    "reply_to", ["x", "a@b.example, c@d.example\n Bcc: e@f.example", "=?klingon?q?=FF?="]
)
def test_a_forged_address_in_the_report_is_nobodys(question, curator, mailoutbox, monkeypatch, reply_to):
    command(REPORT.replace("Team Wmo <vraag@vught.example>", reply_to), monkeypatch)
    assert [mail.bcc for mail in mailoutbox] == [[curator.email]]
    assert mailoutbox[0].message()["Bcc"] is None
    assert len(mailoutbox[0].reply_to) <= 1


@hypothesis_settings(max_examples=150, deadline=None)
@given(
    strategies.integers(0, len(REPORT) - 1),
    strategies.integers(0, 200),
    strategies.binary(max_size=40),
)
def test_whatever_is_broken_in_a_report_reading_it_never_fails(start, length, instead):
    raw = REPORT.encode()
    read_bounce(raw[:start] + instead + raw[start + length :])
