"""What the desk adds to the admin, for ``wagtail_hooks``: its list and where that stands in the menu."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail.admin.menu import MenuItem

from municipalities.desk.waits import has_desk
from municipalities.desk.work_list import WorkList


def desk_urls() -> list[URLPattern]:
    return [
        path("werklijst/", WorkList.as_view(), name="municipalities_work_list"),
        path(
            "werklijst/results/", WorkList.as_view(results_only=True), name="municipalities_work_list_results"
        ),
    ]


class WorkListMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return has_desk(request.user)


def work_list_menu_item() -> WorkListMenuItem:
    address = reverse("municipalities_work_list")
    return WorkListMenuItem("Werklijst", address, name="werklijst", icon_name="tasks", order=50)
