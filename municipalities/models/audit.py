"""The index of the audit log: which entry of Wagtail's two logs is about which participant."""

from typing import ClassVar

from django.db import models
from wagtail.models import ModelLogEntry, PageLogEntry


class LogLine(models.Model):
    """One entry, of the one log or the other. It knows its participant after the page or the role is gone, too."""

    participant_id = models.BigIntegerField(null=True)
    timestamp = models.DateTimeField()
    page_entry = models.OneToOneField(PageLogEntry, null=True, on_delete=models.CASCADE, related_name="+")
    model_entry = models.OneToOneField(ModelLogEntry, null=True, on_delete=models.CASCADE, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "regel van het logboek"
        verbose_name_plural = "logboek"
        indexes: ClassVar = [
            models.Index(fields=["participant_id", "-timestamp", "-id"], name="log_of_participant"),
            models.Index(fields=["-timestamp", "-id"], name="log_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.timestamp:%Y-%m-%d %H:%M} {self.entry.action}"

    @property
    def entry(self) -> PageLogEntry | ModelLogEntry:
        """The entry itself."""
        return self.page_entry or self.model_entry
