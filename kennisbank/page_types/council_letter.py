import datetime
from typing import ClassVar

from django.db import models
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from kennisbank.models.knowledge_page import KnowledgePage
from kennisbank.sections import Facts, ProseField, RowsField


class AnnexBlock(blocks.StructBlock):
    number = blocks.CharBlock(label="Nummer", required=False, max_length=20)
    title = blocks.CharBlock(label="Titel")
    file = DocumentChooserBlock(label="Bestand", required=False)
    link = blocks.URLBlock(label="Adres", required=False)
    elsewhere = blocks.BooleanBlock(label="Niet op dit platform", required=False)

    class Meta:
        label = "Bijlage"


class EarlierLetterBlock(blocks.StructBlock):
    """An earlier letter: a page here, or only a title and a date."""

    page = blocks.PageChooserBlock(
        label="Brief op dit platform", page_type="kennisbank.CouncilLetterPage", required=False
    )
    title = blocks.CharBlock(
        label="Titel", required=False, help_text="Alleen invullen als de brief niet op dit platform staat."
    )
    date = blocks.DateBlock(label="Datum", required=False)
    elsewhere = blocks.BooleanBlock(label="Niet op dit platform", required=False)

    class Meta:
        label = "Eerdere brief"


class CouncilLetterPage(KnowledgePage):
    """A letter by which the college informs the council (raadsinformatiebrief)."""

    addressee = models.CharField("Aan", max_length=200, blank=True, default="De gemeenteraad")
    sender = models.CharField(
        "Van", max_length=200, blank=True, help_text="Bijvoorbeeld: college van burgemeester en wethouders."
    )
    portfolio_holder = models.CharField(
        "Portefeuillehouder",
        max_length=200,
        blank=True,
        help_text="De rol, bijvoorbeeld wethouder sociaal domein. Een naam alleen als die in een openbare brief staat.",
    )
    subject = models.CharField("Onderwerp", max_length=300, blank=True)
    letter_date = models.DateField("Datum", null=True, blank=True)
    reference = models.CharField("Kenmerk", max_length=100, blank=True)
    take_note_of = ProseField(
        "Kennisnemen van", help_text="Waar neemt de raad kennis van? Eén of twee zinnen."
    )
    introduction = ProseField("Inleiding", help_text="Waarom krijgt de raad deze brief nu?")
    information = ProseField(
        "Informatie", help_text="De inhoud: wat is er gebeurd, wat komt er, wat betekent het voor inwoners?"
    )
    finances = ProseField("Financiën", help_text="Wat kost het, en is er geld voor?")
    follow_up = ProseField("Vervolg", help_text="Wat gebeurt er hierna, en wanneer hoort de raad weer iets?")
    communication = ProseField("Communicatie", help_text="Hoe en wanneer horen inwoners en partners dit?")
    annexes = RowsField(
        AnnexBlock(),
        verbose_name="Bijlagen",
        layout="table",
        help_text="Elk met titel, en een bestand, een adres of 'niet op dit platform'.",
    )
    earlier_letters = RowsField(
        EarlierLetterBlock(),
        verbose_name="Eerdere brieven",
        layout="table",
        help_text="Kies de vorige brief, of vul titel en datum in als die niet op dit platform staat.",
    )
    council_register_url = models.URLField("Adres in het raadsinformatiesysteem", max_length=500, blank=True)

    kind = "raadsinformatiebrief"
    kind_plural = "Raadsinformatiebrieven"
    sections: ClassVar = [
        Facts("Briefhoofd", "addressee", "sender", "portfolio_holder", "subject", "letter_date", "reference"),
        "take_note_of",
        "introduction",
        "information",
        "finances",
        "follow_up",
        "communication",
        "annexes",
        "earlier_letters",
        Facts("In het raadsinformatiesysteem", "council_register_url"),
    ]
    section_synonyms: ClassVar = {
        "take_note_of": ("kennis te nemen van", "kernboodschap", "ter kennisname", "kennisnemen"),
        "introduction": ("aanleiding", "achtergrond"),
        "information": ("toelichting", "stand van zaken", "inhoud", "kern"),
        "finances": (
            "financiële gevolgen",
            "kosten",
            "financiële consequenties",
            "financiële",
            "financieel",
            "middelen",
        ),
        "follow_up": ("vervolgstappen", "vervolgproces", "planning", "hoe verder", "vervolg en planning"),
        "communication": ("communicatie en participatie", "participatie"),
        "annexes": ("bijlage", "bijlagen bij deze brief"),
        "earlier_letters": ("eerdere besluitvorming", "eerdere brief"),
    }
    letterhead: ClassVar = {
        "aan": "addressee",
        "van": "sender",
        "portefeuillehouder": "portfolio_holder",
        "onderwerp": "subject",
        "datum": "letter_date",
        "kenmerk": "reference",
    }
    is_living = False
    parent_page_types: ClassVar = ["municipalities.ParticipantPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "raadsinformatiebrief"

    def display_date(self) -> datetime.date | None:
        return self.letter_date or super().display_date()

    def publishing_problem(self) -> str:
        """As for every page, but a letterhead alone is no letter."""
        return self.problem_without("addressee")
