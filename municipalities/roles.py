"""Who may do what on which part of the page tree, as data; ``docs/roles.md`` is written from it.

Actions are in Wagtail's words. Groups and grants follow from this table and from who holds which role now; nobody
edits them by hand.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from django.db.models import TextChoices

ALL = ("add", "change", "delete", "view")


class MembershipRole(TextChoices):
    """What somebody is for one participant."""

    READER = "lezer", "Lezer"
    EDITOR = "redacteur", "Redacteur"
    MANAGER = "beheerder", "Beheerder"
    ADVISER = "adviesraadslid", "Adviesraadslid"


class PlatformWideRole(TextChoices):
    """What somebody is for the whole platform."""

    CURATOR = "curator", "Curator"
    PROGRAMME_TEAM = "programmateam", "Programmateam"
    ADMINISTRATOR = "applicatiebeheerder", "Applicatiebeheerder"


AnyRole = MembershipRole | PlatformWideRole


class Reads(Enum):
    """Which published pages a role opens, beside those that everybody may read."""

    OPEN = "wat iedereen mag lezen"
    NETWORK = "ook wat voor collega's van alle deelnemers is"
    OWN = "ook wat voor collega's van alle deelnemers is, en wat alleen voor de eigen deelnemer is"
    EVERYTHING = "alles wat gepubliceerd is"


@dataclass(frozen=True)
class RoleRights:
    """What a role is for and may do. ``group`` is the name of its group; without one the admin stays closed.

    ``pages`` are the actions on the pages of the participant, or for a platform-wide role on those of the types ``on``
    and all below them; ``files`` the actions on files in the folder of the participant, or in every folder; ``data``
    the actions on other things, by their label. A role ``gives`` other roles: one of a participant only there, at
    ``/mijn/``; a platform-wide one everywhere, and it manages the accounts of their people.
    """

    purpose: str
    reads: Reads
    group: str = ""
    pages: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    data: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gives: tuple[AnyRole, ...] = ()


OF_A_PARTICIPANT: dict[MembershipRole, RoleRights] = {
    MembershipRole.READER: RoleRights(
        "Leest mee bij de eigen gemeente of regio en bij collega's van andere deelnemers.", Reads.OWN
    ),
    MembershipRole.EDITOR: RoleRights(
        "Schrijft en verandert pagina's van de eigen gemeente of regio en dient ze in.",
        Reads.OWN,
        group="Redacteuren",
        pages=("add", "change"),
        files=("add", "choose"),
    ),
    MembershipRole.MANAGER: RoleRights(
        "Doet wat een redacteur doet, en keurt goed wat een ander bij de eigen gemeente of regio schreef.",
        Reads.OWN,
        group="Beheerders",
        pages=("add", "change", "publish", "lock", "unlock"),
        files=("add", "change", "choose"),
        gives=tuple(MembershipRole),
    ),
    MembershipRole.ADVISER: RoleRights(
        "Lid van de adviesraad: volgt wat de eigen gemeente of regio doet.", Reads.OWN
    ),
}

OF_THE_PLATFORM: dict[PlatformWideRole, RoleRights] = {
    PlatformWideRole.CURATOR: RoleRights(
        "Bewaakt de kwaliteit bij alle deelnemers, en maakt nieuws en kennisproducten.",
        Reads.EVERYTHING,
        group="Curatoren",
        pages=("add", "change", "publish", "lock", "unlock", "bulk_delete"),
        # One grant on each parent: one for each participant makes the explorer take twenty seconds.
        on=(
            "municipalities.ParticipantIndexPage",
            "kennisbank.NewsIndexPage",
            "lessons.KnowledgeProductIndexPage",
        ),
        files=("add", "change", "choose"),
        data={
            "kennisbank.Theme": ALL,
            "kennisbank.TargetGroup": ALL,
            "kennisbank.LifeDomain": ALL,
            "kennisbank.OrganisationForm": ALL,
            "kennisbank.PlainWord": ALL,
            "lessons.ProductKind": ALL,
            "search.SynonymRule": ALL,
            "search.AnalysisException": ALL,
            "search.MissedQuery": ("delete", "view"),
            "municipalities.Round": ("add", "change", "view"),
            "municipalities.Traject": ALL,
            "municipalities.Membership": ALL,
            "municipalities.PlatformRole": ALL,
            "municipalities.Municipality": ("view",),
        },
        gives=(*MembershipRole, PlatformWideRole.CURATOR),
    ),
    PlatformWideRole.PROGRAMME_TEAM: RoleRights(
        "Houdt de rondes en de trajecten van het programma bij.",
        Reads.NETWORK,
        group="Programmateam",
        data={"municipalities.Round": ("add", "change", "view"), "municipalities.Traject": ALL},
    ),
    PlatformWideRole.ADMINISTRATOR: RoleRights(
        "Beheert accounts, lidmaatschappen en instellingen; schrijft en publiceert niets.",
        Reads.OPEN,
        group="Applicatiebeheerders",
        data={
            "municipalities.User": ("add", "change", "view"),
            "municipalities.Membership": ALL,
            "municipalities.PlatformRole": ALL,
            "wagtailcore.Site": ("change", "view"),
        },
        gives=(*MembershipRole, PlatformWideRole.PROGRAMME_TEAM, PlatformWideRole.ADMINISTRATOR),
    ),
}


def rights_of(role: str) -> RoleRights:
    """The rights of a role of either kind, by its value (``redacteur``); raises ``ValueError`` for another word."""
    if role in MembershipRole.values:
        return OF_A_PARTICIPANT[MembershipRole(role)]
    return OF_THE_PLATFORM[PlatformWideRole(role)]


def writes(role: str) -> bool:
    return "change" in rights_of(role).pages


def approves(role: str) -> bool:
    """Whether this role reads along: approves what somebody else wrote."""
    return "publish" in rights_of(role).pages
