"""Participants from a table: what a row says, checked against the register, the rounds and the vocabularies."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email, validate_slug
from django.utils.text import slugify

from kennisbank.models import OrganisationForm
from municipalities.csv_table import Problem, Row, WrongRows, read_table, too_wide
from municipalities.models import Municipality, Round
from municipalities.register.reading import Wrong, municipality_code

COLUMNS = {
    "name": ("naam",),
    "slug": (),
    "codes": ("code", "gemeentecodes"),
    "rounds": ("rondes", "ronde"),
    "form": ("organisatievorm",),
    "how_organised": ("hoe", "organisatie"),
    "which_ambitions": ("ambities",),
    "which_actions": ("acties",),
    "mailbox": ("postvak", "e-mail"),
    "summary": ("samenvatting",),
}
ANSWERS = ("how_organised", "which_ambitions", "which_actions", "summary")


@dataclass(frozen=True)
class ParticipantRow:
    """What one line says; ``values`` holds only the fields of the page for which it has a value."""

    line: int
    name: str
    slug: str
    values: dict[str, Any] = field(default_factory=dict)
    rounds: list[Round] = field(default_factory=list)


def read_participants(path: Path) -> list[ParticipantRow]:
    """The rows of the file; raises ``TableProblem``, or ``WrongRows`` with every line that is wrong."""
    table = read_table(path, COLUMNS, ("name",))
    known = Known.now()
    problems = too_wide(table)
    rows = [_participant(row, known, problems) for row in table]
    lines: dict[str, int] = {}
    for row in rows:
        if row.slug in lines:
            problems.append(Problem(row.line, f"'{row.name}' staat ook op regel {lines[row.slug]}."))
        lines.setdefault(row.slug, row.line)
    if problems:
        raise WrongRows(sorted(problems, key=lambda problem: problem.line))
    return rows


@dataclass(frozen=True)
class Known:
    """What rows may name, each by every word that means it."""

    municipalities: dict[str, Municipality]
    rounds: dict[str, Round]
    forms: dict[str, OrganisationForm]

    @classmethod
    def now(cls) -> "Known":
        rounds = {word: round_ for round_ in Round.objects.all() for word in _words_for_round(round_)}
        forms = {
            word: form for form in OrganisationForm.objects.all() for word in (form.slug, form.name.lower())
        }
        return cls({row.code: row for row in Municipality.objects.all()}, rounds, forms)


def _words_for_round(round_: Round) -> Iterable[str]:
    return {round_.slug, round_.name.lower(), round_.slug.removeprefix("ronde-")}


def _participant(row: Row, known: Known, problems: list[Problem]) -> ParticipantRow:
    def checked(read: Callable[..., Any], *arguments: Any) -> Any:
        try:
            return read(*arguments)
        except Wrong as wrong:
            problems.append(Problem(row.line, str(wrong)))
            return None

    values = {
        "municipalities": checked(_municipalities, row["codes"], known),
        "organisation_forms": checked(_named, row["form"], known.forms, "organisatievorm"),
        "contact_mailbox": checked(_mailbox, row["mailbox"]),
        **{name: row[name] for name in ANSWERS},
    }
    if len(values["municipalities"] or []) > 1:
        values["is_region"] = True
    return ParticipantRow(
        line=row.line,
        name=checked(_name, row["name"]) or "",
        slug=checked(_slug, row["slug"], row["name"]) or f"regel-{row.line}",
        values={name: value for name, value in values.items() if value},
        rounds=checked(_named, row["rounds"], known.rounds, "ronde") or [],
    )


def _name(text: str) -> str:
    if not text:
        raise Wrong("de naam ontbreekt.")
    if len(text) > 255:
        raise Wrong("de naam is langer dan 255 tekens.")
    return text


def _slug(text: str, name: str) -> str:
    try:
        validate_slug(text or "leeg")
    except ValidationError:
        raise Wrong(f"slug '{text}' heeft andere tekens dan letters, cijfers en streepjes.") from None
    return text or slugify(name)


def _mailbox(text: str) -> str:
    try:
        validate_email(text or "leeg@example.nl")
    except ValidationError:
        raise Wrong(f"'{text}' is geen mailadres.") from None
    return text


def _municipalities(text: str, known: Known) -> list[Municipality]:
    codes = [municipality_code(part) for part in re.split(r"[\s|;,+]+", text) if part]
    for code in codes:
        if code not in known.municipalities:
            raise Wrong(f"gemeente {code} staat niet in het register.")
    return [known.municipalities[code] for code in dict.fromkeys(codes)]


def _named(text: str, known: dict[str, Any], what: str) -> list[Any]:
    words = [part.strip().lower() for part in re.split(r"[|;,+]", text) if part.strip()]
    for word in words:
        if word not in known:
            raise Wrong(f"{what} '{word}' bestaat niet.")
    return [known[word] for word in dict.fromkeys(words)]
