"""*Stel een vraag aan deze gemeente*: who may ask, what arrives where, and what keeps programs and floods out."""

from datetime import timedelta
from email import message_from_string, policy

import pytest
from django.core.signing import TimestampSigner
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kennisbank.models import SearchDocument
from kennisbank.placing import change_audience
from municipalities.models import MailboxProblem, ParticipantPage, Question
from municipalities.questions import asking, form
from municipalities.questions.sending import ask_for_waiting, forget_old, send_waiting
from tests.factories import make_member, make_participant, make_platform_member

pytestmark = pytest.mark.django_db

MAILBOX = "oco@goirle.example"
ASKER = "vraag@vught.example"
QUESTION = "Hoe vond u vrijwilligers?"


@pytest.fixture
def goirle() -> ParticipantPage:
    return make_participant("Goirle", contact_mailbox=MAILBOX)


@pytest.fixture
def curator():
    return make_platform_member("curator")


def address(participant: ParticipantPage) -> str:
    return reverse("ask_question", args=[participant.key])


def ticket(age: timedelta = timedelta(minutes=1)) -> str:
    signer = TimestampSigner(salt=form._SALT)
    moment = timezone.now() - age
    signer.timestamp = lambda: _base62(int(moment.timestamp()))  # type: ignore[method-assign]  # An earlier clock.
    return signer.sign("abcdefgh")


def _base62(number: int) -> str:
    from django.core.signing import b62_encode

    return b62_encode(number)


def ask(client: Client, participant: ParticipantPage, **changes: str):
    asked = {"text": QUESTION, "name": "Team Wmo Vught", "address": ASKER, "website": "", "ticket": ticket()}
    return client.post(address(participant), asked | changes)


def test_a_question_reaches_the_mailbox_and_the_answer_goes_to_who_asked(client, goirle, mailoutbox):
    answer = ask(client, goirle)
    assert answer.url == reverse("question_sent", args=[goirle.key])
    assert "Uw vraag is verstuurd" in client.get(answer.url).content.decode()
    [mail] = mailoutbox
    assert (mail.to, mail.bcc) == ([MAILBOX], [])
    assert mail.subject == "Vraag aan Goirle via Kennisbank Koplopers"
    assert mail.reply_to == [f"Team Wmo Vught <{ASKER}>"]
    assert QUESTION in mail.body
    assert goirle.url in mail.body


def test_after_sending_nothing_is_kept_by_which_one_knows_who_asked_what(client, goirle):
    ask(client, goirle)
    stored = " ".join(str(value) for value in Question.objects.values().get().values())
    assert [word for word in (QUESTION, ASKER, "Vught", "127.0.0.1") if word in stored] == []
    assert Question.objects.get().status == "verstuurd"


def test_the_mailbox_stands_nowhere(client, goirle, curator):
    for participant in (goirle, make_participant("Waterdrecht")):
        for where in (participant.url, address(participant)):
            assert MAILBOX not in client.get(where).content.decode()
    answers = [
        ask(client, goirle),
        ask(client, goirle, text=""),
        client.get(f"/vraag/{goirle.key}/verstuurd/"),
    ]
    assert [answer for answer in answers if MAILBOX in answer.content.decode() + str(answer.headers)] == []
    assert MAILBOX not in str(SearchDocument.objects.get(page_id=goirle.pk).__dict__)


def test_reading_sets_no_cookie_and_only_the_form_does_and_is_never_cached(client, goirle):
    page = client.get(goirle.url)
    assert address(goirle) in page.content.decode()
    assert "Stel een vraag aan deze gemeente" in page.content.decode()
    assert not page.cookies
    opened = client.get(address(goirle))
    assert set(opened.cookies) == {"csrftoken"}
    assert "no-store" in opened.headers["Cache-Control"]
    assert 'content="noindex"' in opened.content.decode()


def test_a_form_without_the_cookie_is_refused(goirle, mailoutbox):
    strict = Client(enforce_csrf_checks=True)
    assert ask(strict, goirle).status_code == 403
    assert mailoutbox == []


def test_a_region_is_called_a_region(client):
    region = make_participant("Hart van Brabant", is_region=True)
    assert "Stel een vraag aan deze regio" in client.get(region.url).content.decode()


@pytest.mark.parametrize(
    ("audience", "who", "status"),
    [
        ("openbaar", None, 200),
        ("netwerk", None, 404),
        ("netwerk", "lezer elsewhere", 200),
        ("deelnemer", "lezer elsewhere", 404),
        ("deelnemer", "lezer", 200),
    ],
)
def test_who_may_read_the_page_of_a_participant_may_ask_it_something(client, goirle, audience, who, status):
    change_audience(goirle, audience, None)
    if who:
        role, _space, elsewhere = who.partition(" ")
        client.force_login(make_member(make_participant("Vught") if elsewhere else goirle, role))
    answer = client.get(address(goirle))
    assert (answer.status_code, ask(client, goirle).status_code) == (status, 302 if status == 200 else 404)
    if status == 404:
        assert answer.content == client.get("/vraag/bestaatniet/").content


@pytest.mark.parametrize("what", ["draft", "fictitious", "generated", "ended"])
def test_where_nobody_can_answer_there_is_no_form(client, what):
    fields = {"fictitious": {"is_fictitious": True}, "generated": {"key": "0abcdefg"}}.get(what, {})
    participant = make_participant("Lindehoven", live=what != "draft", **fields)
    if what == "ended":
        values = {"ends_on": timezone.localdate(), "contact_mailbox": MAILBOX}
        ParticipantPage.objects.filter(pk=participant.pk).update(**values)
    assert client.get(address(participant)).status_code == 404
    assert ask(client, participant).status_code == 404
    assert "Stel een vraag" not in client.get(participant.url).content.decode()


def test_a_made_up_municipality_with_a_mailbox_takes_questions(client, mailoutbox):
    ask(client, make_participant("Lindehoven", is_fictitious=True, contact_mailbox="oco@lindehoven.example"))
    assert mailoutbox[0].to == ["oco@lindehoven.example"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": ""}, "Schrijf uw vraag op."),
        ({"text": "  \r\n "}, "Schrijf uw vraag op."),
        ({"text": "a" * 10_001}, "Maak uw vraag korter: 10000 tekens is het meeste, u hebt er 10001."),
        ({"text": "a\0b"}, "Null-tekens zijn niet toegestaan."),
        ({"address": ""}, "Vul uw e-mailadres in, anders kan niemand u antwoorden."),
        ({"address": "vught"}, "Vul een e-mailadres in zoals naam@voorbeeld.nl."),
        ({"address": "jań@vught.example"}, "Vul een e-mailadres in"),
        ({"address": "\u212aees@vught.example"}, "alleen gewone letters, cijfers en leestekens."),
        ({"address": "a@vught.example\nBcc: b@vught.example"}, "Vul een e-mailadres in zoals"),
        ({"address": "a@vught.example, b@vught.example"}, "Vul een e-mailadres in zoals"),
        ({"name": "a" * 101}, "Maak dit korter: 100 tekens is het meeste."),
        ({"website": "https://koop.example/"}, "Een programma vult het in, een mens ziet het niet."),
        ({"ticket": ""}, "Er ging iets mis bij het versturen. Verstuur uw vraag nog een keer."),
        ({"ticket": "abc:def:ghi"}, "Er ging iets mis bij het versturen."),
        ({"ticket": ticket(timedelta(seconds=0))}, "Uw vraag is nog niet verstuurd. Wacht een paar tellen"),
        ({"ticket": ticket(timedelta(days=1))}, "Deze pagina stond te lang open."),
        ({"ticket": "", "text": ""}, "Schrijf uw vraag op."),
    ],
)
def test_what_cannot_be_sent_is_said_in_one_sentence_and_nothing_typed_is_lost(
    client, goirle, mailoutbox, changes, sentence
):
    if changes.get("ticket") and sentence.startswith("Uw vraag is nog niet"):
        changes = {"ticket": ticket(timedelta(seconds=0))}
    answer = ask(client, goirle, **changes)
    body = answer.content.decode()
    assert body.count('class="kb-form__error"') == 1
    assert sentence in body
    kept = {"text": QUESTION, "name": "Team Wmo Vught", "address": ASKER} | changes
    assert all(answer.context["form"][name].value() == kept[name] for name in ("text", "name", "address"))
    assert (mailoutbox, Question.objects.count()) == ([], 0)
    again = answer.context["form"]["ticket"].value()
    assert again not in {"", changes.get("ticket")}


def test_an_answer_goes_to_an_address_with_a_foreign_letter_in_its_domain(client, goirle, smtp):
    server = smtp()
    assert ask(client, goirle, address="jan@café.nl").url.endswith("/verstuurd/")
    [(_sender, _recipients, raw)] = server.mails
    assert "<jan@xn--caf-dma.nl>" in message_from_string(raw)["Reply-To"]


def test_a_question_that_cannot_be_sent_keeps_none_of_the_others_back(
    client, goirle, no_mail_server, settings, mailoutbox, caplog
):
    for number in range(2):
        ask(client, goirle, address=f"{number}@vught.example")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    broken = Question.objects.order_by("taken_at").first()
    Question.objects.filter(pk=broken.pk).update(address="jan@café.nl")
    Question.objects.update(taken_at=timezone.now() - timedelta(minutes=6))
    assert send_waiting() == 1
    assert f"Question {broken.pk} could not be sent" in caplog.text
    assert Question.objects.get(status="wacht").pk == broken.pk


def test_ten_thousand_signs_are_counted_as_a_browser_does(client, goirle, mailoutbox):
    ask(client, goirle, text="a\r\n" * 4_999 + "bc")
    assert len(mailoutbox) == 1


def test_no_line_of_a_visitor_becomes_a_header(client, goirle, smtp):
    server = smtp()
    ask(client, goirle, name="Els\r\nBcc: ander@vught.example", text="Bcc: ander@vught.example\r\n.\r\nQUIT")
    [(_sender, recipients, raw)] = server.mails
    mail = message_from_string(raw, policy=policy.default)
    assert (recipients, mail["To"], mail["Bcc"]) == ([MAILBOX], MAILBOX, None)
    assert mail["Reply-To"].addresses[0].addr_spec == ASKER


def test_the_envelope_tells_which_question_comes_back_and_the_sender_stays_the_site(
    client, goirle, smtp, settings
):
    settings.EMAIL_BOUNCES = "terug@kennisbank.example"
    server = smtp()
    ask(client, goirle)
    [(sender, _recipients, raw)] = server.mails
    assert sender == f"terug+{Question.objects.get().token}@kennisbank.example"
    assert message_from_string(raw)["From"] == settings.DEFAULT_FROM_EMAIL


@pytest.mark.parametrize(
    ("limit", "sentence"),
    [
        ("OF_AN_ADDRESS", "U stelde vandaag al 2 vragen."),
        ("OF_A_NETWORK", "Vanaf uw netwerk kwamen vandaag al 2 vragen."),
        ("TO_A_PARTICIPANT", "Hier kwamen vandaag al 2 vragen binnen."),
    ],
)
def test_more_than_so_many_a_day_wait_and_nothing_typed_is_lost(
    client, goirle, mailoutbox, monkeypatch, limit, sentence
):
    monkeypatch.setattr(asking, limit, 2)
    vught = make_participant("Vught", contact_mailbox="oco@vught.example")
    for _ in range(2):
        assert ask(client, goirle).status_code == 302
    answer = ask(client, goirle, address=ASKER.upper())
    assert answer.status_code == 429
    assert sentence in answer.content.decode()
    assert answer.context["form"]["text"].value() == QUESTION
    other = {
        "OF_AN_ADDRESS": lambda: ask(client, goirle, address="ander@vught.example"),
        "OF_A_NETWORK": lambda: ask(Client(REMOTE_ADDR="192.0.2.7"), goirle),
        "TO_A_PARTICIPANT": lambda: ask(client, vught),
    }[limit]()
    assert other.status_code == 302
    Question.objects.update(asked_at=timezone.now() - timedelta(hours=25))
    assert ask(client, goirle).status_code == 302
    assert len(mailoutbox) == 4


def test_a_visitor_with_a_range_of_addresses_is_one_network(client, goirle, monkeypatch):
    monkeypatch.setattr(asking, "OF_A_NETWORK", 1)
    assert ask(Client(REMOTE_ADDR="2001:db8::1"), goirle).status_code == 302
    assert ask(Client(REMOTE_ADDR="2001:db8::ffff:2"), goirle).status_code == 429
    assert ask(Client(REMOTE_ADDR="2001:db8:0:1::1"), goirle).status_code == 302


def test_with_the_mail_server_away_the_question_waits_and_leaves_once_later(
    client, goirle, no_mail_server, settings, mailoutbox
):
    answer = ask(client, goirle)
    assert "Wij sturen uw vraag zodra dat kan." in client.get(answer.url).content.decode()
    assert Question.objects.get().text == QUESTION
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_waiting() == 0, "the request may still be sending it"
    Question.objects.update(taken_at=timezone.now() - timedelta(minutes=6))
    assert (send_waiting(), send_waiting()) == (1, 0)
    assert [QUESTION in mail.body for mail in mailoutbox] == [True]
    assert Question.objects.get().text == ""


def test_the_clock_asks_the_worker_only_when_something_waits(client, goirle, no_mail_server):
    from django_tasks_db.models import DBTaskResult

    ask_for_waiting()
    assert not DBTaskResult.objects.exists()
    ask(client, goirle)
    Question.objects.update(taken_at=timezone.now() - timedelta(minutes=6))
    ask_for_waiting()
    assert DBTaskResult.objects.get().task_path.endswith("send_waiting_questions")


def test_without_a_mailbox_the_curators_get_the_question_and_the_page_says_so(client, curator, mailoutbox):
    participant = make_participant("Vught")
    assert "De curatoren van deze site lezen uw vraag" in client.get(address(participant)).content.decode()
    assert ask(client, participant).url.endswith("/verstuurd/")
    [mail] = mailoutbox
    assert (mail.to, mail.bcc, mail.reply_to) == ([], [curator.email], [f"Team Wmo Vught <{ASKER}>"])
    assert "geen mailbox bekend" in mail.body
    assert QUESTION in mail.body


def test_a_mailbox_that_refuses_is_flagged_and_the_curators_get_the_question(client, goirle, curator, smtp):
    server = smtp(oco="550 No such user here")
    assert ask(client, goirle).url.endswith("/verstuurd/")
    [(_sender, recipients, raw)] = server.mails
    mail = message_from_string(raw, policy=policy.default)
    assert (recipients, mail["To"]) == ([curator.email], "undisclosed-recipients:;")
    assert "550 No such user here" in mail.get_content()
    assert QUESTION in mail.get_content()
    assert MailboxProblem.objects.get().mailbox == MAILBOX
    client.force_login(make_member(goirle, "redacteur"))
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[goirle.pk])).content.decode()
    assert f"Mail naar {MAILBOX} komt niet aan" in editor


@pytest.mark.parametrize(("change", "to"), [({}, "curator"), ({"contact_mailbox": "n@goirle.example"}, "n"),
                                            ({"checked": 1}, "oco"), ({"checked": 0}, "curator")])  # fmt: skip
def test_a_flagged_mailbox_is_left_alone_until_somebody_changes_or_checks_it(
    client, goirle, curator, mailoutbox, change, to
):
    today = timezone.localdate()
    MailboxProblem.objects.create(participant=goirle, mailbox=MAILBOX, noticed_on=today, reason="550")
    values = dict(change)
    if "checked" in values:
        values["contact_checked_on"] = today + timedelta(days=values.pop("checked"))
    ParticipantPage.objects.filter(pk=goirle.pk).update(**values)
    ask(client, goirle)
    [mail] = mailoutbox
    assert [one.partition("@")[0] for one in mail.recipients()] == [to]


def test_a_question_that_is_refused_for_what_it_says_goes_to_the_curators_and_flags_no_mailbox(
    client, goirle, curator, smtp
):
    server = smtp(DATA_oco="554 Looks like spam")
    assert ask(client, goirle).url.endswith("/verstuurd/")
    [(_sender, recipients, raw)] = server.mails
    body = message_from_string(raw, policy=policy.default).get_content()
    assert recipients == [curator.email]
    assert "De mailbox werkt, maar de mailserver weigert deze vraag om wat erin staat: 554 Looks" in body
    assert "Zet daarna een mailbox" not in body
    assert not MailboxProblem.objects.exists()


@pytest.mark.parametrize("answer", [{"oco": "450 Come back later"}, {"DATA": "451 Not now"}])
def test_a_mailbox_that_says_later_is_tried_again_and_not_flagged(client, goirle, curator, smtp, answer):
    server = smtp(**answer)
    assert ask(client, goirle).url.endswith("/bewaard/")
    assert not MailboxProblem.objects.exists()
    server.answers.clear()
    Question.objects.update(taken_at=timezone.now() - timedelta(minutes=6))
    assert send_waiting() == 1
    assert [recipients for _sender, recipients, _raw in server.mails] == [[MAILBOX]]


def test_without_mailbox_and_curators_the_question_waits_for_the_first_of_these(client, mailoutbox):
    ask(client, make_participant("Vught"))
    assert (mailoutbox, Question.objects.get().text) == ([], QUESTION)
    make_platform_member("curator")
    Question.objects.update(taken_at=timezone.now() - timedelta(minutes=6))
    assert send_waiting() == 1


def test_after_thirty_days_nothing_is_left(client, goirle):
    ask(client, goirle)
    Question.objects.update(asked_at=timezone.now() - timedelta(days=29))
    forget_old()
    assert Question.objects.count() == 1
    Question.objects.update(asked_at=timezone.now() - timedelta(days=31))
    forget_old()
    assert Question.objects.count() == 0


def test_who_is_logged_in_finds_his_address_filled_in(client, goirle):
    member = make_member(goirle, "lezer", ASKER)
    client.force_login(member)
    assert f'value="{ASKER}"' in client.get(address(goirle)).content.decode()
