"""What was uploaded and waits for a person's decision: seen by that person only, gone after a day."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

KEPT_FOR = datetime.timedelta(hours=24)


def in_a_day() -> datetime.datetime:
    return timezone.now() + KEPT_FOR


class ImportUpload(models.Model):
    """One file between upload and draft. It lies in the database, so that no address on the site leads to it."""

    batch = models.UUIDField(default=uuid.uuid4, db_index=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    parent = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=50)
    name = models.CharField(max_length=255)
    content = models.BinaryField()
    expires_at = models.DateTimeField(default=in_a_day, db_index=True)

    class Meta:
        verbose_name = "ingelezen bestand"
        verbose_name_plural = "ingelezen bestanden"

    def __str__(self) -> str:
        return self.name


def waiting_uploads(user, batch: uuid.UUID) -> models.QuerySet[ImportUpload]:
    """The files of this batch that this person uploaded and that have not expired."""
    waiting = ImportUpload.objects.filter(owner=user, batch=batch, expires_at__gt=timezone.now())
    return waiting.defer("content").order_by("pk")


def forget_expired_uploads() -> int:
    """Delete what nobody decided on in time; how many files that were. For the clock, and run at each upload."""
    return ImportUpload.objects.filter(expires_at__lte=timezone.now()).delete()[0]
