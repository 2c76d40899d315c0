"""One workflow with one task for the whole site; whatever else stands in its place is taken away. Idempotent."""

from wagtail.models import Page, Task, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from municipalities.models import FourEyesTask

NAME = "Tweede lezer"


def set_up_review() -> bool:
    """Let every page pass the second reader, and ask again for what waited elsewhere; whether that changed anything."""
    root = Page.get_first_root_node()
    task = FourEyesTask.objects.filter(active=True).order_by("pk").first()
    if task is None:
        task = FourEyesTask.objects.create(name=NAME)
    step = WorkflowTask.objects.filter(task=task, workflow__active=True).select_related("workflow").first()
    workflow = step.workflow if step else _workflow_of(task)
    attached = WorkflowPage.objects.filter(page=root, workflow=workflow).exists()
    others = WorkflowPage.objects.exclude(page=root, workflow=workflow)
    changed = step is None or not attached or others.exists()
    others.delete()
    WorkflowPage.objects.get_or_create(page=root, defaults={"workflow": workflow})
    return _take_over(workflow, task) or changed


def _workflow_of(task: FourEyesTask) -> Workflow:
    workflow = Workflow.objects.create(name=NAME)
    WorkflowTask.objects.create(workflow=workflow, task=task)
    return workflow


def _take_over(workflow: Workflow, task: FourEyesTask) -> bool:
    """Deactivate other workflows and tasks, and start again here what waited there."""
    others = list(Workflow.objects.filter(active=True).exclude(pk=workflow.pk))
    waited = list(WorkflowState.objects.active().exclude(workflow=workflow))
    for state in waited:
        page, asked = state.content_object, state.status == WorkflowState.STATUS_IN_PROGRESS
        state.cancel()
        if asked and page is not None:
            workflow.start(page.specific, state.requested_by)
    for other in others:
        other.deactivate()
    Task.objects.filter(active=True).exclude(pk=task.pk).update(active=False)
    WorkflowTask.objects.filter(workflow=workflow).exclude(task=task).delete()
    return bool(others or waited)
