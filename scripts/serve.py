"""``make run``: everything that stands between a fresh clone and a site that answers."""

import contextlib
import os
import signal
import socket
import subprocess
import time
from pathlib import Path
from types import FrameType
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from scripts.packages import install_node_packages, install_python_packages
from scripts.places import (
    BUILD,
    ROOT,
    VENV_BIN,
    child_environment,
    data_dir,
    fingerprint,
    is_stamped,
    put_stamp,
)
from scripts.stop import Stop

ADDRESS = "127.0.0.1"
STAMPS = BUILD / "stamps"


def run() -> int:
    """Install, build, migrate, load the example content, and serve until Ctrl-C; returns the exit code."""
    port, data = free_port(os.environ.get("PORT") or "8000"), data_dir()
    install_python_packages("requirements.lock")
    install_node_packages()
    build_assets()
    environment = child_environment(
        DJANGO_SETTINGS_MODULE="kennisbank.settings.dev",
        DATA_DIR=str(data),
        PORT=str(port),
        BASE_URL=f"http://localhost:{port}",
    )
    collect_static_files(environment)
    quiet = {"LOG_LEVEL": "WARNING"} | environment
    manage(quiet, "prepare", doing="Preparing database and example content …")
    return serve(environment, port, data)


def free_port(wanted: str) -> int:
    """The port as a number; one sentence when it is none, taken, or not ours to take."""
    if not wanted.isascii() or not wanted.isdigit() or not 0 < int(wanted) < 65536:
        raise Stop(f"PORT is not a number between 1 and 65535: {wanted}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, int(wanted)))
        except PermissionError:
            raise Stop(
                f"Port {wanted} is for the system only: choose one above 1023, as in `make run PORT=8001`."
            ) from None
        except OSError:
            raise Stop(
                f"Port {wanted} is in use: stop the other program or choose another, as in `make run PORT=8001`."
            ) from None
    return int(wanted)


def build_assets() -> None:
    """Bundle ``assets/`` into ``static/build/`` when something in it, or the lock, has changed."""
    stamp = STAMPS / "assets"
    wanted = fingerprint([ROOT / "assets", ROOT / "package-lock.json"])
    if is_stamped(stamp, wanted) and (ROOT / "static" / "build" / "main.css").is_file():
        return
    print("Building stylesheet and scripts …", flush=True)
    finished = subprocess.run(
        [VENV_BIN / "npm", "run", "--silent", "build"],
        cwd=ROOT,
        env=child_environment(),
        stdin=subprocess.DEVNULL,
    )
    if finished.returncode:
        raise Stop("The stylesheet and scripts could not be built; the reason stands above.")
    put_stamp(stamp, wanted)


def collect_static_files(environment: dict[str, str]) -> None:
    """Gather all static files with a fingerprint in their name, when one of them has changed."""
    stamp = STAMPS / "static"
    wanted = fingerprint([ROOT / "requirements.lock", *static_sources()])
    if is_stamped(stamp, wanted) and (BUILD / "static" / "staticfiles.json").is_file():
        return
    manage(
        environment,
        "collectstatic",
        "--noinput",
        "--clear",
        "--verbosity=0",
        doing="Collecting static files …",
    )
    put_stamp(stamp, wanted)


def static_sources() -> list[Path]:
    """The folders that hold static files of our own; never ``build``, where they are collected."""
    return [folder for folder in (ROOT / "static", *ROOT.glob("*/static")) if folder.parent != BUILD]


def manage(environment: dict[str, str], *arguments: str, doing: str) -> None:
    """Run a management command to its end; one sentence, under its own output, when it fails."""
    print(doing, flush=True)
    finished = subprocess.run(
        [VENV_BIN / "python", "manage.py", *arguments], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL
    )
    if finished.returncode:
        raise Stop(f"`manage.py {arguments[0]}` failed; the reason stands above.")


def serve(environment: dict[str, str], port: int, data: Path) -> int:
    """Start web and worker together, say where they are, and wait; when one ends, both end."""
    processes = subprocess.Popen(
        # "--env" of a folder that holds no such file: a stray .env of the user is not ours to read.
        [VENV_BIN / "honcho", "--env", "build/no-env-file", "start"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
    )
    stopped: list[int] = []

    def stop(signum: int, frame: FrameType | None) -> None:
        stopped.append(signum)
        with contextlib.suppress(ProcessLookupError):
            processes.terminate()

    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, stop)
    if _answers(f"http://{ADDRESS}:{port}/", processes):
        accounts = data / "demo-accounts.txt"
        print(
            f"\n  Kennisbank Koplopers: http://localhost:{port}/ (editors: http://localhost:{port}/beheer/)"
        )
        if accounts.is_file():
            print(f"  Demo accounts:        {accounts}")
        print("  Stop with Ctrl-C.\n", flush=True)
    code = processes.wait()
    return 0 if stopped else code or 1


def _answers(address: str, processes: "subprocess.Popen[bytes]", seconds: float = 60) -> bool:
    """Whether the site answers within the time; no longer asked once the processes have ended."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and processes.poll() is None:
        try:
            with urlopen(address, timeout=5):  # noqa: S310 - our own address
                return True
        except HTTPError:
            return True  # It answers; what it answers is for the log.
        except (URLError, OSError):
            time.sleep(0.2)
    return False
