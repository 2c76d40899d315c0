"""Roles that end. Groups follow within a minute; no permission waits for that: who comes in loses them first."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.middleware import get_user
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject

from municipalities.audit.roles import log_role_over
from municipalities.models import Membership, ParticipantPage, PlatformRole, User
from municipalities.rights.applying import apply_rights_of, apply_rights_of_the_platform, lock_rights_at

logger = logging.getLogger(__name__)

PARTICIPANT = "group__role_group__participant"


def end_roles(user_id: int | None = None) -> None:
    """Take everybody, or one person, out of the groups of roles that they do not hold now."""
    places = _places(_ended(user_id))
    if places:
        _end_roles(user_id, places)


@transaction.atomic
def _end_roles(user_id: int | None, locked: set[int | None]) -> None:
    """One at a time: who waited for another process finds nothing to end, and logs nothing twice."""
    lock_rights_at(locked)
    places = set()
    for user, participant, group, role in _ended(user_id).values_list(
        "user_id", PARTICIPANT, "group__name", "group__role_group__role"
    ):
        if participant in locked:
            logger.info("The role of user %s in %s has ended", user, group)
            log_role_over(user, participant, role)
            places.add(participant)
    if None in places:
        apply_rights_of_the_platform()
    if places - {None}:
        apply_rights_of(ParticipantPage.objects.filter(pk__in=places - {None}).order_by("pk"))


def _ended(user_id: int | None) -> QuerySet:
    """The people in groups of roles that they do not hold now."""
    member = Membership.objects.holding_now().filter(
        user=OuterRef("user"),
        participant=OuterRef("group__role_group__participant"),
        role=OuterRef("group__role_group__role"),
    )
    platform_wide = PlatformRole.objects.holding_now().filter(
        user=OuterRef("user"), role=OuterRef("group__role_group__role")
    )
    in_group = User.groups.through.objects.exclude(group__role_group=None)
    if user_id is not None:
        in_group = in_group.filter(user=user_id)
    return in_group.exclude(Exists(member)).exclude(Exists(platform_wide))


def _places(ended: QuerySet) -> set[int | None]:
    """The numbers of the participants that these groups are of; ``None`` is the whole platform."""
    return set(ended.values_list(PARTICIPANT, flat=True))


class RolesThatHoldMiddleware:
    """Whoever asks for the user of a request gets one without the groups of roles that have ended."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Only when somebody asks: an anonymous page reads no session.
        user: Any = SimpleLazyObject(partial(_user_now, request))
        request.user = user
        return self.get_response(request)


def _user_now(request: HttpRequest) -> Any:
    user = get_user(request)
    if user.is_authenticated:
        end_roles(user.pk)
    return user
