"""Lets participants go into another: the checks, and what is written."""

import datetime
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from kennisbank.read_model.marking import mark_below
from municipalities.mergers.finding import (
    MergerProblem,
    participant_from_register,
    participant_named,
    required_participant,
)
from municipalities.mergers.plans import stop_plans
from municipalities.mergers.rights import Moved, move_due_rights
from municipalities.models import ParticipantPage


@dataclass
class Outcome:
    """Which participants end now or later, which had done so, and what became of the roles of their people."""

    successor: ParticipantPage
    is_new: bool
    ending: dict[ParticipantPage, datetime.date] = field(default_factory=dict)
    ended_before: list[ParticipantPage] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)


@transaction.atomic
def merge(
    old_names: list[str], new_name: str, *, day: datetime.date | None = None, dry_run: bool = False
) -> Outcome:
    """Let each of the old participants end and go into the new one, all or nothing.

    ``day`` is the first day on which the old ones are no more; ``None``: as the register says, or else today. Roles
    move on that day. Raises ``MergerProblem``.
    """
    olds = [required_participant(name) for name in old_names]
    found = participant_named(new_name)
    successor = found or participant_from_register(new_name)
    _check(olds, successor)
    outcome = Outcome(successor, is_new=found is None)
    for old in olds:
        if old.successor_id == successor.pk:
            outcome.ended_before.append(old)
        else:
            outcome.ending[old] = day or _day_of_register(old) or timezone.localdate()
            _end(old, successor, outcome.ending[old])
    outcome.moved = move_due_rights()
    transaction.set_rollback(dry_run)
    return outcome


def _check(olds: list[ParticipantPage], successor: ParticipantPage) -> None:
    seen: set[int] = set()
    for old in olds:
        if old.pk in seen:
            raise MergerProblem(f"{old} staat er twee keer.")
        seen.add(old.pk)
        if old.pk == successor.pk:
            raise MergerProblem(f"{old} kan niet in zichzelf opgaan.")
        if old.successor_id not in {None, successor.pk}:
            raise MergerProblem(f"{old} is al opgegaan in {old.successor}.")
    if successor.ends_on is not None:
        raise MergerProblem(f"{successor} gaat zelf op in {successor.successor or 'een andere'}; kies die.")


def _day_of_register(old: ParticipantPage) -> datetime.date | None:
    """The day on which its municipality ends, where it is one; of several the last."""
    days = list(old.municipalities.values_list("end", flat=True))
    return max(days) if days and None not in days else None


def _end(old: ParticipantPage, successor: ParticipantPage, day: datetime.date) -> None:
    old.ends_on, old.successor = day, successor
    ParticipantPage.objects.filter(pk=old.pk).update(ends_on=day, successor=successor)
    mark_below(old)
    if old.has_ended:
        stop_plans(old, timezone.now())
    data = {"ends_on": day, "successor": successor.pk}
    log(instance=old, action="municipalities.merge", data=data)
    log(instance=successor, action="municipalities.took_over", data={"ends_on": day, "old": old.pk})
