from typing import Any, ClassVar

from django.db import models
from wagtail import blocks

from kennisbank.models.knowledge_page import KnowledgePage
from kennisbank.sections import Facts, ProseField, RowsField

FIRST_PHASES = [
    "Bewustwording",
    "Zoeken",
    "Eerste contact",
    "Gesprek voorbereiden",
    "Gesprek",
    "Verslag en besluit",
    "Daarna",
]
FEELINGS = [("2", "heel goed"), ("1", "goed"), ("0", "neutraal"), ("-1", "slecht"), ("-2", "heel slecht")]


class PhaseBlock(blocks.StructBlock):
    """One phase of a journey, as the resident lives through it."""

    name = blocks.CharBlock(label="Fase")
    wants = blocks.TextBlock(label="Wat de inwoner wil", required=False)
    steps = blocks.ListBlock(blocks.CharBlock(label="Stap"), label="Stappen", default=[])
    contact_moments = blocks.TextBlock(label="Contactmomenten", required=False)
    channel = blocks.CharBlock(
        label="Kanaal", required=False, help_text="Bijvoorbeeld telefoon, balie, brief of thuis."
    )
    who = blocks.CharBlock(
        label="Wie", required=False, help_text="Met wie heeft de inwoner te maken? Rollen, geen namen."
    )
    feeling = blocks.ChoiceBlock(choices=FEELINGS, label="Gevoel", required=False)
    feeling_words = blocks.CharBlock(label="Gevoel in woorden", required=False, max_length=120)
    obstacle = blocks.TextBlock(label="Wat in de weg staat", required=False)
    opportunity = blocks.TextBlock(label="Kans", required=False)
    information_need = blocks.TextBlock(label="Welke informatie nodig is", required=False)
    our_action = blocks.TextBlock(label="Wat wij gaan doen", required=False)

    class Meta:
        label = "Fase"


def first_phases() -> list[Any]:
    """The phases that a new klantreis starts with; the editor changes them freely."""
    phase = PhaseBlock()
    return [("row", phase.to_python({"name": name})) for name in FIRST_PHASES]


class JourneyPage(KnowledgePage):
    """The road of one kind of resident, from first question to afterwards (klantreis)."""

    starts_where = models.CharField(
        "Begint waar", max_length=300, blank=True, help_text="Het moment waarop deze reis begint."
    )
    ends_where = models.CharField(
        "Eindigt waar", max_length=300, blank=True, help_text="Het moment waarop deze reis klaar is."
    )
    based_on = ProseField(
        "Gebaseerd op",
        help_text="Gesprekken of een werksessie: hoeveel, wanneer en met wie. Zo weet een ander hoe stevig dit is.",
    )
    persona = ProseField(
        "Persona", help_text="Een verzonnen inwoner die staat voor velen. Beschrijf nooit een echte persoon."
    )
    phases = RowsField(
        PhaseBlock(),
        verbose_name="Fasen",
        layout="phases",
        default=first_phases,
        help_text="Van begin tot eind. Pas de fasen aan uw eigen reis aan.",
    )
    findings = ProseField(
        "Wat we ervan leerden", help_text="De drie belangrijkste inzichten, en wat u ermee doet."
    )

    kind = "klantreis"
    kind_plural = "Klantreizen"
    sections: ClassVar = [
        Facts("Begin en einde", "starts_where", "ends_where", "target_groups"),
        "persona",
        "based_on",
        "phases",
        "findings",
    ]
    section_synonyms: ClassVar = {
        "persona": ("de inwoner", "wie is", "profiel"),
        "based_on": ("onderzoek", "verantwoording", "werkwijze", "methode"),
        "phases": ("stappen", "fases", "de reis"),
        "findings": ("inzichten", "conclusies", "bevindingen", "geleerd"),
    }
    parent_page_types: ClassVar = ["municipalities.ParticipantPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "klantreis"

    def publishing_problem(self) -> str:
        """As for every page, but the names of phases alone are not yet a section."""
        only_names = all(
            not any(value for name, value in row.value.items() if name != "name") for row in self.phases
        )
        return self.problem_without("phases") if only_names else super().publishing_problem()
