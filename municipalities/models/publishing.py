"""Beside the task of publishing: who chose to do it alone, requests for more readers, and mail about it."""

from typing import ClassVar

from django.db import models
from wagtail.models import Page

from kennisbank.audience import CHOICES


class PublishingChoice(models.Model):
    """What a participant with one active person chose."""

    class Choice(models.TextChoices):
        CURATOR = "curator", "Een curator leest mee"
        SELF = "zelf", "Wij publiceren zelf"

    participant = models.OneToOneField(
        "municipalities.ParticipantPage",
        on_delete=models.CASCADE,
        related_name="publishing_choice",
        verbose_name="Deelnemer",
    )
    choice = models.CharField("Wie leest mee?", max_length=10, choices=Choice.choices)
    chosen_by = models.ForeignKey(
        "municipalities.User",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="Gekozen door",
    )
    chosen_at = models.DateTimeField("Gekozen op", auto_now=True)

    class Meta:
        verbose_name = "keuze over de tweede lezer"
        verbose_name_plural = "keuzes over de tweede lezer"

    def __str__(self) -> str:
        return f"{self.participant}: {self.get_choice_display()}"


class AudienceRequest(models.Model):
    """Somebody asks to let more people read a published page; somebody else decides."""

    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, related_name="audience_requests", verbose_name="Pagina"
    )
    before = models.CharField("Nu", max_length=10, choices=CHOICES)
    after = models.CharField("Gevraagd", max_length=10, choices=CHOICES)
    asked_by = models.ForeignKey(
        "municipalities.User",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="Gevraagd door",
    )
    asked_at = models.DateTimeField("Gevraagd op", auto_now_add=True)
    sent_to_curators_at = models.DateTimeField("Naar alle curatoren", null=True)
    decided_by = models.ForeignKey(
        "municipalities.User",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="Besloten door",
    )
    decided_at = models.DateTimeField("Besloten op", null=True)
    granted = models.BooleanField("Akkoord", null=True)

    class Meta:
        verbose_name = "verzoek om meer lezers"
        verbose_name_plural = "verzoeken om meer lezers"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["page"], condition=models.Q(decided_at=None), name="one_open_audience_request"
            )
        ]

    def __str__(self) -> str:
        return f"{self.page}: {self.get_after_display()}"


class Notice(models.Model):
    """A mail to one person about a request; the row stays until the mail server took it.

    Who sends it writes ``taken_at`` first; nobody else tries it for some minutes after.
    """

    person = models.ForeignKey(
        "municipalities.User", on_delete=models.CASCADE, related_name="notices", verbose_name="Aan"
    )
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name="Pagina")
    kind = models.CharField("Soort", max_length=30)
    comment = models.TextField("Opmerking", blank=True)
    made_at = models.DateTimeField("Gemaakt op", auto_now_add=True)
    taken_at = models.DateTimeField("Opgepakt op", null=True)

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"

    def __str__(self) -> str:
        return f"{self.kind}: {self.person_id}"
