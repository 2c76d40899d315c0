"""Forgetting one person: the account becomes a pseudonym, what he wrote stays."""

import logging
import secrets
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.users.models import UserProfile

from municipalities import mail
from municipalities.models import Membership, ParticipantPage, User
from municipalities.privacy.entries import Afterwards
from municipalities.privacy.log_entries import rename_in_log
from municipalities.privacy.of_person import rows_about
from municipalities.review.rules import curators
from municipalities.roles import MembershipRole

logger = logging.getLogger(__name__)

FORGOTTEN = "municipalities.forgotten"
NOWHERE = "verwijderd.invalid"
"""No mail can ever reach this domain: https://datatracker.ietf.org/doc/html/rfc2606."""


@dataclass(frozen=True)
class Report:
    """What forgetting somebody did, or would do."""

    pseudonym: str
    removed: dict[str, int]
    pages: list[str]
    without_manager: list[str]
    last_superuser: bool


def forget(person: User, *, dry_run: bool = False) -> Report:
    """Turn the account into a pseudonym and remove what the register says, or with ``dry_run`` only say what.

    Texts, versions and the log stay, under the pseudonym. Curators hear which pages have no owner any more.
    """
    with transaction.atomic():
        report = Report(
            new_pseudonym(),
            _removable(person),
            [page.title for page in Page.objects.filter(owner=person).order_by("title")],
            [page.title for page in _left_without_manager(person)],
            person.is_superuser and not _other_superusers(person).exists(),
        )
        if not dry_run:
            _forget(person, report)
    if report.pages and not dry_run:
        _tell_curators(report)
    return report


def new_pseudonym() -> str:
    """Made by chance, so that nobody can find the person back from it."""
    return f"Verwijderd account {secrets.token_hex(4)}"


def is_forgotten(person: User) -> bool:
    return person.email.endswith(f"@{NOWHERE}")


def _removable(person: User) -> dict[str, int]:
    """How many rows go away, by the name of their kind."""
    found: dict[str, int] = {}
    for entry, rows in rows_about(person):
        if entry.afterwards is Afterwards.REMOVED and (number := rows.count()):
            found[entry.what] = number
    return found


def _forget(person: User, report: Report) -> None:
    rename_in_log(person, report.pseudonym)
    avatars = [profile.avatar for profile in UserProfile.objects.filter(user=person) if profile.avatar]
    remove_roles(person)
    for entry, rows in rows_about(person):
        if entry.afterwards is Afterwards.REMOVED:
            rows.delete()
    person.sent_invitations.waiting().update(withdrawn_at=timezone.now())
    Page.objects.filter(locked_by=person).update(locked=False, locked_by=None, locked_at=None)
    person.groups.clear()
    person.user_permissions.clear()
    first, number = report.pseudonym.rsplit(" ", 1)
    # Past the signals of an account: those would keep the new address as one to log in with.
    User.objects.filter(pk=person.pk).update(
        email=f"verwijderd-{number}@{NOWHERE}",
        first_name=first,
        last_name=number,
        password=make_password(None),
        last_login=None,
        is_active=False,
        is_staff=False,
        is_superuser=False,
        wants_review_mail=False,
    )
    person.refresh_from_db()
    log(instance=person, action=FORGOTTEN)
    for avatar in avatars:
        transaction.on_commit(partial(avatar.storage.delete, avatar.name))


@transaction.atomic
def remove_roles(person: User) -> None:
    """End every role at once.

    The end of each locks the page that it stands on. All of them are locked here before, the root first, as by whoever
    applies all rights: in another order two processes would wait for each other on PostgreSQL.
    """
    on_pages = Page.objects.filter(Q(depth=1) | Q(pk__in=person.memberships.values("participant")))
    list(on_pages.select_for_update().order_by("depth", "pk").values_list("pk"))
    person.platform_roles.all().delete()
    person.memberships.all().delete()


def _left_without_manager(person: User) -> list[ParticipantPage]:
    managers = Membership.objects.holding_now().filter(role=MembershipRole.MANAGER)
    own = managers.filter(user=person).values("participant")
    others = managers.exclude(user=person).values("participant")
    return list(ParticipantPage.objects.filter(pk__in=own).exclude(pk__in=others).order_by("title"))


def _other_superusers(person: User) -> QuerySet[User]:
    return User.objects.filter(is_superuser=True, is_active=True).exclude(pk=person.pk)


def _tell_curators(report: Report) -> None:
    lines = "\n".join(f"- {title}" for title in report.pages)
    text = (
        f"Een account is verwijderd. Deze pagina's hebben nu geen eigenaar meer die bereikbaar is:\n\n{lines}\n\n"
        "Wilt u zorgen dat iemand anders ze bijhoudt? Draag ze over, of nodig iemand uit:\n\n"
        f"{settings.WAGTAILADMIN_BASE_URL}{reverse('mijn')}\n"
    )
    for curator in curators():
        delivery = mail.send(EmailMessage("Pagina's zonder eigenaar", text, to=[curator.email]))
        if not delivery.is_sent:
            logger.warning("No mail to a curator about pages without an owner: %s", delivery.reason)
