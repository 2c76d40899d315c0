"""The panels of the home about somebody himself: what his participants lack, and what his role is for."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Model
from django.urls import reverse
from wagtail.admin.ui.components import Component

from municipalities.desk.missing import missing_of
from municipalities.models import Membership, ParticipantPage, PlatformRole, Round, Traject, User
from municipalities.roles import MembershipRole, PlatformWideRole, rights_of

PARTICIPANTS_SHOWN = 5
PAGE_PARAMETER = "mist"


class StillMissing(Component):
    """Of a few participants at a time, for who writes for many; which ones stands in the address."""

    template_name = "desk/missing.html"
    name, order = "desk-missing", 60

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        own = self.user.edited_participant_ids
        participants = ParticipantPage.objects.filter(pk__in=own).order_by("title", "pk")
        asked = parent_context["request"].GET.get(PAGE_PARAMETER)
        page = Paginator(participants, PARTICIPANTS_SHOWN).get_page(asked)
        return {
            "missing": missing_of(list(page.object_list), self.user),
            "page": page,
            "parameter": PAGE_PARAMETER,
        }


@dataclass(frozen=True)
class Door:
    """Something that a role manages: who may change ``model`` goes in."""

    label: str
    model: type[Model]
    url_name: str

    def opens_for(self, user: Any) -> bool:
        return bool(user.has_perm(f"{self.model._meta.app_label}.change_{self.model._meta.model_name}"))

    @property
    def url(self) -> str:
        return reverse(self.url_name)


DOORS = [
    Door("Rondes", Round, "wagtailsnippets_municipalities_round:list"),
    Door("Trajecten", Traject, "wagtailsnippets_municipalities_traject:list"),
    Door("Gebruikers", User, "wagtailusers_users:index"),
    Door("Lidmaatschappen", Membership, "lidmaatschappen:index"),
    Door("Rollen", PlatformRole, "rollen:index"),
]


class YourRole(Component):
    """For who has a role beside the pages: what it is for, and where he does it."""

    template_name = "desk/your_role.html"
    name, order = "desk-role", 70

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        roles = [role for role in [*PlatformWideRole, *MembershipRole] if role in self.user.roles_now]
        return {
            "roles": [(role.label, rights_of(role).purpose) for role in roles],
            "doors": [door for door in DOORS if door.opens_for(self.user)],
        }
