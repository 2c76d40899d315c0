"""A participant (deelnemer): a municipality or a region with pages here."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.models import Collection

from kennisbank.editing.form import KnowledgePageForm
from kennisbank.facets import Facet
from kennisbank.models import KnowledgePage, ListPage, OrganisationForm
from kennisbank.sections import Facts, ProseField, RowsField
from municipalities.models.municipality import Municipality, size_class


class WorkgroupBlock(blocks.StructBlock):
    organisation = blocks.CharBlock(label="Organisatie")
    role = blocks.CharBlock(label="Rol", required=False, help_text="Een rol, geen naam van een persoon.")

    class Meta:
        label = "Lid van de werkgroep"


class ParticipantIndexPage(ListPage):
    subpage_types: ClassVar = ["municipalities.ParticipantPage"]
    lists = "deelnemer"
    ordered_by: ClassVar = ["title"]

    class Meta:
        verbose_name = "overzicht van gemeenten en regio's"

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return "municipalities/participants.html"


def _possible_kinds() -> list[tuple[str, str]]:
    models = [model for model in ParticipantPage.allowed_subpage_models() if issubclass(model, KnowledgePage)]
    return [(model.kind, model.kind_plural) for model in models]


class ParticipantForm(KnowledgePageForm):
    expected_kinds = forms.MultipleChoiceField(
        label="Soorten pagina's die u wilt vullen",
        choices=_possible_kinds,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Wat u aankruist en nog niet hebt, noemt de pagina van uw gemeente of regio als ‘komt nog’.",
    )


class ParticipantPage(KnowledgePage):
    """One municipality, several that work together, or a fictitious one for illustration.

    It is a *koploper* when it had a traject in a round; that is never entered by hand.
    """

    municipalities = ParentalManyToManyField(
        Municipality,
        blank=True,
        verbose_name="Gemeenten",
        related_name="participants",
        help_text="Eén gemeente, of alle gemeenten van de regio. Leeg als niet bekend is welke meedoen.",
    )
    is_region = models.BooleanField(
        "Is een regio", default=False, help_text="Meer gemeenten die samenwerken onder één naam."
    )
    is_fictitious = models.BooleanField(
        "Fictieve gemeente",
        default=False,
        help_text="Bestaat niet echt; krijgt overal het label 'fictieve gemeente, ter illustratie'.",
    )
    fictitious_inhabitants = models.PositiveIntegerField("Inwoners (alleen fictief)", null=True, blank=True)
    how_organised = ProseField(
        "Hoe is cliëntondersteuning georganiseerd?",
        help_text="Wie geeft het, vanuit welke organisatie, en waar vinden inwoners het?",
    )
    which_ambitions = ProseField("Welke ambities zijn er?", help_text="Wat wilt u de komende jaren bereiken?")
    which_actions = ProseField(
        "Welke acties zijn er?", help_text="Wat doet u nu, en wat staat op de planning?"
    )
    organisation_forms = ParentalManyToManyField(
        OrganisationForm,
        blank=True,
        verbose_name="Organisatievorm",
        related_name="+",
        help_text="U mag er meer kiezen.",
    )
    workgroup = RowsField(
        WorkgroupBlock(),
        verbose_name="Werkgroep",
        layout="table",
        help_text="Organisatie en rol; geen namen van personen.",
    )
    contact_mailbox = models.EmailField(
        "Mailbox voor contact", blank=True, help_text="Van een rol of afdeling. Deze wordt nergens getoond."
    )
    contact_checked_on = models.DateField("Contact gecontroleerd op", null=True, blank=True)
    website = models.URLField(
        "Site voor inwoners", blank=True, help_text="De eigen pagina waar inwoners hulp vinden."
    )
    telephone = models.CharField("Telefoon voor inwoners", max_length=40, blank=True)
    launched_on = models.DateField("Gelanceerd op", null=True, blank=True)
    expected_kinds = models.JSONField("Soorten pagina's die u wilt vullen", default=list, blank=True)
    ends_on = models.DateField("Opgeheven per", null=True, editable=False)
    successor = models.ForeignKey(
        "self",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="predecessors",
        verbose_name="Opgegaan in",
    )
    default_licence = models.CharField(
        "Licentie van alle pagina's",
        max_length=20,
        choices=KnowledgePage.Licence.choices,
        default=KnowledgePage.Licence.CC_BY,
        help_text="Geldt voor elke pagina die zelf geen licentie noemt.",
    )

    kind = "deelnemer"
    kind_plural = "Deelnemers"
    sections: ClassVar = [
        "how_organised",
        "which_ambitions",
        "which_actions",
        Facts("Organisatie", "organisation_forms", "launched_on"),
        "workgroup",
    ]
    section_synonyms: ClassVar = {
        "how_organised": ("organisatie", "hoe is het georganiseerd"),
        "which_ambitions": ("ambities",),
        "which_actions": ("acties",),
    }
    owns_pages = True
    kept_columns: ClassVar = (*KnowledgePage.kept_columns, "ends_on", "successor_id")
    exclude_fields_in_copy: ClassVar = [*KnowledgePage.exclude_fields_in_copy, "ends_on", "successor"]
    base_form_class = ParticipantForm
    own_tabs: ClassVar = [
        ObjectList(
            [
                MultiFieldPanel(
                    [
                        FieldPanel("municipalities"),
                        FieldPanel("is_region"),
                        FieldPanel("is_fictitious"),
                        FieldPanel("fictitious_inhabitants"),
                    ],
                    heading="Wie",
                ),
                MultiFieldPanel(
                    [
                        FieldPanel("website"),
                        FieldPanel("telephone"),
                        FieldPanel("contact_mailbox"),
                        FieldPanel("contact_checked_on"),
                        HelpPanel(template="questions/mailbox_problem.html"),
                    ],
                    heading="Contact",
                ),
                FieldPanel("default_licence"),
                FieldPanel("expected_kinds"),
            ],
            heading="Wie en contact",
        )
    ]
    parent_page_types: ClassVar = ["municipalities.ParticipantIndexPage"]
    subpage_types: ClassVar = [
        "kennisbank.DefinitionPage",
        "kennisbank.VisionPage",
        "kennisbank.JourneyPage",
        "kennisbank.PositioningPage",
        "kennisbank.CommunicationPlanPage",
        "kennisbank.CouncilLetterPage",
        "kennisbank.NewsPage",
        "lessons.LessonPage",
        "municipalities.GoalPage",
    ]

    class Meta:
        verbose_name = "deelnemer"
        verbose_name_plural = "deelnemers"

    def clean(self) -> None:
        super().clean()
        if self.is_fictitious and self.pk and self.municipalities.exists():
            raise ValidationError(
                {"is_fictitious": "Een fictieve gemeente staat niet in het register van gemeenten."}
            )

    @property
    def has_ended(self) -> bool:
        """Whether it went into another; from that day on only curators change its pages, which stay readable."""
        return self.ends_on is not None and self.ends_on <= timezone.localdate()

    def went_into(self, participant_id: int | None) -> bool:
        """Whether it went into that one, also by way of another, so that the people there read what is here."""
        return participant_id is not None and self.pk in predecessors_of({participant_id})

    def publishing_problem(self) -> str:
        """A participant needs only its sentence: its pages follow later, and an empty one is on no list."""
        return "" if self.summary.strip() else "Schrijf eerst de samenvatting in één zin."

    @property
    def takes_questions(self) -> bool:
        """Whether visitors may ask it something; a made-up municipality has nobody to answer, unless by a mailbox."""
        if self.has_ended:
            return False
        return bool(self.contact_mailbox) or not (self.is_fictitious or self.is_generated)

    def folder(self) -> Collection | None:
        """The folder with the files of this participant, which its redacteuren and beheerders work with."""
        role_group = self.role_groups.exclude(folder=None).select_related("folder").first()
        return role_group.folder if role_group else None

    # What the read model asks -------------------------------------------------------------------------------------

    def is_listed(self) -> bool:
        return (
            any(section.content(self) for section in self.section_list())
            or self.get_children().live().exists()
        )

    def owner_facets(self) -> list[Facet]:
        return self.facets_of_pages()

    def owner_name(self) -> str:
        return self.title

    def label(self) -> str:
        if self.is_generated:
            return self.GENERATED_LABEL
        if self.is_fictitious:
            return self.FICTITIOUS_LABEL
        return self.EXAMPLE_LABEL if self.is_example else ""

    def facets_of_pages(self) -> list[Facet]:
        """The facets that every page of this participant has because of its owner."""
        members = list(self.municipalities.all())
        facets = [Facet("deelnemer", self.slug, self.title)]
        facets += [Facet("gemeente", member.code, member.name) for member in members]
        facets += [
            Facet("provincie", slug, name) for slug, name in {(m.province_slug, m.province) for m in members}
        ]
        facets += [Facet("organisatievorm", form.slug, form.name) for form in self.organisation_forms.all()]
        return [*facets, *self._size_facets(members), *self._round_facets()]

    def _size_facets(self, members: list[Municipality]) -> list[Facet]:
        known = [member.inhabitants for member in members if member.inhabitants]
        numbers: list[int | None] = [*known] or [self.fictitious_inhabitants]
        return [Facet("grootte", *size) for number in numbers if (size := size_class(number))]

    def _round_facets(self) -> list[Facet]:
        trajecten = list(self.trajecten.select_related("round"))
        if not trajecten:
            return [Facet("koploper", "nee", "Gemeente of regio zonder traject")]
        rounds = [traject.round for traject in trajecten if traject.round]
        return [Facet("koploper", "ja", "Koploper"), *(Facet("ronde", r.slug, str(r)) for r in rounds)]

    # Showing ------------------------------------------------------------------------------------------------------

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return "municipalities/participant.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from municipalities.overview import overview_of

        context = super().get_context(request, *args, **kwargs)
        return {**context, "overview": overview_of(self, request.user)}


def predecessors_of(participant_ids: set[int]) -> set[int]:
    """The ids of the participants that have gone into these, also by way of another."""
    found: set[int] = set()
    heirs = participant_ids
    while heirs:
        ended = ParticipantPage.objects.filter(successor__in=heirs, ends_on__lte=timezone.localdate())
        heirs = set(ended.values_list("pk", flat=True)) - found
        found |= heirs
    return found
