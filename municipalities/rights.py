"""Who may do what on which part of the page tree: a table, and the one function that applies it.

A role at a participant is a Wagtail group with grants on that participant's page only; curators hold one grant on
each parent page. Groups follow from memberships and are never edited by hand.
"""

from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from kennisbank.models import NewsIndexPage
from municipalities.approval import let_approve, remove_approval
from municipalities.models import Membership, ParticipantIndexPage, ParticipantPage
from municipalities.models.people import CURATORS

Role = Membership.Role


@dataclass(frozen=True)
class RoleRights:
    """What a role may do on pages and, in a collection, with files; in Wagtail's words."""

    group: str
    pages: tuple[str, ...]
    files: tuple[str, ...]


# A lezer has no group: reading follows from the membership itself, and the admin stays closed.
OF_A_PARTICIPANT = {
    Role.EDITOR: RoleRights("Redacteuren", ("add", "change"), ("add", "choose")),
    Role.MANAGER: RoleRights(
        "Beheerders", ("add", "change", "publish", "lock", "unlock"), ("add", "change", "choose")
    ),
}
OF_CURATORS = RoleRights(
    CURATORS,
    ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
    ("add", "change", "choose", "delete"),
)
CURATED_PAGES = [
    ParticipantIndexPage._meta.label,
    NewsIndexPage._meta.label,
    "lessons.KnowledgeProductIndexPage",
]
ALL = ("add", "change", "delete", "view")
CURATED_DATA = {
    "kennisbank.Theme": ALL,
    "kennisbank.TargetGroup": ALL,
    "kennisbank.LifeDomain": ALL,
    "kennisbank.OrganisationForm": ALL,
    "lessons.ProductKind": ALL,
    "search.SynonymRule": ALL,
    "search.AnalysisException": ALL,
    "search.MissedQuery": ("delete", "view"),
    "municipalities.Round": ("add", "change", "view"),
    "municipalities.Traject": ALL,
    "municipalities.Membership": ALL,
    "municipalities.Municipality": ("view",),
}
WAGTAILS_OWN_GROUPS = ["Editors", "Moderators"]
MAY_LOG_IN_TO_ADMIN = Q(content_type__app_label="wagtailadmin", codename="access_admin")


@transaction.atomic
def apply_all_rights() -> int:
    """Bring every group, grant and approval in line with the table; give the number of participants with people."""
    _empty_wagtails_own_groups()
    curators = _apply_to_curators()
    for page in _curated_pages():
        let_approve(page, [curators])
    participants = ParticipantPage.objects.filter(
        Q(memberships__isnull=False) | Q(group_permissions__isnull=False)
    ).distinct()
    for participant in participants.order_by("pk"):
        apply_rights_of_participant(participant)
    return len(participants)


@transaction.atomic
def apply_rights_of_member(membership: Membership) -> None:
    """Apply the rights of the participant that ``membership`` is of, and of those that its person left."""
    belongs_now = Q(pk=membership.participant_id, memberships__isnull=False)
    belonged = Q(group_permissions__group__user=membership.user_id)
    for participant in ParticipantPage.objects.filter(belongs_now | belonged).distinct().order_by("pk"):
        apply_rights_of_participant(participant)


def apply_rights_of_participant(participant: ParticipantPage) -> None:
    """Two groups with their grants on this participant's pages and files, and the right people in them.

    Within a transaction, and one at a time for each participant: the groups would lose a person who joins meanwhile.
    """
    Page.objects.select_for_update().get(pk=participant.pk)
    members = list(participant.memberships.values_list("role", "user_id"))
    groups = {}
    for role, rights in OF_A_PARTICIPANT.items():
        group = groups[role] = _group_of(participant, rights)
        _grant_pages(group, rights, [participant])
        _grant_files(group, rights, _collection_of(participant))
        group.permissions.set(Permission.objects.filter(MAY_LOG_IN_TO_ADMIN))
        group.user_set.set(user_id for member_role, user_id in members if member_role == role)
    if any(role == Role.MANAGER for role, _ in members):
        let_approve(participant, [groups[Role.MANAGER], Group.objects.get_or_create(name=CURATORS)[0]])
    else:
        remove_approval(participant)


def remove_groups(participant: ParticipantPage) -> None:
    """Take away the groups and the approval of a participant that is about to be deleted; its files stay."""
    for rights in OF_A_PARTICIPANT.values():
        _groups_on(participant, rights).delete()
    remove_approval(participant)


def _groups_on(participant: ParticipantPage, rights: RoleRights) -> QuerySet[Group]:
    on_page = GroupPagePermission.objects.filter(page_id=participant.pk)
    return Group.objects.filter(name__startswith=f"{rights.group} ", pk__in=on_page.values("group"))


def _group_of(participant: ParticipantPage, rights: RoleRights) -> Group:
    """The group of this role, found by its grant, so that it survives another name of the participant."""
    group = _groups_on(participant, rights).first() or Group()
    names = [
        f"{rights.group} {participant.title}"[:150],
        f"{rights.group} {participant.title[:100]} ({participant.pk})",
    ]
    taken = set(Group.objects.filter(name__in=names).exclude(pk=group.pk).values_list("name", flat=True))
    name = next(name for name in names if name not in taken)
    if group.name != name:
        group.name = name
        group.save()
    return group


def _collection_of(participant: ParticipantPage) -> Collection:
    """The participant's own folder of files: that on which its groups have a grant."""
    on_page = GroupPagePermission.objects.filter(page_id=participant.pk).values("group")
    collection = Collection.objects.filter(group_permissions__group__in=on_page).first()
    if collection is None:
        return Collection.get_first_root_node().add_child(name=participant.title)
    if collection.name != participant.title:
        collection.name = participant.title
        collection.save()
    return collection


def _grant_pages(group: Group, rights: RoleRights, pages: list[Page]) -> None:
    wanted_codes = [f"{action}_page" for action in rights.pages]
    permissions = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=wanted_codes)
    wanted = {(page.pk, permission.pk) for page in pages for permission in permissions}
    grants = GroupPagePermission.objects.filter(group=group)
    present = {(grant.page_id, grant.permission_id): grant.pk for grant in grants}
    GroupPagePermission.objects.filter(
        pk__in=[pk for key, pk in present.items() if key not in wanted]
    ).delete()
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page_id=page, permission_id=permission)
        for page, permission in wanted - set(present)
    )


def _grant_files(group: Group, rights: RoleRights, collection: Collection) -> None:
    # Wagtail asks for the permissions of its own models, whichever models a project uses.
    wanted_codes = [f"{action}_{model}" for action in rights.files for model in ("document", "image")]
    permissions = Permission.objects.filter(
        content_type__app_label__in=["wagtaildocs", "wagtailimages"], codename__in=wanted_codes
    )
    wanted = {(collection.pk, permission.pk) for permission in permissions}
    grants = GroupCollectionPermission.objects.filter(group=group)
    present = {(grant.collection_id, grant.permission_id): grant.pk for grant in grants}
    GroupCollectionPermission.objects.filter(
        pk__in=[pk for key, pk in present.items() if key not in wanted]
    ).delete()
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection_id=folder, permission_id=permission)
        for folder, permission in wanted - set(present)
    )


def _apply_to_curators() -> Group:
    curators, _ = Group.objects.get_or_create(name=CURATORS)
    _grant_pages(curators, OF_CURATORS, _curated_pages())
    _grant_files(curators, OF_CURATORS, Collection.get_first_root_node())
    allowed = MAY_LOG_IN_TO_ADMIN
    for label, actions in CURATED_DATA.items():
        app_label, model = label.lower().split(".")
        codes = [f"{action}_{model}" for action in actions]
        allowed |= Q(content_type__app_label=app_label, codename__in=codes)
    curators.permissions.set(Permission.objects.filter(allowed))
    return curators


def _curated_pages() -> list[Page]:
    return [page for label in CURATED_PAGES for page in apps.get_model(label)._default_manager.all()]


def _empty_wagtails_own_groups() -> None:
    """The groups with which Wagtail comes may write everywhere; here nobody may."""
    groups = Group.objects.filter(name__in=WAGTAILS_OWN_GROUPS)
    GroupPagePermission.objects.filter(group__in=groups).delete()
    GroupCollectionPermission.objects.filter(group__in=groups).delete()
    for group in groups:
        group.permissions.clear()
    remove_approval(Page.get_first_root_node())
