"""A PostgreSQL server for one test run: own folder, own port, own password, gone afterwards."""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scripts.stop import Stop
from scripts.throw_away import free_ports, ordinary_account

INSTALLED = Path("/usr/lib/postgresql")
WAIT_SECONDS = 30


def find_programs() -> Path | None:
    """The folder with ``initdb`` and ``postgres``: on the path, or the newest of Debian's versions."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    if INSTALLED.is_dir():
        versions = [folder for folder in INSTALLED.iterdir() if folder.name.isdigit()]
        folders += [folder / "bin" for folder in sorted(versions, key=lambda folder: -int(folder.name))]
    complete = (
        folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()
    )
    return next(complete, None)


@contextlib.contextmanager
def throw_away_cluster(programs: Path) -> Iterator[str]:
    """Start a server on a free port of this machine and give its address; stop and remove it at the end."""
    account = ordinary_account("PostgreSQL")
    folder = Path(tempfile.mkdtemp(prefix="kennisbank-postgres-"))
    password, port = secrets.token_urlsafe(16), free_ports(1)[0]
    secret = folder / "password"
    secret.write_text(password)
    for path in (folder, secret):
        os.chown(path, account.get("user", -1), account.get("group", -1))
    server = None
    try:
        _make_cluster(programs, folder, secret, account)
        server = _start(programs, folder, port, account)
        _wait(folder, port, server)
        yield f"postgresql://kennisbank:{password}@127.0.0.1:{port}/postgres"
    finally:
        if server is not None and server.poll() is None:
            server.send_signal(signal.SIGINT)  # "fast shutdown" in PostgreSQL's words.
            server.wait(WAIT_SECONDS)
        shutil.rmtree(folder, ignore_errors=True)


def _make_cluster(programs: Path, folder: Path, secret: Path, account: dict[str, Any]) -> None:
    options = ["--username=kennisbank", "--auth=scram-sha-256", f"--pwfile={secret}"]
    options += ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    made = subprocess.run(
        [programs / "initdb", f"--pgdata={folder / 'data'}", *options],
        cwd=folder,
        capture_output=True,
        text=True,
        **account,
    )
    if made.returncode:
        raise Stop(f"PostgreSQL could not make a test cluster: {made.stderr.strip().splitlines()[-1]}")


def _start(programs: Path, folder: Path, port: int, account: dict[str, Any]) -> "subprocess.Popen[bytes]":
    # Nothing has to survive, so nothing has to reach the disk.
    settings = {"listen_addresses": "127.0.0.1", "unix_socket_directories": ""}
    settings |= dict.fromkeys(("fsync", "full_page_writes", "synchronous_commit"), "off")
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with (folder / "server.log").open("wb") as log:
        return subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", "-p", str(port), *options],
            cwd=folder,
            stdout=log,
            stderr=log,
            # Ctrl-C is for pytest first; the server is stopped after it.
            start_new_session=True,
            **account,
        )


def _wait(folder: Path, port: int, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    last = (folder / "server.log").read_text(errors="replace").strip().splitlines()[-1:]
    raise Stop(f"The PostgreSQL test server did not start: {' '.join(last) or 'no reason given'}")
