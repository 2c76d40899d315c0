"""Addresses of the admin about requests, versions and their history name no page of another participant."""

import pytest
from django.urls import reverse
from wagtail.models import WorkflowState

from kennisbank.placing import change_audience
from municipalities.models import AudienceRequest
from tests.factories import make_vision
from tests.municipalities.review.reviewing import LONGER, submit

pytestmark = pytest.mark.django_db

SECRET = "Koolwitje"
# By name: what the address needs beside the page.
ADDRESSES = {
    "municipalities_review": "page",
    "municipalities_widening": "page",
    "municipalities_unread": "",
    "municipalities_unread_results": "",
    "kennisbank_audience": "page",
    "kennisbank_unplaced": "page",
    "wagtailadmin_home": "",
    "wagtailadmin_pages:edit": "page",
    "wagtailadmin_pages:view_draft": "page",
    "wagtailadmin_pages:history": "page",
    "wagtailadmin_pages:history_results": "page",
    "wagtailadmin_pages:usage": "page",
    "wagtailadmin_pages:unpublish": "page",
    "wagtailadmin_pages:delete": "page",
    "wagtailadmin_pages:move": "page",
    "wagtailadmin_pages:copy": "page",
    "wagtailadmin_pages:convert_alias": "page",
    "wagtailadmin_pages:lock": "page",
    "wagtailadmin_pages:unlock": "page",
    "wagtailadmin_pages:set_privacy": "page",
    "wagtailadmin_pages:set_page_position": "page",
    "wagtailadmin_pages:add_subpage": "page",
    "wagtailadmin_pages:preview_on_edit": "page",
    "wagtailadmin_pages:workflow_history": "page",
    "wagtailadmin_pages:workflow_history_detail": "page state",
    "wagtailadmin_pages:workflow_action": "page approve request",
    "wagtailadmin_pages:collect_workflow_action_data": "page approve request",
    "wagtailadmin_pages:confirm_workflow_cancellation": "page",
    "wagtailadmin_pages:workflow_preview": "page task",
    "wagtailadmin_pages:revisions_view": "page revision",
    "wagtailadmin_pages:revisions_revert": "page revision",
    "wagtailadmin_pages:revisions_unschedule": "page revision",
    "wagtailadmin_pages:revisions_compare": "page live revision",
    "wagtailadmin_pages:search": "",
    "wagtailadmin_pages:search_results": "",
    "wagtailadmin_pages:type_use": "kennisbank visionpage",
    "wagtailadmin_pages:type_use_results": "kennisbank visionpage",
    "wagtailadmin_choose_page": "",
    "wagtailadmin_choose_page_child": "parent",
    "wagtailadmin_choose_page_search": "",
    "wagtailadmin_api:pages:listing": "",
    "wagtailadmin_api:pages:detail": "page",
    "wagtailadmin_workflows:index": "",
    "wagtailadmin_workflows:usage": "workflow",
    "wagtailadmin_workflows:usage_results": "workflow",
    "wagtailadmin_workflows:task_index": "",
    "wagtailadmin_workflows:task_chooser": "",
    "wagtailadmin_reports:workflow": "",
    "wagtailadmin_reports:workflow_results": "",
    "wagtailadmin_reports:workflow_tasks": "",
    "wagtailadmin_reports:workflow_tasks_results": "",
    "wagtailadmin_reports:locked_pages": "",
    "wagtailadmin_reports:site_history": "",
    "wagtailadmin_reports:site_history_results": "",
    "wagtailadmin_reports:aging_pages": "",
    "wagtailadmin_reports:page_types_usage": "",
}
SEEN_BY_A_CURATOR = [
    "municipalities_review",
    "wagtailadmin_home",
    "wagtailadmin_pages:history",
    "wagtailadmin_pages:workflow_history_detail",
    "wagtailadmin_pages:revisions_compare",
    "wagtailadmin_pages:workflow_preview",
    "wagtailadmin_reports:workflow",
    "wagtailadmin_reports:workflow_tasks",
    "wagtailadmin_reports:site_history",
]


@pytest.fixture
def addresses(people, lindehoven) -> dict[str, str]:
    """Each address, for a page that waits, is narrow, and is asked to be wider."""
    page = make_vision(lindehoven, title=f"{SECRET} visie", slug="geheim")
    change_audience(page, "deelnemer", None)
    request = submit(page, people["redacteur"], summary=LONGER)
    AudienceRequest.objects.create(
        page=page, before="deelnemer", after="openbaar", asked_by=people["redacteur"]
    )
    state = WorkflowState.objects.get()
    parts = {
        "page": page.pk,
        "parent": lindehoven.pk,
        "state": state.pk,
        "workflow": state.workflow_id,
        "request": request.pk,
        "task": request.task_id,
        "revision": request.revision_id,
    }
    query = f"?q={SECRET[:6]}&search={SECRET[:6]}&fields=*&for_explorer=1"
    return {
        name: reverse(name, args=[parts.get(part, part) for part in needs.split()]) + query
        for name, needs in ADDRESSES.items()
    }


@pytest.mark.parametrize(
    "who", ["beheerder elders", "lezer", "programmateam", "applicatiebeheerder", "nobody"]
)
def test_nobody_else_learns_a_title(client, people, addresses, who):
    if who != "nobody":
        client.force_login(people[who])
    told = []
    for name, address in addresses.items():
        for answer in (client.get(address, follow=True), client.post(address, {"comment": ""}, follow=True)):
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            if SECRET in body.decode():
                told.append(name)
    assert told == []


def test_a_curator_sees_them(client, people, addresses):
    client.force_login(people["curator"])
    shown = [name for name in SEEN_BY_A_CURATOR if SECRET in client.get(addresses[name]).content.decode()]
    assert shown == SEEN_BY_A_CURATOR
