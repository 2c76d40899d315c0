"""What looking after pages adds to the admin, for ``wagtail_hooks``: two reports, and the choice to get no mail."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from municipalities.looking_after.reports import ToReviewReport, WithoutResponsibleReport, sees_reports
from municipalities.models import User


def report_urls() -> list[URLPattern]:
    return [
        path(f"reports/{where}/{part}", view.as_view(results_only=bool(part)), name=name + ending)
        for where, view, name in (
            ("na-te-kijken", ToReviewReport, "pages_to_review"),
            ("zonder-verantwoordelijke", WithoutResponsibleReport, "pages_without_responsible"),
        )
        for part, ending in (("", ""), ("results/", "_results"))
    ]


class ReportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return sees_reports(request.user)


def to_review_menu_item() -> ReportMenuItem:
    return ReportMenuItem("Na te kijken pagina's", reverse("pages_to_review"), icon_name="time", order=50)


def without_responsible_menu_item() -> ReportMenuItem:
    address = reverse("pages_without_responsible")
    return ReportMenuItem("Pagina's zonder verantwoordelijke", address, icon_name="user", order=51)


class ReviewMailForm(forms.ModelForm):
    class Meta:
        model = User
        fields: ClassVar = ["wants_review_mail"]


class ReviewMailPanel(BaseSettingsPanel):
    name = "review_mail"
    title = "Pagina's om na te kijken"
    tab = notifications_tab
    order = 110
    form_class = ReviewMailForm

    def is_active(self) -> bool:
        return sees_reports(self.user)


def review_mail_panel(request: HttpRequest, user: Any, profile: Any) -> ReviewMailPanel:
    return ReviewMailPanel(request, user, profile)
