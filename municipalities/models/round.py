"""Rounds of the programme, and the projects (trajecten) in them."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel

if TYPE_CHECKING:
    from municipalities.models.participant import ParticipantPage


class Round(models.Model):
    """A round of the programme; what is not known stays empty."""

    name = models.CharField("Naam", max_length=80, unique=True)
    slug = models.SlugField("Naam in het webadres", max_length=80, unique=True)
    start = models.DateField("Begin", null=True, blank=True)
    end = models.DateField("Einde", null=True, blank=True)
    years = models.CharField(
        "Jaren", max_length=20, help_text="Zoals u ze wilt tonen, bijvoorbeeld 2019-2021."
    )
    criteria = models.TextField("Criteria", blank=True, help_text="Eén criterium per regel.")
    course = models.TextField(
        "Verloop", blank=True, help_text="Oproep, voordrachten, aantal deelnemers, begin en slot."
    )

    panels: ClassVar = [
        FieldPanel(name) for name in ("name", "slug", "years", "start", "end", "criteria", "course")
    ]

    class Meta:
        verbose_name = "ronde"
        verbose_name_plural = "rondes"
        ordering: ClassVar = ["slug"]

    def __str__(self) -> str:
        return f"{self.name} ({self.years})"


class Traject(ClusterableModel):
    """What one or more participants do in a round; the years may differ from those of the round."""

    title = models.CharField("Titel", max_length=200, blank=True)
    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="trajecten", verbose_name="Ronde", null=True, blank=True
    )
    participants = ParentalManyToManyField(
        "municipalities.ParticipantPage", related_name="trajecten", verbose_name="Deelnemers"
    )
    start_year = models.PositiveSmallIntegerField("Beginjaar", null=True, blank=True)
    end_year = models.PositiveSmallIntegerField("Eindjaar", null=True, blank=True)

    panels: ClassVar = [
        FieldPanel(name) for name in ("title", "round", "participants", "start_year", "end_year")
    ]

    class Meta:
        verbose_name = "traject"
        verbose_name_plural = "trajecten"
        ordering: ClassVar = ["round__slug", "pk"]

    def __str__(self) -> str:
        return self.title or (str(self.round) if self.round else "Ronde onbekend")

    @classmethod
    def ensure(cls, participant: "ParticipantPage", round_: Round | None) -> bool:
        """Give ``participant`` a traject in ``round_`` (``None``: unknown) unless it has one; whether it was made."""
        if participant.trajecten.filter(round=round_).exists():
            return False
        traject = cls(round=round_)
        traject.participants = [participant]
        traject.save()
        return True
