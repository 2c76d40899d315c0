"""Everything that the register of personal data knows about one person, for that person."""

from typing import Any

from django.db.models import Model
from django.utils import timezone

from municipalities.models import User
from municipalities.privacy.entries import About
from municipalities.privacy.of_person import rows_about

SECRET = "(geheim, niet in dit bestand)"  # noqa: S105 - What stands in the place of one.


def export(person: User) -> dict[str, Any]:
    """A dictionary for JSON: of each entry with rows what it is, why, who sees it, for how long, and the rows."""
    found = [_described(entry, list(rows)) for entry, rows in rows_about(person)]
    return {
        "account": person.email,
        "gemaakt_op": timezone.now().isoformat(timespec="seconds"),
        "gegevens": [part for part in found if part["rijen"]],
    }


def _described(entry: About, rows: list[Model]) -> dict[str, Any]:
    return {
        "wat": entry.what,
        "waarvoor": entry.why,
        "wie_ziet_dit": entry.seen_by,
        "bewaard": entry.kept,
        "rijen": [_row(entry, row) for row in rows],
    }


def _row(entry: About, row: Model) -> dict[str, Any]:
    hidden = entry.never_exported.split()
    values = {
        name: SECRET if name in hidden else _value(row, row._meta.get_field(name)) for name in entry.names
    }
    subject = SECRET if row._meta.pk.name in hidden else str(row)
    return {"tabel": row._meta.label, "onderwerp": subject, **values}


def _value(row: Model, field: Any) -> Any:
    """As JSON has it; of somebody else no more than that it is somebody else."""
    if field.many_to_many:
        return [str(one) for one in getattr(row, field.name).all()]
    if field.related_model is User:
        return None if field.value_from_object(row) is None else "een account"
    value = getattr(row, field.name)
    return value if value is None or isinstance(value, bool | int | float | list | dict) else str(value)
