"""What the clock forgets, and what it leaves alone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry

from kennisbank.clock import PERIODIC_TASKS
from municipalities.models import Membership, User
from municipalities.privacy import retention
from municipalities.privacy.forgetting import forget, is_forgotten
from municipalities.privacy.retention import forget_old
from tests.factories import make_member, make_user, make_vision

pytestmark = pytest.mark.django_db


def ago(days: int):
    return timezone.now() - timedelta(days=days)


def make_unused(email: str = "lang.weg@example.nl", days: int = 800, **fields: object) -> User:
    return make_user(email, date_joined=ago(days), last_login=None, **fields)


def warnings() -> list[int]:
    entries = ModelLogEntry.objects.filter(action="municipalities.warned_as_unused")
    return [int(entry.object_id) for entry in entries]


def let_days_pass(days: int) -> None:
    for entry in ModelLogEntry.objects.filter(action="municipalities.warned_as_unused"):
        ModelLogEntry.objects.filter(pk=entry.pk).update(timestamp=entry.timestamp - timedelta(days=days))


def test_the_clock_does_it_once_a_day():
    [task] = [
        task for task in PERIODIC_TASKS if task.function == "municipalities.privacy.retention.forget_old"
    ]
    assert task.every == timedelta(days=1)


def test_a_role_that_ended_long_ago_is_forgotten_and_a_later_one_is_not(lindehoven):
    old, recent = (make_member(lindehoven, "redacteur", f"{name}@example.nl") for name in ("oud", "recent"))
    Membership.objects.filter(user=old).update(ends_at=ago(366))
    Membership.objects.filter(user=recent).update(ends_at=ago(364))
    forget_old()
    assert [membership.user for membership in Membership.objects.all()] == [recent]


def test_who_does_not_log_in_any_more_is_warned_once_and_forgotten_a_month_later(mailoutbox):
    person = make_unused()
    forget_old()
    forget_old()
    assert ([mail.to for mail in mailoutbox], warnings()) == ([["lang.weg@example.nl"]], [person.pk])
    assert "Log dan voor die tijd één keer in" in mailoutbox[0].body
    let_days_pass(29)
    forget_old()
    assert not is_forgotten(User.objects.get())
    let_days_pass(2)
    forget_old()
    assert is_forgotten(User.objects.get())
    forget_old()
    assert len(mailoutbox) == 1


def test_who_logs_in_after_the_mail_keeps_the_account(mailoutbox):
    person = make_unused()
    forget_old()
    let_days_pass(31)
    User.objects.filter(pk=person.pk).update(last_login=timezone.now())
    forget_old()
    assert not is_forgotten(User.objects.get())


@pytest.mark.parametrize(
    "fields",
    [{"is_superuser": True}, {"days": 700}],
    ids=["all rights", "used within two years"],
)
def test_these_accounts_are_left_alone(fields, mailoutbox):
    make_unused(**fields)
    forget_old()
    assert mailoutbox == []


def test_an_account_that_was_switched_off_is_forgotten_without_a_mail(mailoutbox):
    make_unused(is_active=False)
    forget_old()
    assert (is_forgotten(User.objects.get()), mailoutbox) == (True, [])


def test_an_account_that_cannot_be_forgotten_holds_up_no_other(monkeypatch, caplog):
    first, second = (make_unused(f"{name}@example.nl", is_active=False) for name in ("een", "twee"))

    def forget_but_the_first(person):
        if person == first:
            raise ValueError
        forget(person)

    monkeypatch.setattr(retention, "forget", forget_but_the_first)
    forget_old()
    assert [is_forgotten(User.objects.get(pk=one.pk)) for one in (first, second)] == [False, True]
    assert f"Unused account {first.pk} could not be warned or forgotten" in caplog.text


def test_an_account_with_a_role_is_left_alone(lindehoven, mailoutbox):
    Membership.objects.create(user=make_unused(), participant=lindehoven, role="lezer")
    forget_old()
    assert mailoutbox == []


def test_nobody_is_forgotten_while_no_mail_leaves(settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 9
    person = make_unused()
    forget_old()
    assert warnings() == []
    assert f"User {person.pk} could not be warned" in caplog.text


def test_an_old_line_of_the_log_says_what_happened_and_no_longer_who(lindehoven):
    person = make_user(first_name="Eerste", last_name="Persoon")
    make_vision(lindehoven).save_revision(user=person, log_action=True)
    ModelLogEntry.objects.log_action(person, "wagtail.edit", user=person)
    PageLogEntry.objects.filter(user=person).update(timestamp=ago(5 * 365 + 1))
    ModelLogEntry.objects.update(timestamp=ago(5 * 365 + 1))
    recent = ModelLogEntry.objects.log_action(person, "wagtail.edit", user=person)
    forget_old()
    assert not PageLogEntry.objects.filter(user=person).exists()
    assert set(ModelLogEntry.objects.exclude(pk=recent.pk).values_list("user", "label")) == {
        (None, "(iemand)")
    }
    recent.refresh_from_db()
    assert (recent.user, recent.label) == (person, "Eerste Persoon")


@pytest.mark.parametrize(
    ("action", "data", "left"),
    [
        ("handed_over", {"person": 7, "successor": 8}, {}),
        ("role_changed", {"role": "redacteur", "person": 7}, {"role": "redacteur"}),
        ("merge", {"successor": 8, "ends_on": "2020-01-01"}, {"successor": 8, "ends_on": "2020-01-01"}),
    ],
)
def test_an_old_line_about_a_page_does_not_say_to_whom_it_went(lindehoven, action, data, left):
    lines = [log(instance=lindehoven, action=f"municipalities.{action}", data=data) for _line in range(2)]
    PageLogEntry.objects.filter(pk=lines[0].pk).update(timestamp=ago(5 * 365 + 1))
    forget_old()
    assert [PageLogEntry.objects.get(pk=line.pk).data for line in lines] == [left, data]
