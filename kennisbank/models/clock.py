"""The rows by which processes agree who does a periodic task."""

from django.db import models


class PeriodicRun(models.Model):
    """When a periodic task is due next, and how its last run went; one row per task of ``kennisbank.clock``."""

    name = models.CharField("Taak", max_length=100, primary_key=True)
    due_at = models.DateTimeField("Volgende keer")
    started_at = models.DateTimeField("Laatst begonnen", null=True, blank=True)
    finished_at = models.DateTimeField("Laatst geslaagd", null=True, blank=True)
    error = models.TextField("Fout van de laatste keer", blank=True)

    class Meta:
        verbose_name = "periodieke taak"
        verbose_name_plural = "periodieke taken"

    def __str__(self) -> str:
        return self.name
