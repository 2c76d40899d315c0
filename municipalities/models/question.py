"""Questions that visitors ask a participant, kept no longer than it takes to deliver them and to count them."""

import secrets

from django.db import models


def new_token() -> str:
    """Tells of a mail that comes back which question it was, and nothing else."""
    return secrets.token_hex(8)


class Question(models.Model):
    """One question to a participant. Delivered, it keeps the mailbox, and the hashes by which senders are counted."""

    class Status(models.TextChoices):
        WAITING = "wacht", "Wacht op verzending"
        SENT = "verstuurd", "Verstuurd naar de mailbox"
        TO_CURATORS = "curatoren", "Verstuurd naar de curatoren"
        CAME_BACK = "teruggekomen", "Teruggekomen"

    participant = models.ForeignKey(
        "municipalities.ParticipantPage", on_delete=models.CASCADE, related_name="questions"
    )
    token = models.CharField(max_length=16, unique=True, default=new_token)
    asked_at = models.DateTimeField("Gesteld op", db_index=True)
    address_hash = models.CharField(max_length=64)
    network_hash = models.CharField(max_length=64)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.WAITING)
    taken_at = models.DateTimeField("Opgepakt op")
    mailbox = models.EmailField("Verstuurd naar", blank=True)
    name = models.CharField(max_length=100, blank=True)
    address = models.EmailField(blank=True)
    text = models.TextField(blank=True)

    wagtail_reference_index_ignore = True  # Nobody looks for the places where these use a page.

    class Meta:
        verbose_name = "vraag aan een gemeente"
        verbose_name_plural = "vragen aan gemeenten"

    def __str__(self) -> str:
        return f"Vraag aan {self.participant} van {self.asked_at:%d-%m-%Y}"


class MailboxProblem(models.Model):
    """That mail to the mailbox of a participant was refused or came back; over with another mailbox or a new check."""

    participant = models.OneToOneField(
        "municipalities.ParticipantPage", on_delete=models.CASCADE, related_name="mailbox_problem"
    )
    mailbox = models.EmailField("Mailbox")
    noticed_on = models.DateField("Gemerkt op")
    reason = models.CharField("Reden", max_length=300)

    wagtail_reference_index_ignore = True  # Nobody looks for the places where these use a page.

    class Meta:
        verbose_name = "mailbox die niet werkt"
        verbose_name_plural = "mailboxen die niet werken"

    def __str__(self) -> str:
        return f"{self.participant}: {self.reason}"

    @property
    def is_over(self) -> bool:
        """Whether somebody gave another mailbox since, or noted on a later day that this one was checked."""
        checked_on = self.participant.contact_checked_on
        return self.participant.contact_mailbox != self.mailbox or bool(
            checked_on and checked_on > self.noticed_on
        )
