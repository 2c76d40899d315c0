"""The machine and the content that a measurement was made on."""

import os
import platform
from pathlib import Path

from django.apps import apps
from django.db import connection


def describe_machine() -> str:
    """Processor, memory, versions, database and number of pages, in lines."""
    lines = [
        f"machine   {_processor()}, {os.cpu_count()} cores, {_memory_gigabytes():.0f} GB",
        f"software  {platform.system()} {platform.release()}, Python {platform.python_version()}",
        f"database  {connection.vendor} {'.'.join(map(str, connection.get_database_version()))}",
        f"content   {apps.get_model('kennisbank', 'SearchDocument').objects.count()} search documents",
    ]
    return "\n".join(lines)


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def _memory_gigabytes() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
