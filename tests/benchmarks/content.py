"""A database of its own for each number of pages, kept between runs and made anew when the generator changed."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[2]
PARTICIPANTS = 342


def environment_with(pages: int) -> dict[str, str]:
    """The environment of a process that works on generated content of this size, which is made when it lacks."""
    url = os.environ.get("DATABASE_URL", "")
    folder = Path(os.environ["DATA_DIR"])
    marker = folder / f"pages-{pages}.txt"
    outdated = not marker.exists() or marker.read_text() != _fingerprint()
    if url.startswith("postgres"):
        url = _postgres_database(url, f"_{pages}", empty=outdated)
    else:
        file = folder / f"pages-{pages}.sqlite3"
        url = f"sqlite:///{file}"
        if outdated:
            for part in folder.glob(f"{file.name}*"):
                part.unlink()
    environment = {**os.environ, "DATABASE_URL": url}
    if outdated:
        marker.unlink(missing_ok=True)
    numbers = ["--participants", str(PARTICIPANTS), "--pages", str(pages)]
    for command in (["migrate", "-v0"], ["generate_content", *numbers]):
        # What they say goes beside the table, not into it.
        program = [sys.executable, "manage.py", *command]
        subprocess.run(program, cwd=ROOT, env=environment, check=True, stdout=sys.stderr)
    marker.write_text(_fingerprint())
    return environment


def _fingerprint() -> str:
    files = sorted((ROOT / "kennisbank" / "generated").glob("*.*"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _postgres_database(url: str, suffix: str, *, empty: bool) -> str:
    """The address of a second database on the same server."""
    parts = urlsplit(url)
    name = parts.path.strip("/") + suffix
    with psycopg.connect(url, autocommit=True) as connection:
        if empty:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(f'CREATE DATABASE "{name}"')
    return urlunsplit(parts._replace(path=f"/{name}"))
