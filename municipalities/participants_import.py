"""Makes and updates the pages of participants from the rows of a table."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from kennisbank.sections.filling import FieldProblem, fill_fields
from municipalities.csv_table import Problem, WrongRows
from municipalities.models import ParticipantIndexPage, ParticipantPage, Traject
from municipalities.participants_file import ParticipantRow


@dataclass
class Outcome:
    """The names of the participants that were new, and that changed (with what); the number that did not."""

    new: list[str] = field(default_factory=list)
    changed: dict[str, list[str]] = field(default_factory=dict)
    unchanged: int = 0


@transaction.atomic
def import_participants(
    index: ParticipantIndexPage, rows: list[ParticipantRow], *, dry_run: bool = False
) -> Outcome:
    """Make what is new and change what the rows have a value for, all or nothing.

    Raises ``WrongRows`` for values that do not fit in their field.
    """
    outcome, problems = Outcome(), []
    for row in rows:
        try:
            with transaction.atomic():
                _import_row(index, row, outcome)
        except FieldProblem as problem:
            problems.append(Problem(row.line, f"{problem}."))
        except ValidationError as problem:
            problems.append(Problem(row.line, " ".join(problem.messages)))
    if problems:
        raise WrongRows(problems)
    if dry_run:
        transaction.set_rollback(True)
    return outcome


def _import_row(index: ParticipantIndexPage, row: ParticipantRow, outcome: Outcome) -> None:
    page = _existing(index, row)
    if page is None:
        _make(index, row)
        outcome.new.append(row.name)
        return
    changed = _update(page, row)
    joined = [round_ for round_ in row.rounds if Traject.ensure(page, round_)]
    changed += ["rounds"] if joined else []
    if changed:
        outcome.changed[page.title] = changed
    else:
        outcome.unchanged += 1


def _existing(index: ParticipantIndexPage, row: ParticipantRow) -> ParticipantPage | None:
    participants = ParticipantPage.objects.child_of(index)
    return participants.filter(slug=row.slug).first() or participants.filter(title__iexact=row.name).first()


def _make(index: ParticipantIndexPage, row: ParticipantRow) -> None:
    page = ParticipantPage(slug=row.slug, live=False)
    summary = f"Wat {row.name} doet, wil en leert met onafhankelijke cliëntondersteuning."
    fill_fields(page, {"title": row.name, "summary": summary, **row.values})
    index.add_child(instance=page)
    for round_ in row.rounds:
        Traject.ensure(page, round_)
    page.save_revision().publish()


def _update(page: ParticipantPage, row: ParticipantRow) -> list[str]:
    """Lay the values under what is published, and under a draft that waits, so that neither loses anything."""
    draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else None
    changed = fill_fields(page, row.values)
    if changed and page.live:
        page.save_revision().publish()
    if draft is not None and fill_fields(draft, row.values) + changed:
        draft.save_revision()
    return changed
