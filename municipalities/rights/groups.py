"""The groups that carry roles: found by their role, so that they survive another name of the participant."""

from collections.abc import Iterable

from django.contrib.auth.models import Group
from wagtail.models import Collection, GroupCollectionPermission

from municipalities.models import ParticipantPage, PlatformRole, RoleGroup
from municipalities.roles import OF_A_PARTICIPANT, OF_THE_PLATFORM, MembershipRole, PlatformWideRole

NAME_LENGTH = 150
ROLES_WITH_GROUP = {role: rights for role, rights in OF_A_PARTICIPANT.items() if rights.group}


def groups_of_participants(
    participants: Iterable[ParticipantPage],
) -> tuple[dict[tuple[int | None, MembershipRole], RoleGroup], set[int]]:
    """The group of each role at each participant, with its folder, and the ids of the groups that are new."""
    participants = list(participants)
    stored = RoleGroup.objects.filter(participant__in=participants).select_related("group", "folder")
    found = {(one.participant_id, MembershipRole(one.role)): one for one in stored}
    names = _names(participants)
    new: set[int] = set()
    for participant in participants:
        folder = _folder(participant, [found.get((participant.pk, role)) for role in ROLES_WITH_GROUP])
        for role in ROLES_WITH_GROUP:
            key = participant.pk, role
            if key not in found:
                group, made = _adopt_or_make(participant, role, names[key])
                found[key] = RoleGroup.objects.create(
                    group=group, participant=participant, role=role, folder=folder
                )
                new |= {group.pk} if made else set()
            _keep(found[key], names[key], folder)
    return found, new


def groups_of_the_platform() -> tuple[dict[PlatformWideRole, RoleGroup], set[int]]:
    """The group of each platform-wide role, and the ids of the groups that are new.

    A group that was filled by hand, before its role was data, is taken over once with its people.
    """
    stored = RoleGroup.objects.filter(participant=None).select_related("group")
    found = {PlatformWideRole(one.role): one for one in stored}
    new: set[int] = set()
    for role, rights in OF_THE_PLATFORM.items():
        if role not in found:
            group, made = Group.objects.get_or_create(name=rights.group)
            PlatformRole.objects.bulk_create(
                (
                    PlatformRole(user_id=user, role=role)
                    for user in group.user_set.values_list("pk", flat=True)
                ),
                ignore_conflicts=True,
            )
            found[role] = RoleGroup.objects.create(group=group, role=role)
            new |= {group.pk} if made else set()
    return found, new


def remove_groups(participant: ParticipantPage) -> None:
    """Take away the groups of a participant that is about to be deleted; its files stay."""
    Group.objects.filter(role_group__participant=participant).delete()


def _names(participants: list[ParticipantPage]) -> dict[tuple[int, MembershipRole], str]:
    """A free name for each group: that of the participant, with its number where another has the same name."""
    wanted = {
        (participant.pk, role): (
            f"{rights.group} {participant.title}"[:NAME_LENGTH],
            f"{rights.group} {participant.title[:100]} ({participant.pk})",
        )
        for participant in participants
        for role, rights in ROLES_WITH_GROUP.items()
    }
    every = {name for names in wanted.values() for name in names}
    taken: dict[str, tuple[int | None, str | None]] = {}
    for name, participant_id, role, page_id in Group.objects.filter(name__in=every).values_list(
        "name", "role_group__participant", "role_group__role", "page_permissions__page"
    ):
        # A group from before roles were linked belongs to the page on which it has a grant.
        taken[name] = (participant_id, role) if role else (page_id, None)
    given = {}
    for key, names in wanted.items():
        mine = key, (key[0], None), (None, None)
        given[key] = next(name for name in names if taken.get(name, key) in mine)
        taken[given[key]] = key
    return given


def _adopt_or_make(participant: ParticipantPage, role: MembershipRole, name: str) -> tuple[Group, bool]:
    """A group from before roles were linked is known by its name and its grant on the participant's page."""
    earlier = Group.objects.filter(
        name__startswith=f"{ROLES_WITH_GROUP[role].group} ",
        page_permissions__page=participant,
        role_group=None,
    ).first()
    return (earlier, False) if earlier else Group.objects.get_or_create(name=name)


def _folder(participant: ParticipantPage, groups: list[RoleGroup | None]) -> Collection:
    """The participant's own folder of files, by its present name."""
    known = [group.folder for group in groups if group and group.folder]
    folder = known[0] if known else _earlier_folder(participant)
    if folder is None:
        return Collection.get_first_root_node().add_child(name=participant.title)
    if folder.name != participant.title:
        folder.name = participant.title
        folder.save()
    return folder


def _earlier_folder(participant: ParticipantPage) -> Collection | None:
    """The folder of groups from before roles were linked: that on which they have a grant."""
    groups = Group.objects.filter(page_permissions__page=participant, role_group=None)
    grant = GroupCollectionPermission.objects.filter(group__in=groups).select_related("collection").first()
    return grant.collection if grant else None


def _keep(role_group: RoleGroup, name: str, folder: Collection) -> None:
    if role_group.group.name != name:
        role_group.group.name = name
        role_group.group.save()
    if role_group.folder_id != folder.pk:
        role_group.folder = folder
        role_group.save()
