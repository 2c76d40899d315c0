"""What is kept no longer than needed: ended roles, accounts that nobody uses, names in old lines of the log."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry

from municipalities import mail
from municipalities.models import Membership, PlatformRole, User
from municipalities.privacy.forgetting import NOWHERE, forget
from municipalities.privacy.log_entries import LOGS

logger = logging.getLogger(__name__)

WARNED = "municipalities.warned_as_unused"
ENDED_ROLE_DAYS = 365
TASK_DAYS = 30
DAYS_TO_ANSWER = 30
"""Between the mail to somebody who uses his account no more, and forgetting him."""
SOMEBODY = "(iemand)"
OF_PEOPLE = {"person", "successor"}
"""What the numbers of people are called in lines about a page; the successor of a participant is none."""


def forget_old() -> None:
    """For the clock, once a day: everything below."""
    end = timezone.now() - timedelta(days=ENDED_ROLE_DAYS)
    for model in (PlatformRole, Membership):
        model.objects.filter(ends_at__lt=end).delete()
    EditingSession.cleanup()
    FormState.objects.stale().delete()
    call_command(
        "prune_db_task_results",
        *["--backend", "worker", "--queue-name", "*", "--min-age-days", str(TASK_DAYS)],
        verbosity=0,
    )
    forget_names_in_old_log()
    forget_unused_accounts()


def forget_names_in_old_log() -> None:
    """After ``RETENTION_LOG_YEARS`` a line of the log says what happened, no longer who did it or to whom."""
    before = timezone.now() - timedelta(days=365 * settings.RETENTION_LOG_YEARS)
    for model in LOGS:
        model.objects.filter(timestamp__lt=before).exclude(user=None).update(user=None)
    of_people = ContentType.objects.get_for_models(User, Membership, PlatformRole).values()
    about = ModelLogEntry.objects.filter(timestamp__lt=before, content_type__in=of_people)
    about.exclude(label=SOMEBODY).update(label=SOMEBODY, data={})
    _forget_numbers_of_people(before)


def _forget_numbers_of_people(before: datetime) -> None:
    """Lines about a page say to whom a role or the page went."""
    old = PageLogEntry.objects.filter(timestamp__lt=before, action__startswith="municipalities.")
    for entry in old.filter(data__has_key="person").iterator():
        data = {name: value for name, value in entry.data.items() if name not in OF_PEOPLE}
        PageLogEntry.objects.filter(pk=entry.pk).update(data=data)


def forget_unused_accounts() -> None:
    """Warn who has no role and did not log in for ``RETENTION_ACCOUNT_MONTHS``; forget whoever was warned in time.

    Nobody can log in to an account that was switched off, so it is forgotten without a mail.
    """
    for person in unused_accounts():
        try:
            _warn_or_forget(person)
        except Exception:  # Whatever is wrong with one account, the others go on.
            logger.exception("Unused account %s could not be warned or forgotten", person.pk)


def _warn_or_forget(person: User) -> None:
    in_time = timezone.now() - timedelta(days=DAYS_TO_ANSWER)
    warned = _warnings(person).first()
    if not person.is_active or (warned and warned.timestamp < in_time):
        forget(person)
        logger.info("Account %s was unused, and is forgotten", person.pk)
    elif warned is None:
        _warn(person)


def unused_accounts() -> QuerySet[User]:
    """Accounts without a role that nobody used for long; an account with all rights is never among them."""
    roles = [model.objects.holding_now().filter(user=OuterRef("pk")) for model in (Membership, PlatformRole)]
    before = timezone.now() - timedelta(days=30 * settings.RETENTION_ACCOUNT_MONTHS)
    people = User.objects.filter(is_superuser=False).exclude(email__endswith=f"@{NOWHERE}")
    without_role = people.exclude(Exists(roles[0])).exclude(Exists(roles[1]))
    used = without_role.annotate(used_at=Coalesce("last_login", "date_joined"))
    return used.filter(used_at__lt=before).order_by("pk")


def _warnings(person: User) -> QuerySet[ModelLogEntry]:
    """The warnings since this person was here last, the newest first."""
    since = person.last_login or person.date_joined
    about = ModelLogEntry.objects.filter(object_id=str(person.pk), action=WARNED, timestamp__gt=since)
    return about.filter(content_type=ContentType.objects.get_for_model(User)).order_by("-timestamp")


def _warn(person: User) -> None:
    address = settings.WAGTAILADMIN_BASE_URL + reverse("account_login")
    text = (
        "U hebt lang niet ingelogd bij Kennisbank Koplopers, en u hebt er geen rol. "
        f"Over {DAYS_TO_ANSWER} dagen verwijderen we daarom uw account.\n\n"
        f"Wilt u het houden? Log dan voor die tijd één keer in:\n\n{address}\n\n"
        "Wilt u het niet houden? Dan hoeft u niets te doen. Wat u schreef, blijft bij uw gemeente of regio.\n"
    )
    subject = "Uw account bij Kennisbank Koplopers wordt verwijderd"
    delivery = mail.send(EmailMessage(subject, text, to=[person.email]))
    if not delivery.is_sent:  # Tomorrow again; nobody is forgotten without a mail.
        logger.warning("User %s could not be warned: %s", person.pk, delivery.reason)
        return
    log(instance=person, action=WARNED)
