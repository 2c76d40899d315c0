"""The list of all that waits: a curator's over all participants, somebody's own for who writes."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.db.models.functions import Substr
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import BaseListingView
from wagtail.models import Page
from wagtail.query import PageQuerySet

from kennisbank.editing.still_right import post_to_still_right
from kennisbank.kinds import page_type, page_types
from municipalities.desk.rows import LENGTH_OF_PARTICIPANT_PATH, Row, rows, waiting_rows
from municipalities.desk.sources import pages_of, waiting
from municipalities.desk.waits import Wait, has_desk, possible_waits, usual_waits
from municipalities.models import ParticipantPage
from municipalities.review import rules


class WorkFilters(WagtailFilterSet):
    what = django_filters.MultipleChoiceFilter(
        label="Wat er moet gebeuren",
        choices=Wait.choices,
        method="leave_to_the_list",
        widget=forms.CheckboxSelectMultiple,
    )
    participant_name = django_filters.CharFilter(label="Gemeente of regio", method="filter_participant")
    kind = django_filters.ChoiceFilter(label="Soort", choices=[], empty_label="Alle", method="filter_kind")

    class Meta:
        model = Page
        fields: ClassVar = ["what", "participant_name", "kind"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["kind"].extra["choices"] = [
            (kind, model.kind_label()) for kind, model in page_types().items()
        ]
        self.filters["what"].extra["choices"] = [
            (wait.value, wait.label) for wait in possible_waits(self.request.user)
        ]

    def leave_to_the_list(self, pages: PageQuerySet, name: str, value: list[str]) -> PageQuerySet:
        return pages

    def filter_participant(self, pages: PageQuerySet, name: str, value: str) -> PageQuerySet:
        named = ParticipantPage.objects.filter(title__icontains=value).values("path")
        return pages.annotate(head=Substr("path", 1, LENGTH_OF_PARTICIPANT_PATH)).filter(head__in=named)

    def filter_kind(self, pages: PageQuerySet, name: str, value: str) -> PageQuerySet:
        return pages.filter(content_type=ContentType.objects.get_for_model(page_type(value)))


def _what(row: Row) -> SafeString:
    """What has to be done and whom it is about; what takes one click has a button."""
    person = format_html('<div class="kb-desk__person">{}</div>', row.person) if row.person else ""
    button = _still_right(row) if row.wait == Wait.REVIEW else ""
    return format_html("<div>{}</div>{}{}", row.wait.label, person, button)


def _still_right(row: Row) -> SafeString:
    attributes = format_html_join("", ' {}="{}"', post_to_still_right(row.pk).items())
    return format_html(
        '<button type="button" class="button button-small button-secondary"{}>Klopt nog'
        '<span class="w-sr-only">: {}</span></button>',
        attributes,
        row.title,
    )


def _address(row: Row) -> str:
    """Where somebody does it; who says there that a page is still right comes back to the list."""
    back = QueryDict(mutable=True)
    back["next"] = reverse("municipalities_work_list")
    return f"{row.url}?{back.urlencode()}" if row.wait == Wait.REVIEW else row.url


def _title_id(row: Row) -> str:
    """A page that waits for two things stands in the list twice."""
    return f"{row.wait.value}_{row.pk}_title"


class CheckboxColumn(BulkActionsCheckboxColumn):
    def get_aria_describedby(self, row: Row) -> str:
        return _title_id(row)


class WorkList(BaseListingView):
    """The longest waiting first; what somebody chose stands in the address."""

    page_title = "Werklijst"
    header_icon = "tasks"
    template_name = "desk/work_list.html"
    index_url_name = "municipalities_work_list"
    index_results_url_name = "municipalities_work_list_results"
    filterset_class = WorkFilters
    default_ordering = "since"
    paginate_by = 50
    no_results_message = "Er wacht niets."
    columns: ClassVar = [
        CheckboxColumn("bulk_actions", obj_type="page"),
        TitleColumn(
            "title",
            label="Titel",
            sort_key="draft_title",
            get_url=_address,
            get_title_id=_title_id,
            width="35%",
        ),
        Column("participant", label="Gemeente of regio", sort_key="participant"),
        Column("kind", label="Soort"),
        Column("wait", label="Wat er moet gebeuren", accessor=_what),
        DateColumn("since", label="Sinds", sort_key="since"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not has_desk(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        everywhere = rules.approves_everywhere(self.request.user)
        return "alle gemeenten en regio's" if everywhere else "uw gemeente of regio"

    def get_queryset(self) -> QuerySet[Any]:
        found = waiting_rows(self.request.user, self.waits, self.filtered_pages)
        return found.order_by(self.ordering, "pk")

    @cached_property
    def waits(self) -> list[Wait]:
        chosen = self.filters.form.cleaned_data["what"] if self.filters.is_valid() else []
        return [Wait(value) for value in chosen] or usual_waits(self.request.user)

    @cached_property
    def filtered_pages(self) -> PageQuerySet:
        return self.filter_queryset(pages_of(self.request.user))

    def get_paginator(self, *args: Any, **kwargs: Any) -> Paginator:
        """Counts for each wait by itself: to count the rows as they are shown looks up of each whom it is about."""
        paginator = super().get_paginator(*args, **kwargs)
        counts = [waiting(wait, self.request.user, self.filtered_pages).count() for wait in self.waits]
        paginator.count = sum(counts)
        return paginator

    def paginate_queryset(self, queryset: QuerySet[Any], page_size: int) -> Any:
        paginator, page, found, more = super().paginate_queryset(queryset, page_size)
        page.object_list = rows(found)
        return paginator, page, page.object_list, more
