"""The read model: one flat row per published page, and one per file on a page."""

from typing import Any, ClassVar, Self

from django.db import models

from kennisbank.audience import Reader


class SearchDocumentQuerySet(models.QuerySet["SearchDocument"]):
    def visible_to(self, reader: Reader) -> Self:
        """The rows that this person may read; every list on the site starts here."""
        return reader.filter(self.filter(live=True, listed=True))

    def pages(self) -> Self:
        return self.filter(document_id=None)

    def of_kind(self, *kinds: str) -> Self:
        return self.filter(kind__in=kinds)


class SearchDocument(models.Model):
    """What a list, a facet, a feed, an export or a search needs to know of a page, without its page table.

    ``changed`` is written in the transaction that changes the page, the rest right after it. ``version`` rises with
    every filling, so that an engine can tell what it has not seen. A row outlives its page: ``live`` and then
    ``gone`` (already in the bin) turn, and ``/id/<key>`` still knows what was there. ``completeness`` is the percentage
    of the sections that say something; ``None`` for files and where an empty section is no lack. ``review_again_on`` is
    the day that counts (``looking_after.review_of``), ``None`` where nobody has to look again.
    """

    key = models.CharField(max_length=40, unique=True)
    page_id = models.BigIntegerField(db_index=True)
    document_id = models.BigIntegerField(null=True)

    changed = models.BooleanField(default=True, db_index=True)
    live = models.BooleanField(default=False)
    gone = models.BooleanField(default=False)
    listed = models.BooleanField(default=True)
    version = models.BigIntegerField(default=0)
    audience = models.CharField(max_length=40)

    kind = models.CharField(max_length=40)
    kind_label = models.CharField(max_length=80)
    title = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    url = models.CharField(max_length=500)
    participant_id = models.BigIntegerField(null=True, db_index=True)
    participant_name = models.CharField(max_length=255, blank=True)
    label = models.CharField(max_length=200, blank=True)
    current = models.BooleanField(default=True)
    replaced_by_id = models.BigIntegerField(null=True)
    sections = models.JSONField(default=list)
    completeness = models.PositiveSmallIntegerField(null=True)
    date = models.DateField(null=True, db_index=True)
    published_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(null=True)
    review_again_on = models.DateField(null=True)
    responsible_role = models.CharField(max_length=120, blank=True)

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "zoekregel"
        verbose_name_plural = "zoekregels"
        # None begins with what nearly all rows have in common, such as an audience or no document: SQLite would then
        # look through all of these instead of looking up the few rows that it is asked for.
        indexes: ClassVar = [
            models.Index(
                fields=["document_id"], condition=models.Q(document_id__isnull=False), name="rows_of_files"
            ),
            models.Index(fields=["kind", "audience", "live", "listed", "document_id"], name="rows_by_kind"),
            models.Index(fields=["kind", "date"], name="rows_newest_of_kind"),
            models.Index(fields=["-updated_at", "title"], name="rows_last_changed"),
            models.Index(
                fields=["review_again_on"],
                condition=models.Q(review_again_on__isnull=False),
                name="rows_to_review",
            ),
            models.Index(
                fields=["page_id", "audience"],
                condition=models.Q(document_id__isnull=True, live=True, listed=True),
                name="pages_to_read",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def body(self) -> str:
        """The text of all sections, each after its label."""
        return "\n".join(f"{section['label']}\n{section['text']}" for section in self.sections)

    def facet_labels(self, facet: str) -> list[str]:
        return [value.label for value in self.facet_values.all() if value.facet == facet]


class CarriedPicture(models.Model):
    """One picture on a published page: who may read that page may see the picture."""

    row = models.ForeignKey(SearchDocument, on_delete=models.CASCADE, related_name="pictures")
    image_id = models.BigIntegerField(db_index=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["row", "image_id"], name="each_picture_once_per_row")
        ]

    def __str__(self) -> str:
        return f"{self.row}: {self.image_id}"


class FacetValue(models.Model):
    """One value by which a row is counted and filtered, with the label as it was when the row was filled."""

    row = models.ForeignKey(SearchDocument, on_delete=models.CASCADE, related_name="facet_values")
    facet = models.CharField(max_length=40)
    value = models.CharField(max_length=160)
    label = models.CharField(max_length=255)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["row", "facet", "value"], name="one_facet_value_per_row")
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["facet", "value", "label", "row"], name="values_of_facet")
        ]

    def __str__(self) -> str:
        return f"{self.facet}: {self.label}"
