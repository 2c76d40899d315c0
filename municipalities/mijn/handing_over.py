"""Pages go from the colleague who looks after them, the owner in Wagtail's words, to another who writes there."""

import logging

from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.models import Page
from wagtail.query import PageQuerySet

from municipalities import mail
from municipalities.mijn.history import record
from municipalities.models import Membership, ParticipantPage, User
from municipalities.people.permissions import log_refusal, roles_given_at
from municipalities.rights.applying import lock_rights_of_member
from municipalities.roles import MembershipRole, writes

logger = logging.getLogger(__name__)

WRITING = [role for role in MembershipRole.values if writes(role)]


def pages_of(person: User, participant: ParticipantPage) -> PageQuerySet:
    """The pages of this participant that this person looks after, drafts too, by title."""
    below = Page.objects.descendant_of(participant, inclusive=True)
    return below.filter(owner=person).order_by("title", "pk")


def successors(participant: ParticipantPage) -> QuerySet[User]:
    """Who writes for this participant now."""
    members = Membership.objects.holding_now().filter(participant=participant, role__in=WRITING)
    people = User.objects.filter(is_active=True, pk__in=members.values("user"))
    return people.order_by("first_name", "last_name", "email")


def owners(participant: ParticipantPage) -> QuerySet[User]:
    """Who looks after pages of this participant, also who is nothing there any more."""
    pages = Page.objects.descendant_of(participant, inclusive=True)
    return User.objects.filter(pk__in=pages.values("owner")).order_by("first_name", "last_name", "email")


def may_hand_over_for_others(user: User, participant: ParticipantPage) -> bool:
    """Who both changes the pages of this participant and gives roles there."""
    gives = MembershipRole.EDITOR in roles_given_at(user, participant.pk)
    return gives and bool(participant.permissions_for_user(user).can_edit())


def may_hand_over_own(user: User, participant: ParticipantPage) -> bool:
    """Who writes there, and who is something there and still looks after pages; others see nobody's name."""
    role = user.roles_by_participant.get(participant.pk)
    return role is not None and (writes(role) or pages_of(user, participant).exists())


@transaction.atomic
def hand_over(user: User, participant: ParticipantPage, person: User, successor: User) -> int:
    """Give the pages of ``person`` to ``successor``; returns how many, all of them or none.

    Raises ``PermissionDenied`` when somebody lost his role meanwhile.
    """
    lock_rights_of_member(Membership(user=successor, participant=participant))
    user = User.objects.get(pk=user.pk)
    own = person == user and participant.pk in user.roles_by_participant
    allowed = own or may_hand_over_for_others(user, participant)
    if not allowed or person == successor or not successors(participant).filter(pk=successor.pk).exists():
        log_refusal(user, f"handing over from {person.pk} to {successor.pk} at page {participant.pk}")
        raise PermissionDenied
    pages = list(pages_of(person, participant))
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(owner=successor)
    for page in pages:
        record(user, page, "handed_over", person=person.pk, successor=successor.pk)
    return len(pages)


def tell(request: HttpRequest, participant: ParticipantPage, successor: User, count: int) -> bool:
    """Mail the successor; false, and a line in the log, when the mail server does not take it."""
    context = {
        "user": request.user,
        "participant": participant,
        "count": count,
        "link": request.build_absolute_uri(reverse("wagtailadmin_explore", args=[participant.pk])),
    }
    subject = mail.one_line(f"U zorgt nu voor pagina's van {participant.title}")
    body = render_to_string("mijn/email/handed_over.txt", context)
    delivery = mail.send(EmailMessage(subject, body, to=[successor.email]))
    if not delivery.is_sent:
        logger.warning(
            "The mail about a handover to user %s could not be sent: %s", successor.pk, delivery.outcome.value
        )
    return delivery.is_sent
