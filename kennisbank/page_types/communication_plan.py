from typing import ClassVar

from django.db import models
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from kennisbank.models.knowledge_page import KnowledgePage
from kennisbank.sections import Facts, ProseField, RowsField


class AudienceBlock(blocks.StructBlock):
    audience = blocks.CharBlock(label="Doelgroep")
    core_message = blocks.TextBlock(label="Kernboodschap", required=False)
    channel = blocks.CharBlock(label="Kanaal", required=False)
    means = blocks.TextBlock(label="Middelen", required=False)

    class Meta:
        label = "Doelgroep"


class MaterialBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Titel")
    file = DocumentChooserBlock(label="Bestand", required=False)
    licence = blocks.ChoiceBlock(choices=KnowledgePage.Licence.choices, label="Licentie", required=False)
    adaptable = blocks.BooleanBlock(label="Mag worden aangepast", required=False)

    class Meta:
        label = "Materiaal"


class ActivityBlock(blocks.StructBlock):
    date = blocks.DateBlock(label="Datum", required=False)
    activity = blocks.CharBlock(label="Activiteit")
    channel = blocks.CharBlock(label="Kanaal", required=False)
    responsible = blocks.CharBlock(
        label="Verantwoordelijke rol", required=False, help_text="Een rol, geen naam."
    )
    done = blocks.BooleanBlock(label="Gedaan", required=False)

    class Meta:
        label = "Activiteit"


class CommunicationPlanPage(KnowledgePage):
    """How residents and professionals get to know independent client support."""

    class Address(models.TextChoices):
        JE = "je", "je"
        U = "u", "u"
        BOTH = "beide", "verschilt per doelgroep"

    reason = ProseField(
        "Situatie en aanleiding", help_text="Wie kent cliëntondersteuning nu, wie niet, en hoe weet u dat?"
    )
    goals_knowing = ProseField("Doel: weten", help_text="Wat weten mensen straks?")
    goals_feeling = ProseField("Doel: voelen", help_text="Wat vinden of voelen mensen straks?")
    goals_doing = ProseField("Doel: doen", help_text="Wat doen mensen straks?")
    core_message = ProseField(
        "Kernboodschap voor iedereen", help_text="De ene boodschap die overal terugkomt, in gewone taal."
    )
    strategy = ProseField(
        "Strategie, afzender en uitstraling",
        help_text="Hoe pakt u het aan, uit wiens naam, en hoe ziet het eruit?",
    )
    form_of_address = models.CharField("Je of u", max_length=10, choices=Address.choices, blank=True)
    audiences = RowsField(
        AudienceBlock(),
        verbose_name="Doelgroepen en boodschap",
        layout="table",
        help_text="Per doelgroep: wat zegt u, en waar?",
    )
    materials = RowsField(
        MaterialBlock(),
        verbose_name="Materialen",
        layout="files",
        help_text="Folders, posters en filmpjes die een ander mag bekijken of overnemen.",
    )
    calendar = RowsField(
        ActivityBlock(),
        verbose_name="Kalender",
        layout="table",
        help_text="Wat gebeurt wanneer, en door wie?",
    )
    division = ProseField("Wie doet wat", help_text="Rollen en organisaties; geen namen van personen.")
    budget = ProseField("Budget", help_text="Wat mag het kosten, en waaraan geeft u het uit?")
    measured_by = ProseField("Hoe we het meten", help_text="Waaraan ziet u of het werkt?")

    kind = "communicatieplan"
    kind_plural = "Communicatieplannen"
    sections: ClassVar = [
        "reason",
        "goals_knowing",
        "goals_feeling",
        "goals_doing",
        "core_message",
        "strategy",
        Facts("Aanspreekvorm", "form_of_address"),
        "audiences",
        "materials",
        "calendar",
        "division",
        "budget",
        "measured_by",
    ]
    section_synonyms: ClassVar = {
        "reason": ("aanleiding", "inleiding", "situatie", "achtergrond", "analyse", "situatieschets"),
        "goals_knowing": ("weten", "kennisdoel", "kennis", "doelen", "doelstellingen", "communicatiedoelen"),
        "goals_feeling": ("voelen", "houding", "houdingsdoel"),
        "goals_doing": ("doen", "gedrag", "gedragsdoel"),
        "core_message": ("kernboodschap", "boodschap"),
        "strategy": ("strategie", "aanpak", "afzender", "uitstraling", "huisstijl", "communicatiestrategie"),
        "audiences": ("doelgroepen", "doelgroep"),
        "materials": ("materialen", "communicatiemiddelen", "middelen"),
        "calendar": ("kalender", "planning", "communicatiekalender", "tijdpad"),
        "division": ("taakverdeling", "rolverdeling", "organisatie"),
        "budget": ("kosten", "financiën", "begroting"),
        "measured_by": ("evaluatie", "monitoring", "meten", "effectmeting"),
    }
    one_current = True
    parent_page_types: ClassVar = ["municipalities.ParticipantPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "communicatieplan"
