"""For curators, afterwards: what reached the site without a second reader."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from django_filters import ChoiceFilter, DateFromToRangeFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn, UserColumn

from municipalities.models import FourEyesTaskState
from municipalities.review import rules
from municipalities.review.waiting import published_unread
from municipalities.safe_export import SafeExportReportView

UNREAD = [
    choice
    for choice in FourEyesTaskState.Reason.choices
    if choice[0] != FourEyesTaskState.Reason.SECOND_READER
]


class UnreadFilters(WagtailFilterSet):
    reason = ChoiceFilter(label="Waarom", choices=UNREAD)
    finished_at = DateFromToRangeFilter(label="Wanneer", widget=DateRangePickerWidget)

    class Meta:
        model = FourEyesTaskState
        fields: ClassVar = ["reason", "finished_at"]


def _title(request: FourEyesTaskState) -> str:
    return str(request.revision.object_str)


def _compare(request: FourEyesTaskState) -> str:
    page = request.revision.object_id
    if request.read_revision_id:
        versions = [page, request.read_revision_id, request.revision_id]
        return reverse("wagtailadmin_pages:revisions_compare", args=versions)
    return reverse("wagtailadmin_pages:edit", args=[page])


class UnreadView(SafeExportReportView):
    """Every title leads to what changed."""

    model = FourEyesTaskState
    page_title = "Zonder tweede lezer gepubliceerd"
    header_icon = "view"
    index_url_name = "municipalities_unread"
    index_results_url_name = "municipalities_unread_results"
    filterset_class = UnreadFilters
    list_export: ClassVar = ["revision.object_str", "get_comment", "finished_by", "finished_at"]
    export_headings: ClassVar = {
        "revision.object_str": "Pagina",
        "get_comment": "Waarom",
        "finished_by": "Door",
        "finished_at": "Wanneer",
    }
    columns: ClassVar = [
        TitleColumn("title", label="Pagina", accessor=_title, get_url=_compare),
        Column("why", label="Waarom", accessor="get_comment"),
        UserColumn("finished_by", label="Door"),
        DateColumn("finished_at", label="Wanneer"),
    ]

    def user_has_permission(self, permission: str) -> bool:
        return rules.approves_everywhere(self.request.user)

    def user_has_any_permission(self, permissions: Any) -> bool:
        return rules.approves_everywhere(self.request.user)

    any_permission_required: ClassVar = ["view"]

    def get_queryset(self) -> QuerySet[FourEyesTaskState]:
        return published_unread().select_related("revision", "finished_by__wagtail_userprofile")

    def get_filename(self) -> str:
        return "zonder-tweede-lezer"
