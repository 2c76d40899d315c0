"""Brings the rows behind groups in line with what they should be: people, pages, files and other permissions."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import Group, Permission
from django.db.models import Model
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from municipalities.models import User
from municipalities.roles import RoleRights

Row = tuple[int, ...]


def _permission_ids() -> dict[tuple[str, str], int]:
    rows = Permission.objects.values_list("content_type__app_label", "codename", "pk")
    return {(app_label, code): pk for app_label, code, pk in rows}


@dataclass
class GroupRows:
    """Everything that some groups should have, as rows that begin with the id of the group."""

    permission_ids: dict[tuple[str, str], int] = field(default_factory=_permission_ids)
    groups: set[int] = field(default_factory=set)
    people: set[Row] = field(default_factory=set)
    permissions: set[Row] = field(default_factory=set)
    pages: set[Row] = field(default_factory=set)
    files: set[Row] = field(default_factory=set)

    def add(
        self,
        group: Group,
        rights: RoleRights,
        people: Iterable[int],
        pages: Iterable[int],
        folder: int | None,
    ) -> None:
        """The rows of one group: ids of its people, of the pages where its grants stand, and of its folder if any."""
        self.groups.add(group.pk)
        self.people |= {(group.pk, user) for user in people}
        on_pages = self._ids("wagtailcore", "page", rights.pages)
        # Wagtail asks for the permissions of its own models, whichever models a project uses.
        on_files = self._ids("wagtaildocs", "document", rights.files)
        on_files += self._ids("wagtailimages", "image", rights.files)
        self.permissions |= {(group.pk, permission) for permission in self._permissions_on_data(rights)}
        self.pages |= {(group.pk, page, permission) for page in pages for permission in on_pages}
        if folder is not None:
            self.files |= {(group.pk, folder, permission) for permission in on_files}

    def _permissions_on_data(self, rights: RoleRights) -> list[int]:
        """Who has a group enters the admin, and does there with things that are no pages what the table says."""
        found = self._ids("wagtailadmin", "admin", ["access"])
        for label, actions in rights.data.items():
            app_label, model = label.lower().split(".")
            found += self._ids(app_label, model, actions)
        return found

    def _ids(self, app_label: str, model: str, actions: Iterable[str]) -> list[int]:
        return [self.permission_ids[app_label, f"{action}_{model}"] for action in actions]


@dataclass
class Difference:
    """How many rights and people came and went, by the id of the group."""

    rights_added: Counter[int] = field(default_factory=Counter)
    rights_removed: Counter[int] = field(default_factory=Counter)
    people_added: Counter[int] = field(default_factory=Counter)
    people_removed: Counter[int] = field(default_factory=Counter)


def bring_in_line(wanted: GroupRows) -> Difference:
    """Make the rows of ``wanted.groups`` exactly those of ``wanted``, and say what differed."""
    found = Difference()
    _sync(User.groups.through, "user_id", wanted.people, wanted, found.people_added, found.people_removed)
    for model, column, rows in (
        (Group.permissions.through, "permission_id", wanted.permissions),
        (GroupPagePermission, "page_id permission_id", wanted.pages),
        (GroupCollectionPermission, "collection_id permission_id", wanted.files),
    ):
        _sync(model, column, rows, wanted, found.rights_added, found.rights_removed)
    return found


def _sync(
    model: type[Model],
    columns: str,
    rows: set[Row],
    wanted: GroupRows,
    added: Counter[int],
    removed: Counter[int],
) -> None:
    names = ["group_id", *columns.split()]
    stored = model._default_manager.filter(group_id__in=wanted.groups)
    present = {tuple(values): pk for pk, *values in stored.values_list("pk", *names)}
    gone = present.keys() - rows
    new = rows - present.keys()
    if gone:
        model._default_manager.filter(pk__in=[present[row] for row in gone]).delete()
    model._default_manager.bulk_create(model(**dict(zip(names, row, strict=True))) for row in sorted(new))
    added.update(row[0] for row in new)
    removed.update(row[0] for row in gone)
