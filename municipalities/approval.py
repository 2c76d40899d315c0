"""Who approves what a redacteur submits: one Wagtail workflow with one task per part of the page tree."""

from collections.abc import Collection

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask


def let_approve(page: Page, groups: Collection[Group]) -> bool:
    """Let ``groups`` approve what is submitted on ``page`` and below it; whether that changed anything."""
    attached = WorkflowPage.objects.filter(page_id=page.pk).select_related("workflow").first()
    workflow = attached.workflow if attached else _new_workflow(page)
    name = _name(page)
    if workflow.name != name or not workflow.active:
        workflow.name, workflow.active = name, True
        workflow.save()
    task = workflow.tasks.first().specific
    differs = set(task.groups.values_list("pk", flat=True)) != {group.pk for group in groups}
    if differs:
        task.groups.set(groups)
    return attached is None or differs


def remove_approval(page: Page) -> bool:
    """From now on whoever approves above ``page`` does; what is waiting stays waiting there. Whether it changed."""
    removed = list(WorkflowPage.objects.filter(page_id=page.pk).select_related("workflow"))
    for attached in removed:
        workflow = attached.workflow
        attached.delete()
        if not WorkflowPage.objects.filter(workflow=workflow).exists():
            workflow.deactivate()
    return bool(removed)


def _new_workflow(page: Page) -> Workflow:
    workflow = Workflow.objects.create(name=_name(page))
    task = GroupApprovalTask.objects.create(name=_name(page))
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page_id=page.pk)
    return workflow


def _name(page: Page) -> str:
    return f"Goedkeuren: {page.title}"
