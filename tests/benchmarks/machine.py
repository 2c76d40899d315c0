"""The machine that a measurement was made on."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

from django.db import connection


def describe_machine() -> str:
    """Processor, memory, versions and database, as a list in Markdown."""
    programs = [
        f"Python {platform.python_version()}",
        *(f"{name} {version(name)}" for name in ("Django", "Wagtail", "granian")),
        f"{connection.vendor} {'.'.join(map(str, connection.get_database_version()))}",
    ]
    lines = [
        f"{_processor()}, {os.cpu_count()} cores, {_memory_gigabytes():.0f} GB",
        f"{platform.system()} {platform.release()}",
        ", ".join(programs),
        # Above the number of cores something else was at work, and every time is too long.
        f"load at the start {os.getloadavg()[0]:.1f}",
    ]
    return "\n".join(f"- {line}" for line in lines)


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def _memory_gigabytes() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
