"""The commands of the Makefile, and how they end."""

import sys
from collections.abc import Callable, Sequence

from scripts.packages import install_node_packages, install_python_packages
from scripts.quality import benchmark, lint
from scripts.serve import build_assets, run
from scripts.stop import Stop
from scripts.suite import measure_coverage, run_tests


def assets() -> int:
    """Install what the build needs and bundle the stylesheet and scripts (the Dockerfile does only this)."""
    install_python_packages("requirements.lock")
    install_node_packages()
    build_assets()
    return 0


COMMANDS: dict[str, Callable[[], int]] = {
    "assets": assets,
    "benchmark": benchmark,
    "coverage": measure_coverage,
    "lint": lint,
    "run": run,
    "test": run_tests,
}


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code, after one sentence on stderr where it could not go on."""
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        print(f"Give one of these commands: {', '.join(COMMANDS)}.", file=sys.stderr)
        return 1
    try:
        return COMMANDS[arguments[0]]()
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
