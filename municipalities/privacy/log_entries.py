"""The name of a person in the lines of Wagtail's log, which hold it as text."""

import re
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import ModelLogEntry, PageLogEntry

from municipalities.models import Membership, PlatformRole, User

LOGS = (PageLogEntry, ModelLogEntry)


def rename_in_log(person: User, pseudonym: str) -> None:
    """Put the pseudonym in the place of every name and address that the log ever had for this account."""
    of_account = _of(User).filter(object_id=str(person.pk))
    names = {person.email, str(person), *of_account.values_list("label", flat=True)}
    of_account.update(label=pseudonym)
    for model in (Membership, PlatformRole):
        own = model.objects.filter(user=person).values_list("pk", flat=True)
        _rename(_of(model).filter(object_id__in=[str(pk) for pk in own]), names, pseudonym)
    telling = {name for name in names if _is_of_one_person(name, person)}
    for model in LOGS:
        _rename(model.objects.all(), telling, pseudonym)


def _of(model: type) -> QuerySet[ModelLogEntry]:
    return ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model))


def _is_of_one_person(name: str, person: User) -> bool:
    """Not a first name alone, nor the name of two people: it would rename somebody else."""
    if "@" in name:
        return True
    first, _space, last = name.partition(" ")
    others = User.objects.exclude(pk=person.pk).filter(first_name=first, last_name=last)
    return bool(last) and not others.exists()


def _rename(entries: QuerySet, names: Iterable[str], pseudonym: str) -> None:
    longest_first = sorted(filter(None, names), key=len, reverse=True)
    if not longest_first:
        return
    written = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
    for entry in entries.only("label", "data").iterator(2000):
        label, data = _replaced(written, entry.label, pseudonym), _replaced(written, entry.data, pseudonym)
        if (label, data) != (entry.label, entry.data):
            entries.model.objects.filter(pk=entry.pk).update(label=label, data=data)


def _replaced(written: re.Pattern[str], value: Any, pseudonym: str) -> Any:
    """The same value with the pseudonym in every text inside."""
    if isinstance(value, str):
        return written.sub(pseudonym, value)
    if isinstance(value, dict):
        return {key: _replaced(written, inner, pseudonym) for key, inner in value.items()}
    if isinstance(value, list):
        return [_replaced(written, inner, pseudonym) for inner in value]
    return value
