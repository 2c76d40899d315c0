"""What a lesson or a knowledge product is based on, with reason and date."""

from django.db import models


class Basis(models.TextChoices):
    PRACTICE = "praktijkervaring", "Praktijkervaring"
    DESCRIBED = "beschreven-aanpak", "Beschreven aanpak"
    RESEARCH = "onderzoek", "Onderzoek"


class BasedOn(models.Model):
    basis = models.CharField("Waar is dit op gebaseerd", max_length=20, choices=Basis.choices, blank=True)
    basis_reason = models.CharField(
        "Toelichting", max_length=300, blank=True, help_text="Waarom kiest u dit? Eén zin."
    )
    basis_date = models.DateField("Vastgesteld op", null=True, blank=True)

    class Meta:
        abstract = True
