"""The weekly mail: which pages somebody should look at again, on Monday morning, and only when there are any."""

from datetime import date, datetime, timedelta
from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from kennisbank.models import SearchDocument
from municipalities.looking_after.responsible import to_review_by_person
from municipalities.mail import Outcome, send
from municipalities.models import ReviewMail, User

AHEAD = timedelta(days=30)
FROM_HOUR = 7
LISTED_AT_MOST = 50
KEPT = timedelta(weeks=8)


def ask_for_review_mails(now: datetime | None = None) -> None:
    """Called by the clock: have the worker send what is left of this week, from Monday morning on."""
    now = timezone.localtime(now)
    week = monday_of(now.date())
    if now.date() == week and now.hour < FROM_HOUR:
        return
    _plan(week)
    if ReviewMail.objects.filter(week=week, taken_at=None).exists():
        send_review_mails.enqueue(week.isoformat())


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


@task(backend="worker")
def send_review_mails(week: str) -> None:
    send_waiting(date.fromisoformat(week))


def send_waiting(week: date) -> int:
    """Send the mails of the week that nobody took yet; returns how many left.

    What the mail server does not take is left for the next time; with the server away all others are too.
    """
    by_person = to_review_by_person(timezone.localdate() + AHEAD)
    sent = 0
    for mail in ReviewMail.objects.filter(week=week, taken_at=None).select_related("user").order_by("pk"):
        rows = by_person.get(mail.user_id, [])
        if not _take(mail) or not rows or not mail.user.wants_review_mail:
            continue
        delivery = send(compose(mail.user, rows))
        sent += delivery.is_sent
        if delivery.outcome in {Outcome.LATER, Outcome.AWAY}:
            ReviewMail.objects.filter(pk=mail.pk).update(taken_at=None)
        if delivery.outcome is Outcome.AWAY:
            break
    return sent


def compose(user: User, rows: list[SearchDocument]) -> EmailMessage:
    """The mail to ``user`` about ``rows``, those of each participant together, the oldest first."""
    base = settings.WAGTAILADMIN_BASE_URL
    listed = sorted(rows[:LISTED_AT_MOST], key=lambda row: (row.participant_name, row.review_again_on))
    groups = groupby(listed, key=lambda row: row.participant_name)
    context = {
        "groups": [(name or settings.WAGTAIL_SITE_NAME, list(group)) for name, group in groups],
        "total": len(rows),
        "more": len(rows) - len(listed),
        "today": timezone.localdate(),
        "base": base,
        "report": base + reverse("pages_to_review"),
        "account": base + reverse("wagtailadmin_account"),
        "mijn": base + reverse("mijn"),
    }
    number = "1 pagina" if len(rows) == 1 else f"{len(rows)} pagina's"
    body = render_to_string("looking_after/review_mail.txt", context)
    return EmailMessage(f"Na te kijken: {number}", body, to=[user.email])


def _plan(week: date) -> None:
    """Write down, once a week, who gets a mail; a page that comes up later waits for the next week.

    In a week in which nobody gets one yet it looks again, so the first such page waits for nothing.
    """
    if ReviewMail.objects.filter(week=week).exists():
        return
    people = sorted(to_review_by_person(timezone.localdate() + AHEAD))
    with transaction.atomic():
        ReviewMail.objects.filter(week__lt=week - KEPT).delete()
        mails = [ReviewMail(user_id=person, week=week) for person in people]
        ReviewMail.objects.bulk_create(mails, ignore_conflicts=True)


def _take(mail: ReviewMail) -> bool:
    """Whether it is this process that sends the mail: true for one of all that ask."""
    return ReviewMail.objects.filter(pk=mail.pk, taken_at=None).update(taken_at=timezone.now()) == 1
