import datetime
from typing import ClassVar

from django.db import models

from kennisbank.models.knowledge_page import KnowledgePage
from kennisbank.sections import ProseField


class NewsPage(KnowledgePage):
    """News of a participant or of the programme: selected, kick-off, launch, a meeting."""

    news_date = models.DateField(
        "Datum", null=True, blank=True, help_text="De dag waarop het nieuws naar buiten kwam."
    )
    introduction = ProseField("Inleiding", help_text="Het nieuws in één of twee zinnen: wie, wat, wanneer.")
    text = ProseField("Bericht", help_text="De rest van het bericht.")

    kind = "nieuwsbericht"
    kind_plural = "Nieuwsberichten"
    sections: ClassVar = ["introduction", "text", "news_date"]
    section_synonyms: ClassVar = {"introduction": ("lead", "intro"), "text": ("tekst", "nieuws")}
    rest_section = "text"
    letterhead: ClassVar = {"datum": "news_date"}
    is_living = False
    parent_page_types: ClassVar = ["municipalities.ParticipantPage", "kennisbank.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "nieuwsbericht"

    def display_date(self) -> datetime.date | None:
        return self.news_date or super().display_date()

    def publishing_problem(self) -> str:
        return self.problem_without("news_date")
