"""What every engine inside the database keeps beside its index: which rows are in it, and since when."""

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import F


def new_birth() -> str:
    return secrets.token_hex(8)


class IndexVersion(models.Model):
    """The one row whose number rises, in the same transaction, with every change of the index.

    Raising it locks it until the commit, so numbers become visible in their order, and a process that has seen
    number 7 only needs the rows above 7. ``born`` tells an emptied and refilled table from the one before.
    """

    number = models.BigIntegerField(default=0)
    born = models.CharField(max_length=16, default=new_birth)

    class Meta:
        verbose_name = "versie van de zoekindex"
        verbose_name_plural = "versies van de zoekindex"

    def __str__(self) -> str:
        return f"{self.born}.{self.number}"

    @classmethod
    def raise_number(cls, alias: str = "default") -> int:
        """The next number; call it inside the transaction that changes the index."""
        row = cls.objects.using(alias).filter(pk=1)
        if not row.update(number=F("number") + 1):
            cls.objects.using(alias).get_or_create(pk=1)
            row.update(number=F("number") + 1)
        return row.values_list("number", flat=True).get()


class IndexedRow(models.Model):
    """One row of the read model as the index has it; ``present`` is false for one that left it."""

    row_id = models.BigIntegerField(primary_key=True)
    number = models.BigIntegerField()
    analysis = models.CharField(max_length=40)
    audience = models.CharField(max_length=40)
    present = models.BooleanField()

    class Meta:
        verbose_name = "rij in de zoekindex"
        verbose_name_plural = "rijen in de zoekindex"
        indexes: ClassVar = [models.Index(fields=["number"]), models.Index(fields=["analysis"])]

    def __str__(self) -> str:
        return str(self.row_id)
