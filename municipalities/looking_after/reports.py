"""The reports in the admin: pages to look at again, and pages for which nobody is responsible.

A curator sees those of everybody, who writes for a participant those of his own; others see no report.
"""

from abc import ABC, abstractmethod
from datetime import timedelta
from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Value, When
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.defaultfilters import date as date_format
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from kennisbank.editing.still_right import post_to_still_right
from kennisbank.kinds import page_types
from kennisbank.looking_after import rows_to_review
from kennisbank.models import SearchDocument
from kennisbank.models.read_model import SearchDocumentQuerySet
from municipalities.looking_after.responsible import (
    looked_after_by,
    not_ended,
    rows_without_responsible,
    with_responsible,
)
from municipalities.models import User
from municipalities.safe_export import SafeExportReportView

AHEAD = {"te-laat": -1, "30": 30, "90": 90, "365": 365}


def sees_reports(user: Any) -> bool:
    return isinstance(user, User) and bool(user.reads_everything or user.edited_participant_ids)


def _kinds(request: HttpRequest) -> list[tuple[str, str]]:
    return [(kind, model.kind_label()) for kind, model in page_types().items()]


class PageRowsFilterSet(WagtailFilterSet):
    participant_name = django_filters.CharFilter(label="Gemeente of regio", lookup_expr="icontains")
    kind = django_filters.ChoiceFilter(label="Soort", choices=[], empty_label="Alle")

    class Meta:
        model = SearchDocument
        fields: ClassVar = ["participant_name", "kind"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["kind"].extra["choices"] = _kinds(self.request)


class ToReviewFilterSet(PageRowsFilterSet):
    when = django_filters.ChoiceFilter(
        label="Na te kijken",
        method="filter_when",
        empty_label="Alle",
        choices=[
            ("te-laat", "Te laat"),
            ("30", "Binnen 30 dagen"),
            ("90", "Binnen 90 dagen"),
            ("365", "Binnen een jaar"),
        ],
        widget=forms.RadioSelect,
    )

    class Meta(PageRowsFilterSet.Meta):
        fields: ClassVar = ["when", "participant_name", "kind"]

    def filter_when(self, rows: SearchDocumentQuerySet, name: str, value: str) -> SearchDocumentQuerySet:
        return rows.filter(review_again_on__lte=timezone.localdate() + timedelta(days=AHEAD[value]))


def _title_column() -> TitleColumn:
    return TitleColumn(
        "title", label="Titel", url_name="wagtailadmin_pages:edit", id_accessor="page_id", sort_key="title"
    )


class PageRowsReport(ABC, SafeExportReportView):
    """Rows of the read model that this person looks after."""

    model = SearchDocument
    filterset_class = PageRowsFilterSet
    header_icon = "time"
    list_export: ClassVar = ["title", "participant_name", "kind_label"]
    export_headings: ClassVar = {
        "title": "Titel",
        "participant_name": "Gemeente of regio",
        "kind_label": "Soort",
        "review_again_on": "Nakijken voor",
        "overdue": "Te laat",
        "responsible": "Verantwoordelijk",
        "updated_at": "Laatst gewijzigd",
    }
    own_columns: ClassVar[list[Column]] = []

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not sees_reports(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def columns(self) -> list[Column]:
        return [
            _title_column(),
            Column("participant_name", label="Gemeente of regio", sort_key="participant_name"),
            Column("kind_label", label="Soort", sort_key="kind_label"),
            *self.own_columns,
        ]

    @abstractmethod
    def rows(self) -> SearchDocumentQuerySet:
        """The rows of this report, of everybody."""

    def get_base_queryset(self) -> SearchDocumentQuerySet:
        return looked_after_by(self.request.user, self.rows()).defer("sections", "summary")


OVERDUE, IN_TIME = "ja", "nee"


def _day(row: Any) -> str | SafeString:
    """In full: Wagtail's own column says how long ago a day was, and these are mostly yet to come."""
    day = date_format(row.review_again_on, "j F Y")
    return format_html("{}<br><strong>Te laat</strong>", day) if row.overdue == OVERDUE else day


def _last_changed(row: SearchDocument) -> str:
    return date_format(timezone.localtime(row.updated_at), "j F Y") if row.updated_at else ""


def _still_right(row: SearchDocument) -> SafeString:
    attributes = "".join(
        format_html(' {}="{}"', name, value) for name, value in post_to_still_right(row.page_id).items()
    )
    return format_html(
        '<button type="button" class="button button-small button-secondary"{}>Klopt nog'
        '<span class="w-sr-only">: {}</span></button>',
        SafeString(attributes),
        row.title,
    )


LAST_CHANGED = Column("updated_at", label="Laatst gewijzigd", accessor=_last_changed, sort_key="updated_at")


class ToReviewReport(PageRowsReport):
    page_title = "Na te kijken pagina's"
    index_url_name = "pages_to_review"
    index_results_url_name = "pages_to_review_results"
    export_filename = "na-te-kijken"
    filterset_class = ToReviewFilterSet
    default_ordering = "review_again_on"
    list_export: ClassVar = [
        *PageRowsReport.list_export,
        "review_again_on",
        "overdue",
        "responsible",
        "updated_at",
    ]
    own_columns: ClassVar = [
        Column("review_again_on", label="Nakijken voor", accessor=_day, sort_key="review_again_on"),
        Column("responsible", label="Verantwoordelijk"),
        LAST_CHANGED,
        Column("still_right", label="Klopt de tekst?", accessor=_still_right),
    ]

    def rows(self) -> SearchDocumentQuerySet:
        today = timezone.localdate()
        late = When(review_again_on__lt=today, then=Value(OVERDUE))
        rows = with_responsible(not_ended(rows_to_review(today + timedelta(days=AHEAD["365"]))))
        return rows.annotate(overdue=Case(late, default=Value(IN_TIME)))


class WithoutResponsibleReport(PageRowsReport):
    page_title = "Pagina's zonder verantwoordelijke"
    index_url_name = "pages_without_responsible"
    index_results_url_name = "pages_without_responsible_results"
    export_filename = "zonder-verantwoordelijke"
    header_icon = "user"
    default_ordering = ("participant_name", "title")
    list_export: ClassVar = [*PageRowsReport.list_export, "updated_at"]
    own_columns: ClassVar = [LAST_CHANGED]

    def rows(self) -> SearchDocumentQuerySet:
        return rows_without_responsible()
