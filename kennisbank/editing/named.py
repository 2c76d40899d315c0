"""Addresses of the admin that name whatever number they are given: pages and files of others stay unnamed.

Wagtail leaves these out of its lists, but names them when somebody writes the number into the address himself.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from kennisbank.audience import reader_for
from kennisbank.bin.place import outside_bin
from kennisbank.models.knowledge_page import KnowledgePage
from kennisbank.models.media import CustomDocument, CustomImage
from kennisbank.models.read_model import SearchDocument
from kennisbank.numbers import number_in
from kennisbank.permissions import page_policy

Check = Callable[[Any, dict[str, Any]], bool]

# And the bin reads a wrong participant as none.
FREE_TEXT = {"q", "search", "term", "link_text", "phone_number", "subject", "body", "deelnemer"}


def pages_to_choose(pages: PageQuerySet, user: Any) -> PageQuerySet:
    """Of ``pages`` those of the site itself, those that this person may read, and those that he may edit."""
    readable = SearchDocument.objects.pages().visible_to(reader_for(user))
    seen = Q(pk__in=readable.values("page_id")) | page_policy.explorable_q(user)
    return outside_bin(pages.filter(seen | ~pages.type_q(KnowledgePage)))


class NamedByNumberMiddleware:
    """Answers as if it did not exist when an address asks for the name of what this person may not see."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        in_admin = request.path.startswith(reverse("wagtailadmin_home"))
        if in_admin and any(map(_too_large, [*kwargs.values(), *_chosen_in(request)])):
            raise Http404
        check = CHECKS.get(request.resolver_match.view_name) if request.resolver_match else None
        if check and request.user.is_authenticated and not check(request, kwargs):
            raise Http404


def _explorable(user: Any) -> QuerySet[Page]:
    return page_policy.explorable_instances(user)


def _chosen_in(request: HttpRequest) -> list[Any]:
    """What the query of an address chooses; what somebody typed may be any text."""
    return [value for name, values in request.GET.lists() if name not in FREE_TEXT for value in values]


def _too_large(value: Any) -> bool:
    """Whether an address names a number that no database holds."""
    return str(value).isdecimal() and number_in(value) is None


def _are_in(found: QuerySet[Any], ids: Iterable[Any]) -> bool:
    """Whether every id is one of ``found``; what is no number is none."""
    wanted = {str(one) for one in ids}
    numbers = [one for one in wanted if number_in(one) is not None]
    return len(numbers) == len(wanted) == found.filter(pk__in=numbers).count()


def _pages_may_be_named(request: Any, kwargs: dict[str, Any]) -> bool:
    return _are_in(pages_to_choose(Page.objects.all(), request.user), request.GET.getlist("id"))


def _may_browse(request: Any, kwargs: dict[str, Any]) -> bool:
    return _are_in(pages_to_choose(Page.objects.all(), request.user), kwargs.values())


def _may_move(request: Any, kwargs: dict[str, Any]) -> bool:
    pages = {page.pk: page for page in _explorable(request.user).filter(pk__in=kwargs.values())}
    moving, target = pages.get(kwargs["page_to_move_id"]), pages.get(kwargs["destination_id"])
    return bool(moving and target and moving.permissions_for_user(request.user).can_move_to(target))


def _may_go_there(request: Any, kwargs: dict[str, Any]) -> bool:
    chosen = [one for one in request.POST.getlist("new_parent_page") if one]
    return _are_in(_explorable(request.user), chosen)


def _may_do_in_bulk(request: Any, kwargs: dict[str, Any]) -> bool:
    ids = request.GET.getlist("id")
    if "all" in ids and number_in(request.GET.get("childOf", 0)) is None:
        return False
    if kwargs["action"] == "add_tags":
        return False  # Files have none, see kennisbank.models.media.
    if kwargs["model_name"] != "page":
        files = FILES.get(kwargs["model_name"])
        # Wagtail itself takes for "all" only those on which somebody has a right.
        return files is None or _are_in(_files_of(request.user, files), [one for one in ids if one != "all"])
    explorable = _explorable(request.user)
    target = request.POST.get("chooser")
    if target and not _may_move_all(request.user, explorable.filter(pk=number_in(target)).first(), ids):
        return False
    if "all" not in ids:
        return _are_in(explorable, ids)
    # The one that Wagtail reads, where an address names several.
    above = explorable.filter(pk=number_in(request.GET.get("childOf"))).first()
    return request.user.reads_everything or bool(
        above and above.permissions_for_user(request.user).can_edit()
    )


def _may_move_all(user: Any, target: Page | None, ids: list[str]) -> bool:
    """Whether these pages may go below ``target``; of "all" Wagtail itself leaves those where they are that may not."""
    moving = _explorable(user).filter(pk__in=[one for one in ids if number_in(one) is not None])
    return target is not None and all(page.permissions_for_user(user).can_move_to(target) for page in moving)


def _files_of(user: Any, model: type[Model]) -> QuerySet[Any]:
    files: QuerySet[Any] = policy_registry.get_by_type(model).instances_user_has_any_permission_for(
        user, ["choose", "change"]
    )
    return files


def _chosen(model: type[Model]) -> Check:
    def may_be_named(request: Any, kwargs: dict[str, Any]) -> bool:
        return _are_in(_files_of(request.user, model), kwargs.values() or request.GET.getlist("id"))

    return may_be_named


def _may_edit(request: Any, kwargs: dict[str, Any]) -> bool:
    page = Page.objects.filter(pk=kwargs["page_id"]).first()
    return page is not None and bool(page.permissions_for_user(request.user).can_edit())


def _reads_everything(request: Any, kwargs: dict[str, Any]) -> bool:
    return bool(request.user.reads_everything)


FILES: dict[str, type[Model]] = {"customdocument": CustomDocument, "customimage": CustomImage}
CHECKS: dict[str, Check] = {
    "wagtailadmin_choose_page_chosen_multiple": _pages_may_be_named,
    "wagtailadmin_choose_page_child": _may_browse,
    "wagtailadmin_pages:move_confirm": _may_move,
    "wagtailadmin_pages:copy": _may_go_there,
    "wagtailadmin_pages:move": _may_go_there,
    # Say of any page by what name it does not wait for a second reader.
    "wagtailadmin_pages:workflow_action": _may_edit,
    "wagtailadmin_pages:collect_workflow_action_data": _may_edit,
    "wagtailadmin_pages:confirm_workflow_cancellation": _may_edit,
    "wagtailadmin_pages:workflow_preview": _may_edit,
    "wagtail_bulk_action": _may_do_in_bulk,
    "wagtaildocs_chooser:chosen": _chosen(CustomDocument),
    "wagtaildocs_chooser:chosen_multiple": _chosen(CustomDocument),
    "wagtailimages_chooser:chosen": _chosen(CustomImage),
    "wagtailimages_chooser:chosen_multiple": _chosen(CustomImage),
    "wagtailimages_chooser:select_format": _chosen(CustomImage),
    # Names of each type the page that was changed last, whoever's it is.
    "wagtailadmin_reports:page_types_usage": _reads_everything,
    "wagtailadmin_reports:page_types_usage_results": _reads_everything,
    # Their filters name everybody who ever changed or submitted anything.
    "wagtailadmin_reports:site_history": _reads_everything,
    "wagtailadmin_reports:site_history_results": _reads_everything,
    "wagtailadmin_reports:workflow": _reads_everything,
    "wagtailadmin_reports:workflow_results": _reads_everything,
}
