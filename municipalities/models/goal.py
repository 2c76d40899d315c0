from typing import ClassVar

from wagtail import blocks

from kennisbank.models import KnowledgePage
from kennisbank.sections import ProseField, RowsField


class MilestoneBlock(blocks.StructBlock):
    STATUSES: ClassVar = [(status, status) for status in ("gepland", "bezig", "gereed", "geborgd", "gestopt")]

    text = blocks.CharBlock(label="Mijlpaal")
    planned = blocks.DateBlock(label="Gepland op", required=False)
    status = blocks.ChoiceBlock(choices=STATUSES, label="Status", default="gepland")
    reached_on = blocks.DateBlock(label="Bereikt op", required=False)

    class Meta:
        label = "Mijlpaal"


class UpdateBlock(blocks.StructBlock):
    date = blocks.DateBlock(label="Datum")
    text = blocks.TextBlock(label="Stand van zaken")

    class Meta:
        label = "Stand van zaken"


class GoalPage(KnowledgePage):
    """Something that a participant wants to reach, and how far it is."""

    goal = ProseField("Doel", help_text="Wat wilt u bereiken, voor wie, en wanneer is het gelukt?")
    milestones = RowsField(
        MilestoneBlock(),
        verbose_name="Mijlpalen",
        layout="table",
        help_text="De stappen ernaartoe, met een datum.",
    )
    updates = RowsField(
        UpdateBlock(),
        verbose_name="Stand van zaken",
        layout="table",
        help_text="Wat is er gebeurd? De nieuwste bovenaan.",
    )

    kind = "doel"
    kind_plural = "Doelen"
    sections: ClassVar = ["goal", "milestones", "updates"]
    section_synonyms: ClassVar = {
        "goal": ("doelstelling", "wat willen we bereiken"),
        "milestones": ("mijlpaal", "stappen", "planning"),
        "updates": ("voortgang", "update"),
    }
    parent_page_types: ClassVar = ["municipalities.ParticipantPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "doel"
