"""Python and Node packages: installed from the locks, and only when a lock has changed."""

import importlib.util
import subprocess
import sys
from pathlib import Path

from scripts.places import (
    LOGS,
    NODE_MODULES,
    ROOT,
    VENV,
    VENV_BIN,
    child_environment,
    fingerprint,
    is_stamped,
    put_stamp,
)
from scripts.stop import Stop

# What pip and npm write when they reach no registry.
NETWORK_SIGNS = (
    "ConnectTimeoutError",
    "ConnectionResetError",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ECONNRESET",
    "ENETUNREACH",
    "ENOTFOUND",
    "ETIMEDOUT",
    "Failed to establish a new connection",
    "NameResolutionError",
    "NewConnectionError",
    "ProxyError",
    "ReadTimeoutError",
    "Temporary failure in name resolution",
    "(from versions: none)",  # All that pip says when it does not retry.
)
NO_NETWORK = (
    "The packages cannot be fetched because the package registry cannot be reached: "
    "check the network or the proxy settings and try again."
)


def install_python_packages(lock: str) -> None:
    """Make ``.venv`` where it is missing, and bring it to what this lock file says."""
    stamp, wanted = VENV / f"installed-{lock}", fingerprint([ROOT / lock])
    if is_stamped(stamp, wanted) and (VENV_BIN / "python").exists():
        return
    _make_virtual_environment()
    print("Installing Python packages (the first time takes a minute) …", flush=True)
    _logged(
        "pip",
        [str(VENV_BIN / "python"), "-m", "pip", "install", "--require-hashes", "--requirement", lock],
    )
    put_stamp(stamp, wanted)


def install_node_packages() -> None:
    """Bring ``node_modules`` to what ``package-lock.json`` says, with the Node of ``.venv``."""
    stamp = NODE_MODULES / ".installed"
    wanted = fingerprint([ROOT / "package.json", ROOT / "package-lock.json"])
    if is_stamped(stamp, wanted):
        return
    print("Installing packages for the stylesheet and scripts …", flush=True)
    _logged("npm", [str(VENV_BIN / "npm"), "ci"])
    put_stamp(stamp, wanted)


def _make_virtual_environment() -> None:
    if _runs(VENV_BIN / "python"):
        return
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        raise Stop(
            f"This Python has no module {missing[0]}, which makes the virtual environment: install it "
            f"(Debian and Ubuntu: apt install python{sys.version_info[0]}.{sys.version_info[1]}-venv) "
            "and try again."
        )
    _logged("venv", [sys.executable, "-m", "venv", "--clear", str(VENV)])


def _runs(python: Path) -> bool:
    """Whether this virtual environment still works: its Python may have been removed or upgraded away."""
    if not python.exists():
        return False
    return subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode == 0


def _logged(name: str, command: list[str]) -> None:
    """Run an installer with its output in a log file; one sentence when it fails."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{name}.log"
    with log.open("wb") as output:
        try:
            code = subprocess.run(
                command,
                cwd=ROOT,
                env=child_environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            ).returncode
        except FileNotFoundError:
            raise Stop(f"{command[0]} is missing: remove the folder .venv and try again.") from None
    if code:
        text = log.read_text(errors="replace")
        if any(sign in text for sign in NETWORK_SIGNS):
            raise Stop(NO_NETWORK)
        raise Stop(f"{name} failed; its last words stand in {log.relative_to(ROOT)}.")
