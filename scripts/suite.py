"""``make test``: every test that this machine can run, and a plain word on what it could not; ``make coverage``."""

import contextlib
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO

from scripts.packages import install_node_packages, install_python_packages
from scripts.places import ROOT, VENV_BIN, child_environment
from scripts.postgres import find_programs, throw_away_cluster
from scripts.search_servers import DISTRIBUTIONS, Server
from scripts.serve import build_assets
from scripts.stop import Stop

CAN_BE_REQUIRED = ("postgres", "chromium", *DISTRIBUTIONS)
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
NOTHING_COLLECTED = 5


@dataclass(frozen=True)
class Part:
    """The tests that ``options`` choose, with ``variables`` in their environment."""

    name: str
    options: list[str]
    variables: dict[str, str]


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
    """Run the suite on SQLite and then in a browser, on PostgreSQL meanwhile; returns 0 when all is well."""
    report = _start_report()
    with _postgres_address() as postgres, _search_addresses(report) as search:
        in_turn = [_on_sqlite(postgres, search)]
        if browser := _browser():
            in_turn.append(Part("Browser", ["-m", "e2e"], {"CHROMIUM": browser}))
        else:
            report.left_out("Browser", "chromium", "no Chromium was found (install it, or set CHROMIUM)")
        meanwhile = None
        if postgres:
            on_postgres = search | {"TEST_DATABASE_URL": postgres}
            meanwhile = Part("PostgreSQL", ["-m", "not e2e and not without_database"], on_postgres)
        else:
            why = "no PostgreSQL server was found (install it, or set TEST_DATABASE_URL)"
            report.left_out("PostgreSQL", "postgres", why)
        _run(report, in_turn, meanwhile)
    return _closed(report, "make test")


def measure_coverage() -> int:
    """Run the part on SQLite and say which lines and branches no test reached; returns 0 when all tests are well."""
    report = _start_report()
    with _postgres_address() as postgres, _search_addresses(report) as search:
        _run(report, [_on_sqlite(postgres, search, "--cov")])
    return _closed(report, "make coverage")


def _start_report() -> Report:
    report = Report(required=_required())
    # Who ends this program ends the servers that it started as well.
    signal.signal(signal.SIGTERM, lambda signum, frame: sys.exit(128 + signum))
    install_python_packages("requirements-dev.lock")
    install_node_packages()
    build_assets()
    return report


def _closed(report: Report, command: str) -> int:
    print(f"\n{command}", "FAILED" if report.failed else "passed")
    print("\n".join(f"  {line}" for line in report.lines), flush=True)
    return 1 if report.failed else 0


def _on_sqlite(postgres: str | None, search: dict[str, str], *options: str) -> Part:
    # A test that compares the two databases in one process finds the second here.
    other = {"TEST_OTHER_DATABASE_URL": postgres} if postgres else {}
    return Part("SQLite", [*options, "-m", "not e2e"], search | other)


def _required() -> frozenset[str]:
    names = frozenset(name.strip() for name in os.environ.get("REQUIRE", "").split(",") if name.strip())
    if unknown := names.difference(CAN_BE_REQUIRED):
        raise Stop(f"REQUIRE knows {', '.join(CAN_BE_REQUIRED)}, not {', '.join(sorted(unknown))}.")
    return names


@contextlib.contextmanager
def _postgres_address() -> Iterator[str | None]:
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
    elif programs := find_programs():
        with throw_away_cluster(programs) as address:
            yield address
    else:
        yield None


@contextlib.contextmanager
def _search_addresses(report: Report) -> Iterator[dict[str, str]]:
    """The addresses of the search servers, in the variables by which the tests find them.

    A server that the developer names is used as it is; the others are started at the same time and stopped at the end.
    """
    addresses, servers = {}, {}
    with contextlib.ExitStack() as stack:
        for kind, distribution in DISTRIBUTIONS.items():
            if given := os.environ.get(f"TEST_{kind.upper()}_URL"):
                addresses[kind] = given
                continue
            with _left_out_instead(report, distribution.title, kind):
                servers[kind] = Server(kind)
                stack.callback(servers[kind].close)
                servers[kind].start()
        for kind, server in servers.items():
            with _left_out_instead(report, server.distribution.title, kind):
                server.wait()
                addresses[kind] = server.url
        yield {f"TEST_{kind.upper()}_URL": address for kind, address in addresses.items()}


@contextlib.contextmanager
def _left_out_instead(report: Report, title: str, kind: str) -> Iterator[None]:
    """What does not start is left out, with its own sentence as the reason."""
    try:
        yield
    except Stop as stop:
        report.left_out(title, kind, str(stop).removeprefix(f"{title} ").removesuffix("."))


def _browser() -> str | None:
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next(filter(None, (shutil.which(name) for name in names if name)), None)


def _run(report: Report, in_turn: list[Part], meanwhile: Part | None = None) -> None:
    """Run the parts one after the other, another one meanwhile, and note them.

    What the ones in turn print is passed on as it comes; what the other prints follows after it.
    """
    with contextlib.ExitStack() as stack:
        if meanwhile:
            printed = stack.enter_context(tempfile.TemporaryFile("w+", errors="replace"))
            beside = stack.enter_context(_pytest(meanwhile, printed))
        for part in in_turn:
            with _pytest(part, subprocess.PIPE) as process:
                report.ran(part.name, *_outcome(part, process, process.stdout or ()))
        if meanwhile:
            beside.wait()
            printed.seek(0)
            report.ran(meanwhile.name, *_outcome(meanwhile, beside, printed))


@contextlib.contextmanager
def _pytest(part: Part, stdout: int | IO[str]) -> "Iterator[subprocess.Popen[str]]":
    """pytest for one part, ended with whoever started it."""
    environment = child_environment(DJANGO_SETTINGS_MODULE="kennisbank.settings.test", **part.variables)
    for variable in ("TEST_DATABASE_URL", "TEST_OTHER_DATABASE_URL"):
        if variable not in part.variables:
            environment.pop(variable, None)
    colour = "yes" if sys.stdout.isatty() else "no"
    arguments = [*part.options, *shlex.split(os.environ.get("ARGS", ""))]
    with subprocess.Popen(
        [VENV_BIN / "python", "-m", "pytest", f"--color={colour}", *arguments],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        text=True,
        errors="replace",
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.terminate()


def _outcome(part: Part, process: "subprocess.Popen[str]", printed: Iterable[str]) -> tuple[int, str]:
    """Pass on what a part prints; returns its exit code and its closing line."""
    print(f"\nTests: {part.name}", flush=True)
    closing_line = "ended without a word"
    for line in printed:
        print(line, end="", flush=True)
        closing_line = COLOURS.sub("", line).strip() or closing_line
    code = process.wait()
    # With ARGS a part may well hold none of the chosen tests; without, an empty part is a mistake.
    nothing_chosen = code == NOTHING_COLLECTED and "ARGS" in os.environ
    return (0 if nothing_chosen else code), closing_line
