"""What search keeps in the database: what is in the index and what waits, texts of files, words, missed queries."""

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import F

from search.vocabulary.models import AnalysisException, ShippedKey, SynonymRule, VocabularyVersion

__all__ = [
    "AnalysisException",
    "FileText",
    "IndexVersion",
    "IndexedRow",
    "MissedQuery",
    "PublicWord",
    "RemoteIndex",
    "ShippedKey",
    "SynonymRule",
    "VocabularyVersion",
    "WaitingRow",
]


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


class FileText(models.Model):
    """The text inside one file that a published page carries, as it was when the worker read it.

    ``mark`` tells this version of the file from the next one under the same document. ``pages`` is a list of
    ``{"page": 3, "text": "…"}``; ``page`` is null where the kind of file has no pages. ``indexed`` turns once the
    index has the text, so that what a worker left that died in between is done again.
    """

    class State(models.TextChoices):
        READING = "reading", "wordt gelezen"
        READ = "read", "gelezen"
        EMPTY = "empty", "geen tekst"
        TOO_LARGE = "too_large", "te groot"
        UNREADABLE = "unreadable", "niet leesbaar"
        MISSING = "missing", "niet gevonden"

    document_id = models.BigIntegerField(primary_key=True)
    mark = models.CharField(max_length=300)
    state = models.CharField(max_length=20, choices=State.choices, default=State.READING)
    reason = models.TextField("reden", blank=True)
    pages = models.JSONField(default=list)
    tries = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    indexed = models.BooleanField(default=False)

    class Meta:
        verbose_name = "tekst van een bestand"
        verbose_name_plural = "teksten van bestanden"

    def __str__(self) -> str:
        return f"{self.document_id}: {self.get_state_display()}"


class PublicWord(models.Model):
    """A word on pages that everybody may read, and on how many; ``number`` is that of the index when it changed."""

    text = models.CharField(max_length=40, primary_key=True)
    lemma = models.CharField(max_length=100, db_index=True)
    documents = models.BigIntegerField()
    number = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = "woord van openbare pagina's"
        verbose_name_plural = "woorden van openbare pagina's"

    def __str__(self) -> str:
        return self.text


class WaitingRow(models.Model):
    """The outbox: a row whose newest change no search server has confirmed; kept without such a server too.

    ``number`` is that of the index when the row changed last, ``since`` when it began to wait. A row that the server
    will never take as it is, is ``refused`` with the reason, until it changes.
    """

    row_id = models.BigIntegerField(primary_key=True)
    number = models.BigIntegerField(db_index=True)
    since = models.DateTimeField()
    refused = models.TextField("reden", blank=True)

    class Meta:
        verbose_name = "rij die op de zoekserver wacht"
        verbose_name_plural = "rijen die op de zoekserver wachten"

    def __str__(self) -> str:
        return str(self.row_id)


class RemoteIndex(models.Model):
    """The one row that says which index of the search server has all rows but the waiting ones.

    ``uuid`` is the server's own mark, so that an index is not taken for one that was deleted and has the same name.
    ``asked_at`` is set while a task of the worker waits that will send. While the server fails, ``failures`` counts
    and nothing is sent before ``retry_at``. One process at a time builds a new index, until ``building_until``.
    """

    name = models.CharField(max_length=120, blank=True)
    uuid = models.CharField(max_length=40, blank=True)
    asked_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    building_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "index op de zoekserver"
        verbose_name_plural = "indexen op de zoekserver"

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, alias: str) -> models.QuerySet["RemoteIndex"]:
        """The row of this database, made when it is not there."""
        found = cls.objects.using(alias).filter(pk=1)
        if not found.exists():
            cls.objects.using(alias).get_or_create(pk=1)
        return found


class MissedQuery(models.Model):
    """Folded words that somebody looked for and did not find, without what tells a person (see ``search.missed``).

    ``days`` counts the different days on which it was asked, ``times`` how often.
    """

    words = models.CharField("Gezocht", max_length=80, unique=True)
    days = models.PositiveIntegerField("Dagen", default=1)
    times = models.PositiveIntegerField("Keren", default=1)
    first_on = models.DateField("Voor het eerst")
    last_on = models.DateField("Voor het laatst")

    class Meta:
        verbose_name = "zoekvraag zonder resultaat"
        verbose_name_plural = "gezocht, niet gevonden"
        ordering: ClassVar = ["-days", "-times", "words"]

    def __str__(self) -> str:
        return self.words
