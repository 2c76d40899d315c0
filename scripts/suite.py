"""``make test``: every test that this machine can run, and a plain word on what it could not."""

import contextlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

from scripts.packages import install_node_packages, install_python_packages
from scripts.places import ROOT, VENV_BIN, child_environment
from scripts.postgres import find_programs, throw_away_cluster
from scripts.serve import build_assets
from scripts.stop import Stop

CAN_BE_REQUIRED = ("postgres", "chromium")
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
NOTHING_COLLECTED = 5


@dataclass
class Report:
    """What ran with which last line, what was left out and why, and whether that is good."""

    required: frozenset[str]
    lines: list[str] = field(default_factory=list)
    failed: bool = False

    def left_out(self, name: str, requirement: str, why: str) -> None:
        """Note a part that this machine cannot run; a failure when it was required."""
        self.lines.append(f"{name}: LEFT OUT, {why}")
        self.failed |= requirement in self.required

    def ran(self, name: str, code: int, closing_line: str) -> None:
        """Note a part that ran."""
        self.lines.append(f"{name}: {closing_line}")
        self.failed |= code != 0


def run_tests() -> int:
    """Run the suite on SQLite, on PostgreSQL and in a browser; returns 0 when all is well."""
    report = Report(required=_required())
    install_python_packages("requirements-dev.lock")
    install_node_packages()
    build_assets()
    report.ran("SQLite", *_pytest("SQLite", ["-m", "not e2e", "--cov"], {}))
    _run_on_postgres(report)
    _run_in_browser(report)
    print("\nmake test", "FAILED" if report.failed else "passed")
    print("\n".join(f"  {line}" for line in report.lines), flush=True)
    return 1 if report.failed else 0


def _required() -> frozenset[str]:
    names = frozenset(name.strip() for name in os.environ.get("REQUIRE", "").split(",") if name.strip())
    if unknown := names.difference(CAN_BE_REQUIRED):
        raise Stop(f"REQUIRE knows {' and '.join(CAN_BE_REQUIRED)}, not {', '.join(sorted(unknown))}.")
    return names


def _run_on_postgres(report: Report) -> None:
    with _postgres_address() as address:
        if address is None:
            why = "no PostgreSQL server was found (install it, or set TEST_DATABASE_URL)"
            report.left_out("PostgreSQL", "postgres", why)
            return
        variables = {"TEST_DATABASE_URL": address}
        report.ran("PostgreSQL", *_pytest("PostgreSQL", ["-m", "not e2e"], variables))


@contextlib.contextmanager
def _postgres_address() -> Iterator[str | None]:
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
    elif programs := find_programs():
        with throw_away_cluster(programs) as address:
            yield address
    else:
        yield None


def _run_in_browser(report: Report) -> None:
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    browser = next(filter(None, (shutil.which(name) for name in names if name)), None)
    if browser is None:
        report.left_out("Browser", "chromium", "no Chromium was found (install it, or set CHROMIUM)")
        return
    report.ran("Browser", *_pytest("Chromium", ["-m", "e2e"], {"CHROMIUM": browser}))


def _pytest(name: str, options: list[str], variables: dict[str, str]) -> tuple[int, str]:
    """Run pytest with its output passed on; returns its exit code and its closing line."""
    print(f"\nTests: {name}", flush=True)
    environment = child_environment(DJANGO_SETTINGS_MODULE="kennisbank.settings.test", **variables)
    if not variables.get("TEST_DATABASE_URL"):
        environment.pop("TEST_DATABASE_URL", None)
    colour = "yes" if sys.stdout.isatty() else "no"
    arguments = [*options, *shlex.split(os.environ.get("ARGS", ""))]
    closing_line = "ended without a word"
    with subprocess.Popen(
        [VENV_BIN / "python", "-m", "pytest", f"--color={colour}", *arguments],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            closing_line = COLOURS.sub("", line).strip() or closing_line
    # With ARGS a part may well hold none of the chosen tests; without, an empty part is a mistake.
    nothing_chosen = process.returncode == NOTHING_COLLECTED and "ARGS" in os.environ
    return (0 if nothing_chosen else process.returncode), closing_line
