"""Mail: only to who can act, back to the author, once, and again when the mail server failed."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page, TaskState
from wagtail.users.models import UserProfile

from kennisbank.clock import PERIODIC_TASKS
from kennisbank.placing import change_audience
from municipalities.models import FourEyesTaskState, Membership, Notice
from municipalities.review import waiting
from municipalities.review.late import ask_all_curators, working_days_before
from municipalities.review.notices import (
    PAUSE,
    ask_for_notices,
    notify,
    send_notices,
    send_waiting_notices,
)
from tests.municipalities.review.reviewing import LONGER, review, submit

pytestmark = pytest.mark.django_db


def sent(mailoutbox) -> dict[str, str]:
    """Who got which subject since the last time; nobody two mails."""
    send_notices()
    found = {mail.to[0]: mail.subject for mail in mailoutbox}
    assert len(found) == len(mailoutbox)
    mailoutbox.clear()
    return found


def addresses(people, *names) -> set[str]:
    return {people[name].email for name in names}


def test_the_whole_exchange_reaches_whom_it_concerns(client, people, vision, mailoutbox):
    submit(vision, people["redacteur"], summary=LONGER)
    asked = sent(mailoutbox)
    assert asked.keys() == addresses(people, "beheerder", "tweede beheerder")
    assert set(asked.values()) == {"Wilt u ‘Visie’ van Lindehoven nakijken?"}
    client.force_login(people["beheerder"])
    review(client, vision, "reject", "Noem de bron.")
    assert sent(mailoutbox) == {people["redacteur"].email: "Wijzigingen gevraagd in ‘Visie’ van Lindehoven"}
    Page.objects.get(pk=vision.pk).current_workflow_state.resume(people["redacteur"])
    assert sent(mailoutbox).keys() == addresses(people, "beheerder", "tweede beheerder")
    review(client, vision)
    assert sent(mailoutbox) == {people["redacteur"].email: "‘Visie’ van Lindehoven is goedgekeurd"}


def test_a_mail_bears_the_comment_and_a_whole_address(client, people, vision, mailoutbox, settings):
    submit(vision, people["redacteur"], summary=LONGER)
    client.force_login(people["beheerder"])
    review(client, vision, "reject", "Noem de bron.")
    send_notices()
    (mail,) = mailoutbox
    assert "De tweede lezer schrijft:\nNoem de bron." in mail.body
    assert settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_pages:edit", args=[vision.pk]) in mail.body


def test_a_mail_says_who_asks_what_one_can_do_until_when_and_how_to_stop(people, vision, mailoutbox):
    submit(vision, people["redacteur"], summary=LONGER)
    send_notices()
    for said in (
        "‘Visie’ van Lindehoven wacht op een tweede lezer.",
        f"Ingediend door: {people['redacteur']}.",
        "Keur haar goed, of vraag om wijzigingen.",
        "Lukt het binnen vijf werkdagen?",
        "Wilt u zulke mail niet meer?",
    ):
        assert said in mailoutbox[0].body


def test_a_beheerder_alone_reaches_the_curators(people, vision, mailoutbox):
    Membership.objects.filter(user=people["tweede beheerder"]).delete()
    submit(vision, people["beheerder"], summary=LONGER)
    assert sent(mailoutbox).keys() == addresses(people, "curator")


def test_many_readers_cost_as_many_queries_as_one(people, vision, django_assert_num_queries):
    with django_assert_num_queries(2):
        notify(people.values(), vision, "asked")
    assert Notice.objects.count() == len(people)


def test_what_needs_no_reader_calls_nobody(people, vision, mailoutbox):
    assert submit(vision, people["redacteur"], summary=f"{vision.summary} Kort.").status == "approved"
    assert sent(mailoutbox) == {}


def test_nobody_is_called_to_what_was_withdrawn(people, vision, mailoutbox):
    submit(vision, people["redacteur"], summary=LONGER).workflow_state.cancel()
    assert sent(mailoutbox) == {}


def test_who_wants_no_such_mail_gets_none(people, vision, mailoutbox):
    profile = UserProfile.get_for_user(people["beheerder"])
    profile.submitted_notifications = False
    profile.save()
    submit(vision, people["redacteur"], summary=LONGER)
    assert sent(mailoutbox).keys() == addresses(people, "tweede beheerder")


def test_who_lost_the_right_before_the_mail_went_learns_no_title(people, vision, mailoutbox):
    submit(vision, people["redacteur"], summary=LONGER)
    Membership.objects.filter(user=people["beheerder"]).delete()
    change_audience(vision, "deelnemer", None)
    send_notices()
    (mail,) = [mail for mail in mailoutbox if mail.to == [people["beheerder"].email]]
    assert mail.subject == "Wilt u een pagina nakijken?"
    assert all(hidden not in mail.body for hidden in ("Visie", "Lindehoven", "Ingediend door"))


def test_who_lost_his_role_before_the_mail_went_does_not_read_what_the_reader_wrote(
    client, people, vision, mailoutbox
):
    submit(vision, people["redacteur"], summary=LONGER)
    client.force_login(people["beheerder"])
    review(client, vision, "reject", "Noem de bron.")
    Membership.objects.filter(user=people["redacteur"]).delete()
    send_notices()
    (mail,) = [mail for mail in mailoutbox if mail.to == [people["redacteur"].email]]
    assert mail.subject == "Wijzigingen gevraagd in een pagina"
    assert "Noem de bron." not in mail.body


def recipients(server) -> list[str]:
    return [address for _sender, addresses, _raw in server.mails for address in addresses]


def after_the_pause() -> None:
    Notice.objects.exclude(taken_at=None).update(taken_at=timezone.now() - PAUSE)


def test_without_a_mail_server_everything_waits_and_goes_later(people, vision, no_mail_server, smtp, caplog):
    submit(vision, people["redacteur"], summary=LONGER)
    assert send_notices() == 0
    assert "Could not send notice" in caplog.text
    assert Notice.objects.filter(taken_at=None).count() == 1
    server = smtp()
    after_the_pause()
    assert send_notices() == 2
    assert set(recipients(server)) == addresses(people, "beheerder", "tweede beheerder")
    assert not Notice.objects.exists()


def test_a_refused_recipient_is_dropped_and_holds_up_nobody(people, vision, smtp, caplog):
    server = smtp(**{people["beheerder"].email.partition("@")[0]: "550 No such user"})
    submit(vision, people["redacteur"], summary=LONGER)
    assert send_notices() == 1
    assert recipients(server) == [people["tweede beheerder"].email]
    assert not Notice.objects.exists()
    assert f"to user {people['beheerder'].pk}: 550 No such user" in caplog.text


def test_a_recipient_for_whom_it_is_too_early_is_tried_again_after_a_pause(people, vision, smtp):
    server = smtp(**{people["beheerder"].email.partition("@")[0]: "450 Come back later"})
    submit(vision, people["redacteur"], summary=LONGER)
    assert send_notices() == 1
    server.answers.clear()
    assert send_notices() == 0
    after_the_pause()
    assert send_notices() == 1
    assert recipients(server) == [people["tweede beheerder"].email, people["beheerder"].email]


def test_a_mail_that_leaves_now_is_not_sent_by_another_worker_too(people, vision, smtp):
    server = smtp()
    submit(vision, people["redacteur"], summary=LONGER)
    taken = Notice.objects.get(person=people["beheerder"])
    Notice.objects.filter(pk=taken.pk).update(taken_at=timezone.now())
    send_notices()
    assert recipients(server) == [people["tweede beheerder"].email]


def test_only_a_mail_that_was_tried_is_given_up_after_three_days(people, vision, no_mail_server, caplog):
    submit(vision, people["redacteur"], summary=LONGER)
    Notice.objects.update(made_at=timezone.now() - timedelta(days=4))
    send_notices()
    assert Notice.objects.count() == 1
    assert caplog.text.count("Gave up sending notice") == 1


def test_the_clock_leaves_the_sending_to_the_worker(people, vision, mailoutbox):
    ask_for_notices()
    assert not DBTaskResult.objects.exists()
    submit(vision, people["redacteur"], summary=LONGER)
    ask_for_notices()
    assert not mailoutbox
    asked = DBTaskResult.objects.get()
    assert asked.task_path == "municipalities.review.notices.send_waiting_notices"
    send_waiting_notices.call()
    assert len(mailoutbox) == 2


def test_more_readers_are_asked_and_answered(client, people, vision, mailoutbox):
    change_audience(vision, "deelnemer", None)
    client.force_login(people["redacteur"])
    client.post(reverse("kennisbank_audience", args=[vision.pk]), {"audience": "openbaar"})
    assert sent(mailoutbox).keys() == addresses(people, "beheerder", "tweede beheerder")
    client.force_login(people["beheerder"])
    request = vision.audience_requests.get()
    form = {"decision": "refuse", "request": request.pk}
    client.post(reverse("municipalities_widening", args=[vision.pk]), form)
    assert sent(mailoutbox) == {people["redacteur"].email: "Niet meer lezers voor ‘Visie’ van Lindehoven"}


DAYS = [
    # now, five working days earlier
    ("2026-11-20 12:00", "2026-11-13 12:00"),  # Friday, Friday
    ("2026-11-23 12:00", "2026-11-16 12:00"),  # Monday, Monday
    ("2026-11-22 12:00", "2026-11-16 12:00"),  # Sunday, Monday
    ("2026-11-21 00:30", "2026-11-16 00:30"),  # Saturday, Monday
]


@pytest.mark.parametrize(("now", "before"), DAYS)
def test_five_working_days_earlier(now, before):
    amsterdam = ZoneInfo("Europe/Amsterdam")
    now, before = (datetime.fromisoformat(moment).replace(tzinfo=amsterdam) for moment in (now, before))
    assert working_days_before(now) == before


def test_after_five_working_days_all_curators_are_asked_and_the_asker_is_told_once(
    people, vision, mailoutbox
):
    request = submit(vision, people["redacteur"], summary=LONGER)
    sent(mailoutbox)
    ask_all_curators()
    assert sent(mailoutbox) == {}
    TaskState.objects.filter(pk=request.pk).update(started_at=timezone.now() - timedelta(days=8))
    ask_all_curators()
    found = sent(mailoutbox)
    assert found == {
        people["curator"].email: "Wie kijkt ‘Visie’ van Lindehoven na?",
        people["redacteur"].email: "‘Visie’ van Lindehoven wacht nog op een tweede lezer",
    }
    ask_all_curators()
    assert sent(mailoutbox) == {}
    assert list(waiting.sent_to_all_curators()) == [FourEyesTaskState.objects.get()]


def test_the_clock_sends_and_looks():
    functions = {task.function for task in PERIODIC_TASKS}
    assert "municipalities.review.notices.ask_for_notices" in functions
    assert "municipalities.review.late.ask_all_curators" in functions


def test_everybody_finds_on_his_desk_what_is_his(client, people, vision):
    submit(vision, people["redacteur"], summary=LONGER)
    found = {who: waiting.waiting_for(people[who]).count() for who in people}
    assert found == {
        **dict.fromkeys(people, 0),
        **dict.fromkeys(["beheerder", "tweede beheerder", "curator", "superuser"], 1),
    }
    assert waiting.asked_by(people["redacteur"]).count() == 1
    client.force_login(people["beheerder"])
    assert "Visie" in client.get(reverse("wagtailadmin_home")).content.decode()
    review(client, vision, "reject", "Noem de bron.")
    assert waiting.changes_asked_from(people["redacteur"]).count() == 1
    assert waiting.waiting_for(people["beheerder"]).count() == 0
