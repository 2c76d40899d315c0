from typing import ClassVar

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks

from kennisbank.facets import Facet
from kennisbank.models.knowledge_page import KnowledgePage
from kennisbank.models.vocabulary import OrganisationForm
from kennisbank.sections import Facts, ProseField, RowsField


class RoleBlock(blocks.StructBlock):
    role = blocks.CharBlock(
        label="Rol", help_text="Bijvoorbeeld vrijwillige cliëntondersteuner. Geen namen van personen."
    )
    kind = blocks.ChoiceBlock(
        choices=[("formeel", "formeel"), ("informeel", "informeel")], label="Soort", required=False
    )
    organisation = blocks.CharBlock(label="Organisatie", required=False)
    task = blocks.TextBlock(label="Wat deze rol doet", required=False)

    class Meta:
        label = "Rol"


class PositioningPage(KnowledgePage):
    """Where residents find independent client support, and who gives it."""

    contact_point = ProseField("Meldpunt", help_text="Waar kan een inwoner terecht, wanneer en hoe?")
    opening = models.CharField("Openingstijden", max_length=300, blank=True)
    reach = models.CharField(
        "Te bereiken via",
        max_length=300,
        blank=True,
        help_text="Algemeen telefoonnummer, adres of site; geen nummer van een persoon.",
    )
    contact_checked_on = models.DateField("Gegevens gecontroleerd op", null=True, blank=True)
    organisation_forms = ParentalManyToManyField(
        OrganisationForm,
        blank=True,
        verbose_name="Organisatievorm",
        related_name="+",
        help_text="U mag er meer kiezen.",
    )
    organisation = ProseField(
        "Hoe het is georganiseerd", help_text="Wie is opdrachtgever, wie voert uit, wie stuurt aan?"
    )
    roles = RowsField(
        RoleBlock(),
        verbose_name="Rollen formeel en informeel",
        layout="table",
        help_text="Wie doet wat, betaald en vrijwillig?",
    )
    recruitment = ProseField(
        "Werving en opleiding", help_text="Hoe vindt, schoolt en behoudt u cliëntondersteuners?"
    )
    funding = ProseField(
        "Contract en bekostiging", help_text="Soort afspraak (subsidie, inkoop), voorwaarden en looptijd."
    )
    amount_per_year = models.DecimalField(
        "Bedrag per jaar in euro", max_digits=12, decimal_places=0, null=True, blank=True
    )
    contract_until = models.DateField("Contract loopt tot", null=True, blank=True)
    warm_handover = ProseField(
        "Warme overdracht",
        help_text="Hoe verwijzen organisaties naar elkaar, zodat een inwoner niet opnieuw hoeft te beginnen?",
    )
    independence = ProseField(
        "Onafhankelijkheid", help_text="Hoe blijft de cliëntondersteuner los van wie over de hulp beslist?"
    )

    kind = "positionering"
    kind_plural = "Meldpunt en positionering"
    sections: ClassVar = [
        "contact_point",
        Facts("Bereikbaarheid", "opening", "reach", "contact_checked_on"),
        Facts("Organisatievorm", "organisation_forms"),
        "organisation",
        "roles",
        "recruitment",
        "funding",
        Facts("Bedrag en looptijd", "amount_per_year", "contract_until"),
        "warm_handover",
        "independence",
    ]
    section_synonyms: ClassVar = {
        "contact_point": ("centraal meldpunt", "contact", "waar kunt u terecht", "aanmelden", "loket"),
        "organisation": ("organisatie", "positionering", "inrichting", "organisatievorm"),
        "roles": ("rollen", "taken", "rollen en taken", "wie doet wat"),
        "recruitment": (
            "werving",
            "opleiding",
            "scholing",
            "training",
            "werving en training",
            "vrijwilligers",
        ),
        "funding": ("bekostiging", "financiering", "contract", "financiën", "subsidie"),
        "warm_handover": ("overdracht", "verwijzing", "doorverwijzen", "samenwerking"),
        "independence": ("onafhankelijke positie", "borging onafhankelijkheid"),
    }
    one_current = True
    parent_page_types: ClassVar = ["municipalities.ParticipantPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "meldpunt en positionering"

    def own_facets(self) -> list[Facet]:
        own = [Facet(form.facet, form.slug, form.name) for form in self.organisation_forms.all()]
        return [*super().own_facets(), *own]
