"""The weekly mail about pages to review: who gets which, once, and when the mail server is away."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from municipalities.looking_after.responsible import to_review_by_person
from municipalities.looking_after.review_mail import ask_for_review_mails, monday_of, send_waiting
from municipalities.models import ReviewMail
from tests.day import TODAY
from tests.factories import make_member, make_participant, make_platform_member, make_vision

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("same_day")]

OVERDUE = date(2025, 5, 3)
WEEK = monday_of(TODAY)
TUESDAY = datetime.combine(WEEK + timedelta(days=1), datetime.min.time(), ZoneInfo("Europe/Amsterdam"))


@pytest.fixture
def goirle():
    return make_participant("Goirle", review_again_on=date(2040, 1, 1))


def due_page(participant, due_on=OVERDUE, **fields):
    """A page that stays current beside others of its kind."""
    page = make_vision(participant, review_again_on=due_on, **fields)
    type(page).objects.update(replaced_by=None)
    for one in type(page).objects.live():
        one.save()
    return page


def send_all() -> int:
    ask_for_review_mails(TUESDAY)
    return send_waiting(WEEK)


def test_the_owner_gets_one_mail_with_what_is_overdue_and_what_comes_within_thirty_days(goirle, mailoutbox):
    redacteur = make_member(goirle, "redacteur")
    make_member(goirle, "beheerder")
    soon = due_page(goirle, TODAY + timedelta(days=30), title="Straks", owner=redacteur)
    late = due_page(goirle, title="Te laat", owner=redacteur)
    due_page(goirle, TODAY + timedelta(days=31), title="Later", owner=redacteur)
    assert send_all() == 1
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == ([redacteur.email], "Na te kijken: 2 pagina's")
    assert "Had op 3 mei 2025 nagekeken moeten worden." in mail.body
    assert "Later" not in mail.body
    for page in (late, soon):
        assert f"http://localhost{reverse('kennisbank_still_right', args=[page.pk])}" in mail.body
    assert mail.body.index("Te laat") < mail.body.index("Straks")
    assert "&#x27;" not in mail.body


def test_the_address_in_the_mail_leads_to_one_click_after_logging_in(client, goirle, mailoutbox):
    redacteur = make_member(goirle, "redacteur")
    page = due_page(goirle, owner=redacteur)
    send_all()
    address = next(line.strip() for line in mailoutbox[0].body.splitlines() if "klopt-nog" in line)
    path = address.removeprefix("http://localhost")
    login = client.get(path, follow=True)
    assert login.status_code == 200
    client.force_login(redacteur)
    assert "Klopt nog</button>" in client.get(path).content.decode()
    client.post(path)
    page.refresh_from_db()
    assert page.reviewed_on == TODAY


@pytest.mark.parametrize(
    ("owner", "others", "asked"),
    [
        ("redacteur", ["beheerder", "curator"], ["owner"]),
        ("redacteur whose role ended", ["beheerder", "curator"], ["beheerder"]),
        ("redacteur who is blocked", ["beheerder", "curator"], ["beheerder"]),
        ("redacteur elsewhere", ["beheerder", "curator"], ["beheerder"]),
        ("lezer", ["beheerder", "curator"], ["beheerder"]),
        ("nobody", ["beheerder", "redacteur", "curator"], ["beheerder"]),
        ("nobody", ["redacteur", "lezer", "curator"], ["curator"]),
        ("curator", ["beheerder"], ["beheerder"]),
        ("nobody", ["lezer", "programmateam", "applicatiebeheerder"], []),
    ],
)
def test_who_is_asked(goirle, mailoutbox, owner, others, asked):
    role, _space, more = owner.partition(" ")
    person = None
    if role == "curator":
        person = make_platform_member("curator", "owner@example.nl")
    elif role != "nobody":
        place = make_participant("Vught", review_again_on=date(2040, 1, 1)) if more == "elsewhere" else goirle
        person = make_member(place, role, "owner@example.nl")
    if more == "whose role ended":
        person.memberships.update(ends_at=timezone.now() - timedelta(minutes=1))
    if more == "who is blocked":
        type(person).objects.filter(pk=person.pk).update(is_active=False)
    for other in others:
        if other in {"curator", "programmateam", "applicatiebeheerder"}:
            make_platform_member(other, f"{other}@example.nl")
        else:
            make_member(goirle, other, f"{other}@example.nl")
    due_page(goirle, owner=person)
    send_all()
    assert [mail.to for mail in mailoutbox] == [[f"{one}@example.nl"] for one in asked]


def test_a_curator_gets_what_he_owns_of_the_platform_and_where_nobody_manages_by_participant(mailoutbox):
    curator = make_platform_member("curator")
    for title in ("Goirle", "Vught"):
        participant = make_participant(title, review_again_on=date(2040, 1, 1))
        due_page(participant, title=f"Visie van {title}")
    send_all()
    body = mailoutbox[0].body
    assert body.index("\nGoirle\n") < body.index("Visie van Goirle") < body.index("\nVught\n")
    assert mailoutbox[0].to == [curator.email]


def test_nobody_hears_of_a_page_of_another(goirle, mailoutbox):
    vught = make_participant("Vught", review_again_on=date(2040, 1, 1))
    for place in (goirle, vught):
        make_member(place, "beheerder")
        due_page(place, title=f"Visie van {place.title}")
    send_all()
    assert [("Visie van Goirle" in mail.body, "Visie van Vught" in mail.body) for mail in mailoutbox] == [
        (True, False),
        (False, True),
    ]


def test_with_nothing_to_review_nobody_gets_mail(goirle, mailoutbox):
    make_member(goirle, "beheerder")
    assert (send_all(), mailoutbox) == (0, [])


def test_a_very_long_list_is_cut_and_says_how_much_more_there_is(goirle, mailoutbox, monkeypatch):
    monkeypatch.setattr("municipalities.looking_after.review_mail.LISTED_AT_MOST", 2)
    make_member(goirle, "beheerder")
    for number in range(3):
        due_page(goirle, OVERDUE + timedelta(days=number), title=f"Visie {number}")
    send_all()
    assert "En nog 1 andere." in mailoutbox[0].body
    assert "Visie 2" not in mailoutbox[0].body


def filled_in(client) -> dict[str, object]:
    """What the browser sends of one's account when nothing is changed."""
    tabs = client.get(reverse("wagtailadmin_account")).context["panels_by_tab"]
    forms = [panel.get_form() for panels in tabs.values() for panel in panels]
    fields = {f"{form.prefix}-{name}": form[name].initial for form in forms for name in form.fields}
    return {name: value for name, value in fields.items() if value and isinstance(value, bool | str)}


def test_who_wants_no_mail_gets_none(client, goirle, mailoutbox):
    beheerder = make_member(goirle, "beheerder")
    beheerder.first_name, beheerder.last_name = "Beheerder", "Goirle"
    beheerder.save()
    client.force_login(beheerder)
    account, field = reverse("wagtailadmin_account"), "review_mail-wants_review_mail"
    assert "Mail mij elke week" in client.get(account).content.decode()
    posted = filled_in(client)
    assert posted.pop(field) is True
    client.post(account, posted)
    beheerder.refresh_from_db()
    assert not beheerder.wants_review_mail
    due_page(goirle)
    assert (send_all(), mailoutbox) == (0, [])
    client.post(account, posted | {field: "on"})
    beheerder.refresh_from_db()
    assert beheerder.wants_review_mail


@pytest.mark.parametrize(
    ("day", "hour", "planned"), [(0, 6, False), (0, 7, True), (1, 0, True), (6, 23, True)]
)
def test_the_mails_of_a_week_are_planned_from_monday_seven_o_clock(goirle, day, hour, planned):
    make_member(goirle, "beheerder")
    due_page(goirle)
    moment = datetime(2026, 11, 23, hour, 5, tzinfo=ZoneInfo("Europe/Amsterdam")) + timedelta(days=day)
    ask_for_review_mails(moment)
    assert (ReviewMail.objects.filter(week=date(2026, 11, 23)).count(), DBTaskResult.objects.count()) == (
        (1, 1) if planned else (0, 0)
    )


def test_the_same_week_nobody_gets_a_second_mail_and_the_next_week_one(goirle, mailoutbox):
    make_member(goirle, "beheerder")
    due_page(goirle)
    assert [send_all(), send_all(), send_waiting(WEEK)] == [1, 0, 0]
    ask_for_review_mails(TUESDAY + timedelta(weeks=1))
    assert send_waiting(WEEK + timedelta(weeks=1)) == 1
    assert len(mailoutbox) == 2


def test_what_another_worker_took_is_not_sent_again(goirle, mailoutbox):
    make_member(goirle, "beheerder")
    due_page(goirle)
    ask_for_review_mails(TUESDAY)
    ReviewMail.objects.update(taken_at=timezone.now())
    assert (send_waiting(WEEK), mailoutbox) == (0, [])


def test_with_the_mail_server_away_those_who_got_none_get_it_the_next_time(goirle, smtp):
    vught = make_participant("Vught", review_again_on=date(2040, 1, 1))
    for place, address in ((goirle, "een@example.nl"), (vught, "twee@example.nl")):
        make_member(place, "beheerder", address)
        due_page(place)
    server = smtp(twee="450 Come back later")
    assert send_all() == 1
    server.answers.clear()
    assert (send_all(), send_all()) == (1, 0)
    assert [recipients for _sender, recipients, _raw in server.mails] == [
        ["een@example.nl"],
        ["twee@example.nl"],
    ]


def test_a_refused_address_is_not_tried_again_and_holds_up_nobody(goirle, smtp):
    vught = make_participant("Vught", review_again_on=date(2040, 1, 1))
    for place, address in ((goirle, "een@example.nl"), (vught, "twee@example.nl")):
        make_member(place, "beheerder", address)
        due_page(place)
    server = smtp(een="550 No such user")
    assert (send_all(), send_all()) == (1, 0)
    assert [recipients for _sender, recipients, _raw in server.mails] == [["twee@example.nl"]]


def test_with_no_mail_server_at_all_everybody_stays_waiting(goirle, no_mail_server):
    make_member(goirle, "beheerder")
    due_page(goirle)
    assert send_all() == 0
    assert ReviewMail.objects.get().taken_at is None


def test_it_costs_as_much_for_ten_people_as_for_one(django_assert_num_queries):
    def person(number: int) -> None:
        participant = make_participant(f"Deelnemer {number}", review_again_on=date(2040, 1, 1))
        due_page(participant, owner=make_member(participant, "redacteur"))

    person(0)
    with CaptureQueriesContext(connection) as for_one:
        to_review_by_person(TODAY)
    for number in range(1, 10):
        person(number)
    with django_assert_num_queries(len(for_one)):
        assert len(to_review_by_person(TODAY)) == 10
