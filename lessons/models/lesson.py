from typing import ClassVar

from django.db import models

from kennisbank.facets import Facet
from kennisbank.models import KnowledgePage
from kennisbank.sections import Facts, ProseField
from lessons.models.basis import BasedOn


class LessonPage(BasedOn, KnowledgePage):
    """What a participant learned, so that another need not learn it again."""

    class Outcome(models.TextChoices):
        WORKED = "werkte", "Werkte"
        PARTLY = "werkte-deels", "Werkte deels"
        FAILED = "werkte-niet", "Werkte niet"

    situation = ProseField(
        "Situatie", help_text="Wat was er aan de hand? Zo herkent een ander of het op hem lijkt."
    )
    what_we_did = ProseField("Wat we deden", help_text="Welke stappen, in welke volgorde, met wie?")
    result = ProseField("Wat het opleverde", help_text="Wat zag u gebeuren? Ook wat tegenviel.")
    differently = ProseField("Wat we anders zouden doen", help_text="Eerlijk zijn helpt een ander het meest.")
    conditions = ProseField("Voorwaarden", help_text="Wat moet er zijn, wil dit ergens anders ook werken?")
    cost_and_time = ProseField("Kosten en tijd", help_text="Ongeveer: uren, euro's, doorlooptijd.")
    outcome = models.CharField("Hoe liep het af", max_length=20, choices=Outcome.choices, blank=True)
    advice = ProseField(
        "Advies aan een nieuw college", help_text="Wat zou u een nieuwe wethouder willen meegeven?"
    )

    kind = "les"
    kind_plural = "Lessen"
    lacks_what_is_empty = False
    sections: ClassVar = [
        "situation",
        "what_we_did",
        "result",
        "differently",
        "conditions",
        "cost_and_time",
        Facts("Uitkomst en onderbouwing", "outcome", "basis", "basis_reason", "basis_date"),
        "advice",
    ]
    section_synonyms: ClassVar = {
        "situation": ("aanleiding", "inleiding", "achtergrond", "probleem"),
        "what_we_did": ("aanpak", "wat hebben we gedaan", "werkwijze"),
        "result": ("resultaat", "resultaten", "opbrengst", "wat leverde het op", "uitkomst"),
        "differently": ("geleerd", "lessen", "geleerde lessen", "leerpunten", "verbeterpunten"),
        "conditions": ("randvoorwaarden", "succesfactoren"),
        "cost_and_time": ("kosten", "tijd", "tijdsinvestering", "investering"),
        "advice": ("advies", "aanbevelingen", "tips"),
    }
    parent_page_types: ClassVar = ["municipalities.ParticipantPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "les"

    def own_facets(self) -> list[Facet]:
        outcome = [Facet("uitkomst", self.outcome, self.get_outcome_display())] if self.outcome else []
        return [*super().own_facets(), *outcome]
