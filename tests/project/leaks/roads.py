"""Every pattern of the resolver, and with what each is filled in.

A pattern whose parameters ``FILLED`` and ``FILLED_AT`` do not know fails the test; the sentence says what to do.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.regex_helper import normalize
from wagtail.admin.models import EditingSession
from wagtail.models import GroupApprovalTask, TaskState, UploadedFile, Workflow, WorkflowState

from kennisbank.models import ImportUpload
from municipalities.models import Invitation, Membership
from tests.project.leaks.content import NEVER, PUBLISHED, SCHEDULED, UNPUBLISHED, Content, MadePage, any_of
from tests.project.leaks.secret_words import OPEN, PARTICIPANT

Filling = dict[str, Any]
"""A value for each parameter; under ``?`` the query, as pairs."""


@dataclass(frozen=True)
class Road:
    """One pattern: ``template`` as ``beheer/pages/%(page_id)s/edit/``, and the model that its view names, if any."""

    template: str
    parameters: tuple[str, ...]
    view: str
    model: type[models.Model] | None

    def addresses(self, content: Content) -> Iterator[str]:
        for filling in self._fillings(content):
            query = urlencode(filling.get("?", []))
            yield f"/{self.template % filling}" + (f"?{query}" if query else "")

    def _fillings(self, content: Content) -> list[Filling]:
        for start, fill in FILLED_AT.items():
            if self.template.startswith(start):
                return fill(content)
        if self.parameters in FILLED:
            return FILLED[self.parameters](content)
        if self.parameters == ("pk",) and self.model:
            return [{"pk": one.pk} for one in any_of(self.model, content)]
        raise LookupError(
            f"The leak test does not know how to fill in /{self.template} ({self.view}): add its parameters "
            f"{self.parameters} to FILLED, or the beginning of the address to FILLED_AT, in "
            "tests/project/leaks/roads.py, with things of Lindehoven that others may not see."
        )


def all_roads(urlconf: Any = None) -> list[Road]:
    return list(_walk(get_resolver(urlconf), "", ""))


def _walk(resolver: URLResolver, before: str, namespace: str) -> Iterator[Road]:
    for pattern in resolver.url_patterns:
        regex = before + pattern.pattern.regex.pattern.removeprefix("^").removesuffix(r"\Z")
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, regex, inner)
        elif isinstance(pattern, URLPattern):
            for template, parameters in normalize(regex):
                model = _model(getattr(pattern.callback, "view_initkwargs", {}).get("model"))
                yield Road(template, tuple(parameters), f"{namespace}{pattern.name or ''}", model)


def _model(named: Any) -> type[models.Model] | None:
    from django.apps import apps

    return apps.get_model(named) if isinstance(named, str) else named


def samples(content: Content) -> list[MadePage]:
    """Pages of Lindehoven, one of each state; the admin treats all types alike."""
    return [
        content.page("visie", PARTICIPANT, PUBLISHED),
        content.page("les", OPEN, NEVER),
        content.page("nieuwsbericht", OPEN, UNPUBLISHED),
        content.page("klantreis", OPEN, SCHEDULED),
        content.page("deelnemer", PARTICIPANT, PUBLISHED),
    ]


def _hidden(content: Content) -> MadePage:
    return content.page("visie", PARTICIPANT, PUBLISHED)


def _page_as(name: str, **others: Any) -> Callable[[Content], list[Filling]]:
    return lambda content: [{name: made.page.pk, **others} for made in samples(content)]


def _file_as(name: str, kind: str, **others: Any) -> Callable[[Content], list[Filling]]:
    return lambda content: [{name: getattr(made, kind).pk, **others} for made in samples(content)[:2]]


def _one_as(name: str, model: type[models.Model], column: str = "pk") -> Callable[[Content], list[Filling]]:
    return lambda content: [{name: getattr(one, column)} for one in any_of(model, content)]


def _always(*fillings: Filling) -> Callable[[Content], list[Filling]]:
    return lambda content: list(fillings)


def _folder(name: str) -> Callable[[Content], list[Filling]]:
    return lambda content: [{name: _hidden(content).document.collection_id}]


def _in_bulk(content: Content) -> list[Filling]:
    ids = {
        ("wagtailcore", "page"): (
            [made.page.pk for made in samples(content)],
            "delete move publish unpublish",
        ),
        ("kennisbank", "customdocument"): (
            [_hidden(content).document.pk],
            "delete add_tags add_to_collection",
        ),
        ("kennisbank", "customimage"): ([_hidden(content).picture.pk], "delete add_tags add_to_collection"),
        ("municipalities", "user"): (
            [content.people["own redacteur"].user.pk],
            "delete assign_role set_active_state",
        ),
    }
    return [
        {"app_label": app, "model_name": model, "action": action, "?": [("id", pk)]}
        for (app, model), (numbers, actions) in ids.items()
        for action in actions.split()
        for pk in numbers
    ]


def _approvals(content: Content) -> list[Filling]:
    return [
        {
            "page_id": _hidden(content).page.pk,
            "task_state_id": TaskState.objects.get().pk,
            "action_name": action,
        }
        for action in ("approve", "reject")
    ]


def _stored_names(content: Content) -> list[Filling]:
    made = _hidden(content)
    rendition = made.picture.get_rendition("width-5")
    names = [made.document.file.name.removeprefix("documents/"), made.picture.file.name, rendition.file.name]
    return [{"name": name} for name in names]


def _session(content: Content) -> list[Filling]:
    session = EditingSession.objects.get()
    page = {"app_label": "wagtailcore", "model_name": "page", "object_id": session.object_id}
    return [{**page, "session_id": session.pk}]


def _at_lindehoven(content: Content) -> list[Filling]:
    (membership,), (invitation,) = any_of(Membership, content), any_of(Invitation, content)
    place = {"participant_id": content.places["Lindehoven"].pk}
    return [{**place, "membership_id": membership.pk, "invitation_id": invitation.pk}]


VISION = {"content_type_app_name": "kennisbank", "content_type_model_name": "visionpage"}
BEGINNING = {"?": [("term", "zq")]}

FILLED: dict[tuple[str, ...], Callable[[Content], list[Filling]]] = {
    (): _always({}),
    ("_0",): lambda content: [{"_0": made.page.url.lstrip("/")} for made in samples(content)],
    ("page_id",): _page_as("page_id"),
    ("parent_page_id",): _page_as("parent_page_id"),
    ("page_to_move_id",): _page_as("page_to_move_id"),
    ("page_pk",): _page_as("page_pk"),
    ("page_to_move_id", "destination_id"): lambda content: [
        {"page_to_move_id": made.page.pk, "destination_id": content.places["Waterdrecht"].pk}
        for made in samples(content)
    ],
    ("page_id", "revision_id"): lambda content: [
        {"page_id": made.page.pk, "revision_id": made.page.latest_revision_id} for made in samples(content)
    ],
    ("pk", "revision_id_a", "revision_id_b"): _page_as("pk", revision_id_a="live", revision_id_b="latest"),
    ("page_id", "action_name", "task_state_id"): _approvals,
    ("page_id", "task_id"): lambda content: [
        {"page_id": _hidden(content).page.pk, "task_id": TaskState.objects.get().task_id}
    ],
    ("page_id", "workflow_state_id"): lambda content: [
        {"page_id": _hidden(content).page.pk, "workflow_state_id": WorkflowState.objects.get().pk}
    ],
    ("page_pk", "workflow_pk"): lambda content: [
        {"page_pk": _hidden(content).page.pk, "workflow_pk": WorkflowState.objects.get().workflow_id}
    ],
    ("page_view_restriction_id", "page_id"): _page_as("page_id", page_view_restriction_id=1),
    ("content_type_app_name", "content_type_model_name"): _always(VISION),
    ("content_type_app_name", "content_type_model_name", "parent_page_id"): _page_as(
        "parent_page_id", **VISION
    ),
    ("app_label", "model_name"): _always(
        {"app_label": "kennisbank", "model_name": "visionpage"},
        {"app_label": "wagtailcore", "model_name": "groupapprovaltask"},
    ),
    ("app_label", "model_name", "action"): _in_bulk,
    ("app_label", "model_name", "object_id", "session_id"): _session,
    ("session_id",): _one_as("session_id", EditingSession),
    ("app_name", "model_name"): _always(
        {"app_name": "taggit", "model_name": "tag", **BEGINNING},
        {"app_name": "kennisbank", "model_name": "pagetag", **BEGINNING},
    ),
    ("app_name", "model_name", "pk"): _always({"app_name": "kennisbank", "model_name": "theme", "pk": 1}),
    ("pk", "action_name"): _page_as("pk", action_name="copy"),
    ("document_id",): _file_as("document_id", "document"),
    ("doc_id",): _file_as("doc_id", "document"),
    ("image_id",): _file_as("image_id", "picture"),
    ("image_id", "filter_spec"): _file_as("image_id", "picture", filter_spec="width-5"),
    ("document_id", "filename"): lambda content: [
        {"document_id": made.document.pk, "filename": made.document.filename} for made in samples(content)
    ],
    ("name",): _stored_names,
    ("uploaded_file_id",): _one_as("uploaded_file_id", UploadedFile),
    ("collection_id",): _folder("collection_id"),
    ("task_id",): _one_as("task_id", GroupApprovalTask),
    ("batch",): _one_as("batch", ImportUpload, "batch"),
    ("provider_id",): _always({"provider_id": "aanbieder"}),
    ("uidb64", "token"): _always({"uidb64": "MQ", "token": "x-y"}),
    ("uidb36", "key"): _always({"uidb36": "1", "key": "x-y"}),
}

FILLED_AT: dict[str, Callable[[Content], list[Filling]]] = {
    "vraag/%(key)s/": lambda content: [{"key": made.page.key} for made in samples(content)],
    "mijn/%(participant_id)s/": _at_lindehoven,
    "uitnodiging/": _always({"token": "x"}),
    "beheer/deelnemers/%(participant_id)s/": _at_lindehoven,
    "id/": lambda content: [{"key": made.page.key} for made in samples(content)],
    "account/e-mailadres/%": _always({"key": "x"}),
    "account/tweede-stap/passkeys/%": _always({"pk": 1}),
    "beheer/api/main/pages/%(pk)s/action/": _page_as("pk", action_name="copy"),
    "beheer/api/main/pages/%": _page_as("pk"),
    "beheer/api/main/documents/%": _file_as("pk", "document"),
    "beheer/api/main/images/%": _file_as("pk", "picture"),
    "beheer/documents/chooser/chosen/": _file_as("pk", "document"),
    "beheer/images/chooser/chosen/": _file_as("pk", "picture"),
    "beheer/collections/%(pk)s/": _folder("pk"),
    "beheer/workflows/tasks/edit/": _one_as("pk", GroupApprovalTask),
    "beheer/workflows/tasks/disable/": _one_as("pk", GroupApprovalTask),
    "beheer/workflows/tasks/enable/": _one_as("pk", GroupApprovalTask),
    **{
        f"beheer/workflows/{action}/%(pk)s/": _one_as("pk", Workflow)
        for action in ("edit", "enable", "disable", "usage")
    },
}
