"""The editor of a page type, made from its list of sections."""

from typing import Any

from django import forms
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    Panel,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)

from kennisbank.advice.examples import ExamplePanel
from kennisbank.editing.sentence import SentenceInput, panel_of


class EditHandler:
    """Descriptor: the tabs that Wagtail shows for the page type on which it is asked."""

    def __get__(self, instance: Any, page_type: type[Any]) -> TabbedInterface:
        return TabbedInterface(
            [
                ObjectList(_content(page_type), heading="Inhoud"),
                *page_type.own_tabs,
                ObjectList(_findability(page_type), heading="Vindbaar"),
                ObjectList(_status(page_type), heading="Status en bron"),
                ObjectList(
                    [HelpPanel(template="editing/unplaced_link.html"), FieldPanel("unplaced")],
                    heading="Nog in te delen",
                ),
            ],
            base_form_class=page_type.base_form_class,
        )


def _content(page_type: type[Any]) -> list[Panel]:
    sections = [
        panel
        for section in page_type.section_list()
        for panel in (section.panel(), ExamplePanel(section.name))
    ]
    title = TitleFieldPanel(
        "title",
        widget=SentenceInput,
        help_text="Zo noemt u de pagina. Een collega in een andere gemeente ziet de titel in een lijst.",
    )
    return [title, panel_of(page_type._meta.get_field("summary")), *sections, FieldPanel("files")]


def _findability(page_type: type[Any]) -> list[Panel]:
    in_sections = {field.name for section in page_type.section_list() for field in section.fields}
    names = ["themes", "target_groups", "life_domains", "tags", "slug"]
    return [_findability_panel(name) for name in names if name not in in_sections]


def _findability_panel(name: str) -> Panel:
    if name in {"themes", "target_groups", "life_domains"}:
        return FieldPanel(name, widget=forms.CheckboxSelectMultiple)
    return FieldPanel(name)


def _status(page_type: type[Any]) -> list[Panel]:
    review = MultiFieldPanel([FieldPanel("reviewed_on"), FieldPanel("review_again_on")], heading="Nakijken")
    return [
        MultiFieldPanel(
            [
                FieldPanel("text_status"),
                FieldPanel("text_status_body"),
                FieldPanel("text_status_date"),
                FieldPanel("text_status_url"),
            ],
            heading="Status van de tekst",
        ),
        MultiFieldPanel(
            [FieldPanel("practice"), FieldPanel("practice_as_of"), PageChooserPanel("replaced_by")],
            heading="In de praktijk",
        ),
        *([review] if page_type.is_living else []),
        MultiFieldPanel(
            [FieldPanel("source_title"), FieldPanel("source_url"), FieldPanel("source_retrieved_on")],
            heading="Bron",
        ),
        FieldPanel("responsible_role"),
        FieldPanel("licence"),
        FieldPanel("is_example"),
        PublishingPanel(),  # Wagtail shows it beside the form, wherever it stands.
    ]
