"""Who may give which role, and change whose account: nobody more than the table says, and nobody his own role."""

import logging
from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail.permission_policies import ModelPermissionPolicy

from municipalities.models import Membership, ParticipantPage, PlatformRole, User
from municipalities.roles import MembershipRole, PlatformWideRole, rights_of

logger = logging.getLogger(__name__)

CHANGING = {"change", "delete"}


def roles_given_by(user: User) -> set[str]:
    """The roles that this person may give, change and end everywhere, as values (``redacteur``)."""
    if user.is_superuser:
        return {*MembershipRole.values, *PlatformWideRole.values}
    return {str(given) for role in user.platform_roles_now for given in rights_of(role).gives}


def roles_given_at(user: User, participant_id: int) -> set[str]:
    """Those that this person may give at one participant, because of what he is there or everywhere."""
    own = user.roles_by_participant.get(participant_id)
    there = {str(given) for given in rights_of(own).gives} if own else set()
    return (there | roles_given_by(user)) & set(MembershipRole.values)


def problem_with_roles_at(participant: ParticipantPage) -> str:
    """One sentence when nobody gets a role there any more, whoever gives it, or an empty one."""
    if not participant.has_ended:
        return ""
    heir = participant.successor
    advice = f"Geef de rol bij {heir}." if heir else "Daar heeft niemand meer een rol."
    return f"{participant} is opgeheven. {advice}"


def may_change_role(user: User, held: Membership | PlatformRole) -> bool:
    """Whether this person may change or end what somebody is; never what he is himself."""
    own = held.user_id == user.pk and not user.is_superuser
    at_one = roles_given_at(user, held.participant_id) if isinstance(held, Membership) else set()
    return not own and held.role in at_one | roles_given_by(user)


def log_refusal(user: User, what: str) -> None:
    logger.warning("Refused to user %s: %s", user.pk, what)


class RolePolicy(ModelPermissionPolicy):
    """For memberships and platform-wide roles, of others."""

    def user_has_permission_for_instance(
        self, user: User, action: str, instance: Membership | PlatformRole
    ) -> bool:
        if not super().user_has_permission_for_instance(user, action, instance):
            return False
        return action not in CHANGING or may_change_role(user, instance)


class AccountPolicy(ModelPermissionPolicy):
    """For accounts: whoever changes one could log in with it, so he must be able to give all that it may do."""

    def user_has_permission_for_instance(self, user: User, action: str, instance: User) -> bool:
        if not super().user_has_permission_for_instance(user, action, instance):
            return False
        if action not in CHANGING or user.is_superuser:
            return True
        held = {role.role for role in instance.platform_roles.all() if role.holds}
        return not instance.is_superuser and held <= roles_given_by(user)


class ForInstanceMixin:
    """Gives a view of one object the question that Wagtail's only ask about all of its kind."""

    request: Any
    permission_policy: Any
    permission_required: str

    def get_object(self, queryset: Any = None) -> Any:
        found = super().get_object(queryset)  # type: ignore[misc]  # Of Wagtail's view.
        require(self.permission_policy, self.request.user, self.permission_required, found)
        return found


def require(policy: ModelPermissionPolicy, user: User, action: str, instance: Any) -> None:
    """Raise ``PermissionDenied``, of which Wagtail makes a Dutch sentence, and log it, unless this person may."""
    if not policy.user_has_permission_for_instance(user, action, instance):
        log_refusal(user, f"{action} {instance._meta.model_name} {instance.pk}")
        raise PermissionDenied
