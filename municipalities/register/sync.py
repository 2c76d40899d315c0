"""Bring the register in the database in line with entries of a file."""

from dataclasses import dataclass, field

from django.db import transaction

from municipalities.models import Municipality
from municipalities.register.reading import Entry


@dataclass
class Outcome:
    """What was new, what changed (with the columns) and how many stayed as they were."""

    new: list[Municipality] = field(default_factory=list)
    changed: dict[Municipality, list[str]] = field(default_factory=dict)
    unchanged: int = 0


@transaction.atomic
def sync_register(entries: list[Entry], *, dry_run: bool = False) -> Outcome:
    """Add and change what the entries say; a municipality that is not among them stays as it is."""
    present = {municipality.code: municipality for municipality in Municipality.objects.all()}
    outcome = Outcome()
    for entry in entries:
        municipality = present.setdefault(entry.code, Municipality(code=entry.code))
        changed = _lay(entry, municipality)
        if municipality.pk is None:
            outcome.new.append(municipality)
        elif changed:
            outcome.changed[municipality] = changed
    Municipality.objects.bulk_create(outcome.new)
    _lay_successors(entries, present, outcome)
    for municipality in outcome.changed:
        municipality.save()  # One by one: the pages that show its name follow the signal.
    outcome.unchanged = len(entries) - len(outcome.new) - len(outcome.changed)
    if dry_run:
        transaction.set_rollback(True)
    return outcome


def _lay(entry: Entry, municipality: Municipality) -> list[str]:
    changed = [name for name, value in entry.values.items() if getattr(municipality, name) != value]
    for name in changed:
        setattr(municipality, name, entry.values[name])
    return changed


def _lay_successors(entries: list[Entry], present: dict[str, Municipality], outcome: Outcome) -> None:
    """After all are there, because a successor may be new as well."""
    new = set(map(id, outcome.new))
    for entry in entries:
        if not entry.successor:
            continue
        municipality, successor = present[entry.code], present[entry.successor]
        if id(municipality) in new:
            Municipality.objects.filter(pk=municipality.pk).update(successor=successor)
        elif municipality.successor_id != successor.pk:
            municipality.successor = successor
            outcome.changed.setdefault(municipality, []).append("successor")
