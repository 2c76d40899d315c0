"""Inviting somebody by mail: the link works once, for one address, for two weeks, while the inviter may invite."""

import hashlib
import logging
import secrets

from allauth.account.models import EmailAddress
from allauth.core.internal import ratelimit
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from municipalities import mail
from municipalities.mijn.history import record
from municipalities.models import Invitation, Membership, ParticipantPage, User
from municipalities.models.invitations import LASTS
from municipalities.people.permissions import log_refusal, roles_given_at
from municipalities.rights.applying import lock_rights_of_member
from municipalities.roles import rights_of

logger = logging.getLogger(__name__)

MOST = {"invite": "30/h/user"}
TOO_MANY = "U hebt het afgelopen uur dertig uitnodigingen verstuurd. Wacht een uur en probeer het opnieuw."


def may_send(request: HttpRequest) -> bool:
    """Count one mail of this person; false when there were too many within an hour."""
    return bool(ratelimit.consume(request, app="municipalities", action="invite", config=MOST))


@transaction.atomic
def invite(user: User, participant: ParticipantPage, role: str, email: str) -> tuple[Invitation, str]:
    """A new invitation, and the token of its link; an earlier one to the same address no longer works.

    Raises ``PermissionDenied`` when this person may not give that role there (any more), or nobody may.
    """
    user = _locked(user, participant)
    _require_giving(user, participant, role)
    email = email.lower()
    participant.invitations.waiting().filter(email=email).update(withdrawn_at=timezone.now())
    invitation = Invitation(participant=participant, role=role, email=email)
    token = _renew(invitation, user)
    record(user, participant, "invited", role=role, invitation=invitation.pk)
    return invitation, token


@transaction.atomic
def invite_again(user: User, invitation: Invitation) -> tuple[Invitation, str]:
    """A new link for another two weeks, in the name of who asks for it; the one before no longer works.

    Raises ``Http404`` when somebody used or withdrew it meanwhile, and as ``invite`` does.
    """
    user = _locked(user, invitation.participant)
    invitation = _waiting(invitation)
    _require_giving(user, invitation.participant, invitation.role)
    token = _renew(invitation, user)
    record(user, invitation.participant, "invited_again", role=invitation.role, invitation=invitation.pk)
    return invitation, token


@transaction.atomic
def withdraw(user: User, invitation: Invitation) -> None:
    """Its link no longer works; raises as ``invite_again`` does."""
    user = _locked(user, invitation.participant)
    invitation = _waiting(invitation)
    _require_giving(user, invitation.participant, invitation.role)
    invitation.withdrawn_at = timezone.now()
    invitation.save()
    record(
        user, invitation.participant, "invitation_withdrawn", role=invitation.role, invitation=invitation.pk
    )


def send(request: HttpRequest, invitation: Invitation, token: str) -> bool:
    """Mail the link; false, and a line in the log, when the mail server does not take it."""
    link = request.build_absolute_uri(reverse("invitation", args=[token]))
    context = {"invitation": invitation, "link": link, "purpose": rights_of(invitation.role).purpose}
    subject = mail.one_line(f"Uitnodiging voor {invitation.participant.title} op Kennisbank Koplopers")
    body = render_to_string("mijn/email/invitation.txt", context)
    delivery = mail.send(EmailMessage(subject, body, to=[invitation.email]))
    if not delivery.is_sent:
        logger.warning(
            "The mail of invitation %s could not be sent: %s", invitation.pk, delivery.outcome.value
        )
        return False
    Invitation.objects.filter(pk=invitation.pk).update(mailed=True)
    return True


def find(token: str) -> Invitation | None:
    """The invitation that this link still opens; one line in the log when there is none."""
    found = (
        Invitation.objects.filter(token_hash=_hash(token)).select_related("participant", "invited_by").first()
    )
    if found is None:
        logger.warning("Refused: a link to an invitation that does not exist")
    elif not _works(found):
        logger.warning("Refused: the link of invitation %s no longer works", found.pk)
    else:
        return found
    return None


def is_for(invitation: Invitation, user: User) -> bool:
    """Whether this person showed that the invited address is his, and does not invite himself."""
    mine = EmailAddress.objects.filter(user=user, email=invitation.email, verified=True).exists()
    if not mine or user.pk == invitation.invited_by_id:
        log_refusal(user, f"invitation {invitation.pk} of another address")
        return False
    return True


@transaction.atomic
def accept(invitation: Invitation, user: User) -> str | None:
    """Give the role, unless this person has one there already, which is then the answer and stays as it is.

    Raises ``Invitation.DoesNotExist`` when the invitation no longer works.
    """
    lock_rights_of_member(Membership(user=user, participant=invitation.participant))
    invitation = Invitation.objects.select_related("participant", "invited_by").get(pk=invitation.pk)
    if not _works(invitation):
        logger.warning("Refused to user %s: invitation %s no longer works", user.pk, invitation.pk)
        raise Invitation.DoesNotExist
    invitation.used_at, invitation.used_by = timezone.now(), user
    invitation.save()
    membership = Membership.objects.filter(user=user, participant=invitation.participant).first()
    kept = membership.get_role_display() if membership and membership.holds else None
    if kept is None:
        membership = membership or Membership(user=user, participant=invitation.participant)
        membership.role, membership.ends_at = invitation.role, None
        membership.save()
    numbers = {"role": invitation.role, "granted": kept is None, "invitation": invitation.pk}
    record(user, invitation.participant, "invitation_accepted", **numbers)
    return kept


def _works(invitation: Invitation) -> bool:
    """Whether its link is open, its participant there, and who invited may still do so."""
    inviter = invitation.invited_by
    return (
        Invitation.objects.open_now().filter(pk=invitation.pk).exists()
        and not invitation.participant.has_ended
        and inviter.is_active
        and invitation.role in roles_given_at(inviter, invitation.participant_id)
    )


def _locked(user: User, participant: ParticipantPage) -> User:
    """This person as he is now, while nobody else changes anything about who is what at this participant."""
    lock_rights_of_member(Membership(user=user, participant=participant))
    return User.objects.get(pk=user.pk)


def _waiting(invitation: Invitation) -> Invitation:
    waiting = Invitation.objects.waiting().select_related("participant")
    return get_object_or_404(waiting, pk=invitation.pk)


def _require_giving(user: User, participant: ParticipantPage, role: str) -> None:
    if participant.has_ended or role not in roles_given_at(user, participant.pk):
        log_refusal(user, f"inviting as {role} at page {participant.pk}")
        raise PermissionDenied


def _renew(invitation: Invitation, user: User) -> str:
    token = secrets.token_urlsafe(32)
    invitation.token_hash, invitation.invited_by = _hash(token), user
    invitation.expires_at, invitation.mailed = timezone.now() + LASTS, False
    invitation.save()
    return token


def _hash(token: str) -> str:
    """The token is long and random, so that a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
