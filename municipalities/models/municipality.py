"""The register of municipalities."""

from typing import ClassVar

from django.db import models
from django.utils.text import slugify

TOOI = "https://identifier.overheid.nl/tooi/id/gemeente/"

PROVINCES = {
    "20": "Groningen",
    "21": "Fryslân",
    "22": "Drenthe",
    "23": "Overijssel",
    "24": "Flevoland",
    "25": "Gelderland",
    "26": "Utrecht",
    "27": "Noord-Holland",
    "28": "Zuid-Holland",
    "29": "Zeeland",
    "30": "Noord-Brabant",
    "31": "Limburg",
}
SIZE_CLASSES = [
    (20_000, "tot-20000", "minder dan 20.000"),
    (50_000, "20000-50000", "20.000 tot 50.000"),
    (100_000, "50000-100000", "50.000 tot 100.000"),
]
LARGEST = ("vanaf-100000", "100.000 of meer")


class Municipality(models.Model):
    """A municipality as the register has it; an ended one stays, with its successor."""

    code = models.CharField(
        "Code", max_length=6, unique=True, help_text="gm en vier cijfers, bijvoorbeeld gm0785."
    )
    name = models.CharField("Naam", max_length=120)
    province_code = models.CharField("Provincie", max_length=2, choices=list(PROVINCES.items()))
    latitude = models.FloatField("Breedtegraad", null=True, blank=True)
    longitude = models.FloatField("Lengtegraad", null=True, blank=True)
    start = models.DateField("Begint op", null=True, blank=True)
    end = models.DateField("Eindigt op", null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="predecessors",
        verbose_name="Opvolger",
    )
    inhabitants = models.PositiveIntegerField("Inwoners", null=True, blank=True)
    inhabitants_year = models.PositiveSmallIntegerField("Inwoners in jaar", null=True, blank=True)

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def tooi(self) -> str:
        """The identifier of the Dutch government's register of organisations (TOOI)."""
        return TOOI + self.code

    @property
    def province(self) -> str:
        return PROVINCES[self.province_code]

    @property
    def province_slug(self) -> str:
        return slugify(self.province)


def size_class(inhabitants: int | None) -> tuple[str, str] | None:
    """The slug and the label of the size class, or ``None`` when the number is not known."""
    if inhabitants is None:
        return None
    for limit, slug, label in SIZE_CLASSES:
        if inhabitants < limit:
            return slug, label
    return LARGEST
