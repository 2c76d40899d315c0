"""The log of one participant, or of all, for curators.

Wagtail's own report of the whole site shows each editor the entries of what he may open; it knows no participants, and
forgets for all but superusers whose a deleted page was.
"""

from collections.abc import Iterable
from typing import Any, ClassVar

import django_filters
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.utils import timezone
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.log_actions import registry

from municipalities.audit.rows import LogRow, all_rows, rows_of
from municipalities.models import LogLine, ParticipantPage
from municipalities.safe_export import SafeExportReportView


class LogFilterSet(WagtailFilterSet):
    participant = django_filters.ModelChoiceFilter(
        label="Deelnemer",
        queryset=lambda request: ParticipantPage.objects.order_by("title"),
        method="of_participant",
    )
    action = django_filters.ChoiceFilter(
        label="Wat", choices=lambda: registry.get_choices(), method="of_action"
    )
    timestamp = django_filters.DateFromToRangeFilter(label="Wanneer", widget=DateRangePickerWidget)

    class Meta:
        model = LogLine
        fields: ClassVar[list[str]] = []

    def of_participant(
        self, lines: QuerySet[LogLine], name: str, participant: ParticipantPage
    ) -> QuerySet[LogLine]:
        return lines.filter(participant_id=participant.pk)

    def of_action(self, lines: QuerySet[LogLine], name: str, action: str) -> QuerySet[LogLine]:
        return lines.filter(Q(page_entry__action=action) | Q(model_entry__action=action))


class LogReportView(SafeExportReportView):
    page_title = "Logboek per deelnemer"
    header_icon = "history"
    index_url_name = "municipalities_log"
    index_results_url_name = "municipalities_log_results"
    results_template_name = "audit/report_results.html"
    filterset_class = LogFilterSet
    default_ordering = None
    export_headings: ClassVar = {
        "timestamp": "Wanneer",
        "participant": "Deelnemer",
        "who": "Wie",
        "what": "Wat",
        "kind": "Soort",
        "label": "Waaraan",
        "about": "Over wie",
        "object_id": "Nummer",
    }
    list_export: ClassVar = list(export_headings)

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.reads_everything:
            raise Http404
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def get_queryset(self) -> QuerySet[LogLine]:
        lines = LogLine.objects.select_related("page_entry__content_type", "model_entry__content_type")
        return lines.order_by("-timestamp", "-pk")

    def decorate_paginated_queryset(self, object_list: Any) -> Iterable[LogRow]:
        return all_rows(object_list) if self.is_export else rows_of(list(object_list))

    def get_filename(self) -> str:
        return f"logboek-{timezone.localdate():%Y-%m-%d}"
