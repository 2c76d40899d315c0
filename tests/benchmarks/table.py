"""The one table that a benchmark prints, as Markdown for ``docs/performance.md``."""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass

HEADER = "| content | measured | median | p95 | remarks |\n|---|---|--:|--:|---|"


@dataclass(frozen=True)
class Line:
    """One thing that was measured; ``p95`` is empty for what is measured once."""

    measured: str
    median: str
    p95: str = ""
    remarks: str = ""


def line_of_times(measured: str, milliseconds: Iterable[float], remarks: str = "") -> Line:
    """Half took at most the median, nineteen in twenty at most p95."""
    cuts = statistics.quantiles(milliseconds, n=20)
    return Line(measured, f"{cuts[9]:.1f} ms", f"{cuts[18]:.1f} ms", remarks)


def print_line(content: str, line: Line) -> None:
    """One row, at once: a long benchmark shows how far it is."""
    print(f"| {content} | {line.measured} | {line.median} | {line.p95} | {line.remarks} |", flush=True)
