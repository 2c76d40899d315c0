"""Which rows of the register of personal data are about one person."""

from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import EmailField, Model, Q, QuerySet
from django.utils import timezone

from municipalities.models import User
from municipalities.privacy.checking import about_a_person, labels_of, models
from municipalities.privacy.entries import About
from municipalities.privacy.personal_data import PERSONAL_DATA


def rows_about(person: User) -> Iterator[tuple[About, QuerySet]]:
    """Each entry of the register with the rows that say it of this person; one for each model of an abstract entry."""
    for entry in PERSONAL_DATA:
        for model in models():
            if entry.model in labels_of(model):
                yield entry, _rows(model, entry, person)


def _rows(model: type[Model], entry: About, person: User) -> QuerySet:
    rows = model._default_manager.all()
    if model is User:
        return rows.filter(pk=person.pk)
    if model is Session:
        return rows.filter(pk__in=session_keys(person))
    conditions = [
        condition for name in entry.names for condition in _conditions(model._meta.get_field(name), person)
    ]
    return rows.filter(reduce(or_, conditions)).order_by("pk") if conditions else rows.none()


def _conditions(field: Any, person: User) -> Iterator[Q]:
    """How this field tells that a row is about this person, if it does."""
    if field.related_model is User:
        yield Q(**{field.name: person})
    elif field.remote_field and about_a_person(field.related_model):
        yield Q(**{f"{field.name}__user": person})
    elif isinstance(field, EmailField):
        yield Q(**{f"{field.name}__iexact": person.email})


def session_keys(person: User) -> list[str]:
    """The sessions in which this person is logged in; each has to be opened, because it has no column for that."""
    running = Session.objects.filter(expire_date__gt=timezone.now()).iterator()
    return [one.pk for one in running if one.get_decoded().get("_auth_user_id") == str(person.pk)]
