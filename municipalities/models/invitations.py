"""Invitations: somebody is asked, by mail, to become something for one participant."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from municipalities.roles import MembershipRole

LASTS = timedelta(days=14)
KEPT = timedelta(days=30)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> "InvitationQuerySet":
        """Those that nobody used or withdrew, also when their link is too old by now."""
        return self.filter(used_at=None, withdrawn_at=None)

    def open_now(self) -> "InvitationQuerySet":
        """Those whose link still works."""
        return self.waiting().filter(expires_at__gt=timezone.now())


class Invitation(models.Model):
    """What was asked, of which address, by whom. Of the link only a hash is kept, so that nobody finds it here."""

    participant = models.ForeignKey(
        "municipalities.ParticipantPage",
        on_delete=models.CASCADE,
        related_name="invitations",
        verbose_name="Deelnemer",
    )
    role = models.CharField("Rol", max_length=20, choices=MembershipRole.choices)
    email = models.EmailField("E-mailadres")
    token_hash = models.CharField("Kenmerk van de link", max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="sent_invitations",
        verbose_name="Uitgenodigd door",
    )
    made_at = models.DateTimeField("Gemaakt op", auto_now_add=True)
    expires_at = models.DateTimeField("Werkt tot")
    mailed = models.BooleanField("De mail is verstuurd", default=False)
    used_at = models.DateTimeField("Gebruikt op", null=True, blank=True)
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="used_invitations",
        null=True,
        verbose_name="Gebruikt door",
    )
    withdrawn_at = models.DateTimeField("Ingetrokken op", null=True, blank=True)

    objects: ClassVar = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"

    def __str__(self) -> str:
        return f"{self.get_role_display()} van {self.participant}"

    @property
    def is_too_old(self) -> bool:
        return self.expires_at <= timezone.now()


def forget_old_invitations() -> None:
    """They hold the address of somebody who perhaps never came; what happened stays in the log."""
    Invitation.objects.filter(expires_at__lt=timezone.now() - KEPT).delete()
