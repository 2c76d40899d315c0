"""From a file of municipalities to checked entries."""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from municipalities.csv_table import Problem, Row, WrongRows, read_table, too_wide
from municipalities.models.municipality import PROVINCES

COLUMNS = {
    "code": ("cbs",),
    "name": ("naam",),
    "province": ("provincie", "pv"),
    "latitude": ("lat",),
    "longitude": ("lon",),
    "start": ("begin",),
    "end": ("einde",),
    "successor": ("opvolger",),
    "inhabitants": ("inwoners",),
    "inhabitants_year": ("inwoners_jaar",),
}
REQUIRED = ("code", "name", "province")
PROVINCE_CODES = {name.lower(): code for code, name in PROVINCES.items()} | {"friesland": "21"}
# The Netherlands in Europe, in degrees with a margin.
LATITUDES = (50.5, 53.8)
LONGITUDES = (3.2, 7.4)


@dataclass(frozen=True)
class Entry:
    """One municipality of the file: the columns of ``Municipality`` that have a value, and its successor's code."""

    line: int
    code: str
    values: dict[str, Any]
    successor: str


class Wrong(ValueError):
    """A value that is not right, with the reason."""


def read_register(path: Path, known_codes: Iterable[str]) -> list[Entry]:
    """The entries of the file at ``path``; ``known_codes`` are those that a successor may also have.

    Raises ``TableProblem`` for a file that is no such table, and ``WrongRows`` with every line that is wrong.
    """
    rows = read_table(path, COLUMNS, REQUIRED)
    problems = too_wide(rows)
    entries = [_entry(row, problems) for row in rows]
    codes = [entry.code for entry in entries]
    allowed = {*known_codes, *codes}
    first_lines: dict[str, int] = {}
    for entry in entries:
        problems += [Problem(entry.line, reason) for reason in _misfits(entry, first_lines, allowed)]
        first_lines.setdefault(entry.code, entry.line)
    if problems:
        raise WrongRows(sorted(problems, key=lambda problem: problem.line))
    return entries


def _misfits(entry: Entry, first_lines: dict[str, int], allowed: set[str]) -> Iterator[str]:
    """What is wrong with an entry among the others."""
    if entry.code and entry.code in first_lines:
        yield f"code {entry.code} staat ook op regel {first_lines[entry.code]}."
    if entry.successor and entry.successor == entry.code:
        yield "een gemeente is niet haar eigen opvolger."
    elif entry.successor and entry.successor not in allowed:
        yield f"opvolger {entry.successor} is geen bekende gemeente."
    start, end = entry.values.get("start"), entry.values.get("end")
    if start and end and end < start:
        yield f"de einddatum {end} ligt voor de begindatum {start}."


def _entry(row: Row, problems: list[Problem]) -> Entry:
    values: dict[str, Any] = {}
    for column, (field, read) in READERS.items():
        try:
            value = read(row[column])
        except Wrong as wrong:
            problems.append(Problem(row.line, str(wrong)))
        else:
            if value is not None:
                values[field] = value
    return Entry(row.line, values.pop("code", ""), values, values.pop("successor", ""))


def municipality_code(text: str) -> str:
    """A code as we store it (``gm0785``), also from ``785`` or ``GM0785``; raises ``Wrong`` for anything else."""
    found = re.fullmatch(r"(?:gm)?(\d{1,4})", text.strip().lower(), re.ASCII)
    if not found or int(found[1]) == 0:
        raise Wrong(f"code '{text}' is niet gm en vier cijfers." if text else "de code ontbreekt.")
    return f"gm{found[1]:0>4}"


def _name(text: str) -> str:
    if not text:
        raise Wrong("de naam ontbreekt.")
    if len(text) > 120:
        raise Wrong("de naam is langer dan 120 tekens.")
    return text


def _province(text: str) -> str:
    code = text if text in PROVINCES else PROVINCE_CODES.get(text.lower())
    if code is None:
        raise Wrong(f"provincie '{text}' bestaat niet." if text else "de provincie ontbreekt.")
    return code


def _degrees(name: str, bounds: tuple[float, float]) -> Callable[[str], float | None]:
    def read(text: str) -> float | None:
        if not text:
            return None
        plain = text.replace(",", ".")
        if not re.fullmatch(r"-?\d+(\.\d+)?", plain, re.ASCII) or not bounds[0] <= float(plain) <= bounds[1]:
            raise Wrong(f"{name} '{text}' ligt niet in Nederland ({bounds[0]} tot {bounds[1]} graden).")
        return float(plain)

    return read


def _date(text: str) -> datetime.date | None:
    if not text:
        return None
    dutch = re.fullmatch(r"(\d{1,2})-(\d{1,2})-(\d{4})", text, re.ASCII)
    try:
        if dutch:
            return datetime.date(int(dutch[3]), int(dutch[2]), int(dutch[1]))
        return datetime.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise Wrong(f"'{text}' is geen datum zoals 2026-01-01.") from None


def _whole_number(name: str, lowest: int, highest: int) -> Callable[[str], int | None]:
    def read(text: str) -> int | None:
        if not text:
            return None
        if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or not lowest <= int(text) <= highest:
            raise Wrong(f"{name} '{text}' is geen heel getal van {lowest} tot {highest}, zonder punten.")
        return int(text)

    return read


def _successor(text: str) -> str | None:
    return municipality_code(text) if text else None


READERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "code": ("code", municipality_code),
    "name": ("name", _name),
    "province": ("province_code", _province),
    "latitude": ("latitude", _degrees("breedtegraad", LATITUDES)),
    "longitude": ("longitude", _degrees("lengtegraad", LONGITUDES)),
    "start": ("start", _date),
    "end": ("end", _date),
    "successor": ("successor", _successor),
    "inhabitants": ("inhabitants", _whole_number("inwoners", 1, 5_000_000)),
    "inhabitants_year": ("inhabitants_year", _whole_number("jaar", 1900, 2100)),
}
