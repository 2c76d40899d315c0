"""Marks the pages of participants when something changes that their rows quote."""

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import m2m_changed, post_save, pre_delete

from kennisbank.read_model.marking import mark_below
from municipalities.models import Municipality, ParticipantPage, Round, Traject


def connect() -> None:
    post_save.connect(_municipality_changed, sender=Municipality)
    # Before the deletion, because afterwards nobody can tell whose it was.
    pre_delete.connect(_municipality_changed, sender=Municipality)
    post_save.connect(_round_changed, sender=Round)
    post_save.connect(_traject_changed, sender=Traject)
    pre_delete.connect(_traject_changed, sender=Traject)
    m2m_changed.connect(_members_changed, sender=Traject.participants.through)


def mark_participants(participants: Iterable[ParticipantPage]) -> None:
    """Mark these participants and all their pages."""
    for participant in participants:
        mark_below(participant)


def _municipality_changed(instance: Municipality, **kwargs: Any) -> None:
    mark_participants(ParticipantPage.objects.filter(municipalities=instance.pk))


def _round_changed(instance: Round, **kwargs: Any) -> None:
    mark_participants(ParticipantPage.objects.filter(trajecten__round=instance).distinct())


def _traject_changed(instance: Traject, **kwargs: Any) -> None:
    mark_participants(instance.participants.all())


def _members_changed(instance: Any, pk_set: set[int] | None, action: str, **kwargs: Any) -> None:
    """A participant joined or left a traject; the same when it is said from the side of the participant."""
    if isinstance(instance, ParticipantPage):
        mark_participants([instance])
    elif action == "pre_clear":
        mark_participants(ParticipantPage.objects.filter(trajecten=instance))
    elif pk_set:
        mark_participants(ParticipantPage.objects.filter(pk__in=pk_set))
