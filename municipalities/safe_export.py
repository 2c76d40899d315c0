"""Exports for a spreadsheet that hold nothing which a spreadsheet would run."""

from codecs import BOM_UTF8
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from wagtail.admin.views.reports import ReportView

# With these a spreadsheet begins a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class SafeExportReportView(ReportView):
    """A report of titles and names, which are what anybody made of them. In XLSX Wagtail makes each of them a text.

    A moment stands in the time of the site in both: a spreadsheet knows no time zones, and Wagtail would give it UTC.
    A CSV begins with the mark by which a spreadsheet sees that it is UTF-8.
    """

    def stream_csv(self, queryset: QuerySet) -> Iterator[str]:
        yield BOM_UTF8.decode()
        yield from super().stream_csv(queryset)

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        if isinstance(value, datetime) and timezone.is_aware(value):
            local = timezone.localtime(value).replace(microsecond=0)
            value = timezone.make_naive(local) if export_format == self.FORMAT_XLSX else local
        written = super().preprocess_field_value(field, value, export_format)
        return _as_text(written) if export_format == self.FORMAT_CSV else written


def _as_text(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
