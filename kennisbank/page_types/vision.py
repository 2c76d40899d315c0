from typing import ClassVar

from django.db import models
from wagtail import blocks

from kennisbank.models.knowledge_page import KnowledgePage
from kennisbank.sections import Facts, ProseField, RowsField


class PrincipleBlock(blocks.StructBlock):
    principle = blocks.CharBlock(label="Uitgangspunt")
    explanation = blocks.TextBlock(label="Toelichting", required=False)

    class Meta:
        label = "Uitgangspunt"


class AmbitionBlock(blocks.StructBlock):
    ambition = blocks.TextBlock(label="Ambitie")
    measured_by = blocks.CharBlock(label="Meetbaar aan", required=False)

    class Meta:
        label = "Ambitie"


class PartyBlock(blocks.StructBlock):
    party = blocks.CharBlock(label="Partij", help_text="Een organisatie of groep, geen persoon.")
    role = blocks.TextBlock(label="Rol", required=False)

    class Meta:
        label = "Partij"


class VisionPage(KnowledgePage):
    """Where a participant wants to go with independent client support, and how."""

    reason = ProseField(
        "Aanleiding en huidige situatie",
        help_text="Waarom deze visie, en hoe staat het er nu voor? Noem ook wat niet goed gaat.",
    )
    mission = models.CharField(
        "Missie", max_length=400, blank=True, help_text="Waar u voor staat, in één zin."
    )
    principles = RowsField(
        PrincipleBlock(),
        verbose_name="Uitgangspunten",
        help_text="Waar houdt u aan vast, ook als het moeilijk wordt?",
    )
    independence = ProseField(
        "Hoe de onafhankelijkheid is geborgd",
        help_text="Wie is opdrachtgever, wie kijkt toe, wat als belangen botsen?",
    )
    ambitions = RowsField(
        AmbitionBlock(),
        verbose_name="Ambities",
        layout="table",
        help_text="Wat wilt u bereiken, en waaraan ziet u dat?",
    )
    actions = ProseField("Wat we gaan doen", help_text="De stappen voor de komende jaren, in volgorde.")
    parties = RowsField(
        PartyBlock(),
        verbose_name="Partijen en hun rol",
        layout="table",
        help_text="Wie doet mee, en wat doet elke partij?",
    )
    money = ProseField("Geld", help_text="Wat kost het, waar komt het geld vandaan, en tot wanneer?")
    follow_up = ProseField(
        "Hoe we het volgen", help_text="Wie kijkt wanneer of het werkt, en wat gebeurt er met de uitkomst?"
    )
    term_from = models.DateField("Geldt vanaf", null=True, blank=True)
    term_until = models.DateField("Geldt tot", null=True, blank=True)

    kind = "visie"
    kind_plural = "Visies"
    sections: ClassVar = [
        "reason",
        "mission",
        "principles",
        "independence",
        "ambitions",
        "actions",
        "parties",
        "money",
        "follow_up",
        Facts("Looptijd", "term_from", "term_until"),
    ]
    section_synonyms: ClassVar = {
        "reason": ("aanleiding", "inleiding", "huidige situatie", "achtergrond", "waarom deze visie"),
        "mission": ("onze missie",),
        "principles": ("leidende principes", "kernwaarden", "onze uitgangspunten"),
        "independence": ("onafhankelijkheid", "onafhankelijke positie", "borging van de onafhankelijkheid"),
        "ambitions": ("doelen", "doelstellingen", "wat willen we bereiken"),
        "actions": ("aanpak", "acties", "actiepunten", "plan van aanpak", "wat gaan we doen"),
        "parties": ("partijen", "partners", "betrokken partijen", "rol van partijen", "samenwerking"),
        "money": ("financiën", "financieel", "kosten", "budget", "middelen", "financiering"),
        "follow_up": ("monitoring", "evaluatie", "monitoring en evaluatie"),
        "term_from": ("looptijd",),
    }
    one_current = True
    parent_page_types: ClassVar = ["municipalities.ParticipantPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "visie"
