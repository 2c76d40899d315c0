"""Where things live: the repository, ``.venv``, ``node_modules``, ``build`` and the data folder."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from scripts.stop import Stop

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
VENV_BIN = VENV / "bin"
NODE_MODULES = ROOT / "node_modules"
BUILD = ROOT / "build"
LOGS = BUILD / "logs"


def data_dir() -> Path:
    """The folder for database and files (``DATA_DIR``, else ``data``), made when it is not there yet."""
    folder = Path(os.environ.get("DATA_DIR") or ROOT / "data").expanduser().resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Stop(
            f"The data folder {folder} cannot be made ({error.strerror}): give another DATA_DIR."
        ) from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Stop(f"The data folder {folder} may not be written in: give another DATA_DIR.")
    return folder


def child_environment(**extra: str) -> dict[str, str]:
    """The environment of the programs that we start: ours first on the path, caches inside the repository."""
    environment = dict(os.environ)
    environment["PATH"] = f"{VENV_BIN}{os.pathsep}{environment.get('PATH', '')}"
    environment.setdefault("PIP_CACHE_DIR", str(BUILD / "cache" / "pip"))
    environment.setdefault("npm_config_cache", str(BUILD / "cache" / "npm"))
    # Many an office network has a certificate of its own, which the system knows and Node would not.
    environment.setdefault("NODE_USE_SYSTEM_CA", "1")
    environment["PYTHONUNBUFFERED"] = "1"
    environment["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    # A virtual environment or Python home of the caller would lead our own astray.
    for name in ("PYTHONHOME", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"):
        environment.pop(name, None)
    return environment | extra


def fingerprint(paths: Iterable[Path]) -> str:
    """A hash of the names and contents of these files, and of all files below these folders."""
    files: set[Path] = set()
    for path in paths:
        files |= {found for found in path.rglob("*") if found.is_file()} if path.is_dir() else {path}
    digest = hashlib.sha256()
    for file in sorted(file for file in files if file.is_file()):
        digest.update(f"{file.relative_to(ROOT)}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def is_stamped(stamp: Path, value: str) -> bool:
    """Whether the work that this stamp stands for was finished with the same input."""
    return stamp.is_file() and stamp.read_text() == value


def put_stamp(stamp: Path, value: str) -> None:
    """Note that the work is finished; called last, so that interrupted work is done again."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value)
