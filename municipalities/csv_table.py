"""Tables that people bring as CSV: with or without BOM, with commas, semicolons or tabs, from any spreadsheet."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

LARGEST = 10_000_000  # bytes; ninety participants with long answers are less than one


class TableProblem(Exception):
    """Why a file is no table that can be read, as one sentence."""


class WrongRows(Exception):
    """Every line that is wrong, with the reason."""

    def __init__(self, problems: list["Problem"]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class Problem:
    line: int
    reason: str

    def __str__(self) -> str:
        return f"Regel {self.line}: {self.reason}"


@dataclass(frozen=True)
class Row:
    """One row; ``line`` is where it starts in the file, ``cells`` holds the known columns that the file has.

    ``surplus`` says what is wrong with a row that has more cells than there are columns.
    """

    line: int
    cells: Mapping[str, str]
    surplus: str = ""

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def read_table(path: Path, columns: Mapping[str, tuple[str, ...]], required: tuple[str, ...]) -> list[Row]:
    """The rows of the file that hold anything.

    ``columns`` maps our names to the other names under which a file may have them; other columns are ignored.
    Raises ``TableProblem`` for a file that cannot be read.
    """
    lines = _lines(path)
    headings = [heading.strip().lower() for heading in next(lines, (0, []))[1]]
    places = {name: _place(headings, (name, *others)) for name, others in columns.items()}
    missing = [name for name in required if places[name] is None]
    if missing:
        raise TableProblem(f"In {path.name} ontbreekt de kolom {', '.join(missing)}.")
    rows = [_row(line, cells, len(headings), places) for line, cells in lines if any(cells)]
    if not rows:
        raise TableProblem(f"{path.name} heeft geen regels onder de kolomnamen.")
    return rows


def too_wide(rows: list[Row]) -> list[Problem]:
    """The rows with more cells than columns: most often a separator that should have been between quotes."""
    return [Problem(row.line, row.surplus) for row in rows if row.surplus]


def _row(line: int, cells: list[str], width: int, places: dict[str, int | None]) -> Row:
    padded = cells + [""] * width
    known = {name: padded[at] for name, at in places.items() if at is not None}
    surplus = f"{len(cells)} cellen, terwijl er {width} kolommen zijn." if any(cells[width:]) else ""
    return Row(line, known, surplus)


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The first line number and the stripped cells of each record."""
    text = _text(path)
    heading = text.lstrip().split("\n", 1)[0]
    separator = max(";,\t", key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise TableProblem(f"{path.name} is geen goede CSV: er gaat iets mis vanaf regel {line}.") from error


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise TableProblem(f"{path.name} is groter dan 10 MB; dat is geen tabel voor deze opdracht.")
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise TableProblem(f"Het bestand {path} bestaat niet.") from None
    except OSError:
        raise TableProblem(f"{path} is niet als bestand te lezen.") from None
    except UnicodeDecodeError:
        raise TableProblem(f"{path.name} is geen UTF-8; bewaar het als 'CSV UTF-8'.") from None
    if not text.strip():
        raise TableProblem(f"{path.name} is leeg.")
    if "\0" in text:
        raise TableProblem(f"{path.name} is geen tekst.")
    return text


def _place(headings: list[str], names: tuple[str, ...]) -> int | None:
    return next((headings.index(name) for name in names if name in headings), None)
