from typing import ClassVar

from django.db import models

from kennisbank.models.knowledge_page import KnowledgePage
from kennisbank.sections import Facts, ProseField


class DefinitionPage(KnowledgePage):
    """What a participant means by independent client support."""

    definition = ProseField(
        "Definitie",
        help_text="Wat verstaat u onder onafhankelijke cliëntondersteuning? De tekst waar partijen achter staan.",
    )
    plain_definition = ProseField(
        "In gewone taal",
        help_text="Dezelfde definitie voor inwoners, op taalniveau B1: korte zinnen, gewone woorden.",
    )
    for_whom = ProseField(
        "Voor wie", help_text="Welke inwoners kunnen er terecht? Noem ook wie er niet onder valt."
    )
    moments = ProseField(
        "Bij welke gesprekken of momenten",
        help_text="Wanneer denkt iemand mee? Bijvoorbeeld voor, tijdens en na het gesprek met de gemeente.",
    )
    borders = ProseField(
        "Wat het niet is",
        help_text="De grens met andere hulp, zoals mantelzorg, advocatuur of het sociaal team.",
    )
    differs_from_law = ProseField(
        "Verschil met de wet",
        help_text="Gaat uw definitie verder of minder ver dan artikel 1.1.1 van de Wmo 2015? Waarom?",
    )
    local_name = models.CharField(
        "Lokale naam",
        max_length=120,
        blank=True,
        help_text="Hoe heet het bij u? Bijvoorbeeld meedenker of kompaan.",
    )
    made_with = models.CharField(
        "Gemaakt met",
        max_length=300,
        blank=True,
        help_text="Welke organisaties en groepen maakten deze definitie? Geen namen van personen.",
    )

    kind = "definitie"
    kind_plural = "Definities"
    sections: ClassVar = [
        "definition",
        "plain_definition",
        "for_whom",
        "moments",
        "borders",
        "differs_from_law",
        Facts("Levensdomeinen, naam en makers", "life_domains", "local_name", "made_with"),
    ]
    section_synonyms: ClassVar = {
        "definition": (
            "begripsomschrijving",
            "omschrijving",
            "wat is cliëntondersteuning",
            "wat is onafhankelijke cliëntondersteuning",
            "wat verstaan wij onder cliëntondersteuning",
            "wat bedoelen wij met cliëntondersteuning",
        ),
        "plain_definition": ("eenvoudige taal", "in eenvoudige taal", "b1", "voor inwoners", "kort gezegd"),
        "for_whom": ("doelgroep", "voor wie is het", "wie kan er terecht"),
        "moments": ("wanneer", "op welke momenten", "bij welke gesprekken"),
        "borders": ("afbakening", "grenzen", "wat is het niet", "wat cliëntondersteuning niet is"),
        "differs_from_law": ("wettelijk kader", "wet", "de wet"),
    }
    one_current = True
    parent_page_types: ClassVar = ["municipalities.ParticipantPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "definitie"
