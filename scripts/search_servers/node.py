"""One process of a throw-away server: its folder, its ports, its beginning and its end."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, build_opener

END_SECONDS = 30
# A proxy of the user's is not for this machine.
OPENER = build_opener(ProxyHandler({}))


@dataclass
class Node:
    """A node keeps its folder and its address while its process comes and goes."""

    name: str
    folder: Path
    port: int
    transport: int
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def runs(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self, program: Path, environment: dict[str, str], account: dict[str, Any]) -> None:
        """Start the process, without waiting for it; from a thread that stays as long as the server should."""
        with (self.folder / "output.log").open("wb") as log:
            self.process = subprocess.Popen(
                [*_end_with_us(), program],
                cwd=self.folder,
                # Nothing else of the user's environment: JAVA_OPTS and the like would lead it astray.
                env={"PATH": os.environ.get("PATH", os.defpath), "HOME": str(self.folder)} | environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # Ctrl-C is for pytest first. The process leads a group of its own, which bears its id:
                # Elasticsearch's is a launcher, and the server itself a child of it.
                start_new_session=True,
                **account,
            )

    def send(self, signum: signal.Signals) -> None:
        """Signal the process and its children."""
        if self.process is not None and self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signum)

    def wait_for_end(self) -> None:
        """Until the process is gone and its address is free; by force when it does not listen."""
        if self.process is None:
            return
        try:
            self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.send(signal.SIGKILL)
            self.process.wait()
        self.process = None
        until = time.monotonic() + END_SECONDS
        while self._listens() and time.monotonic() < until:
            time.sleep(0.05)

    def is_ready(self, nodes: int) -> bool:
        """Whether it knows this many nodes, itself included, and every index can be searched."""
        query = f"wait_for_nodes={nodes}&wait_for_status=yellow&timeout=2s"
        # Not listening yet, no master yet, or not all there within the two seconds: all are errors.
        with contextlib.suppress(OSError), OPENER.open(f"{self.url}/_cluster/health?{query}", timeout=10):
            return True
        return False

    def last_words(self) -> str:
        """The line of its output that says most: the first error, or else the last line."""
        lines = (self.folder / "output.log").read_text(errors="replace").strip().splitlines()
        errors = [line for line in lines if "ERROR" in line or "Exception" in line or "Error:" in line]
        return next(iter([*errors, *lines[-1:]]), "no reason given").strip()

    def _listens(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
            return True
        return False


def _end_with_us() -> list[str]:
    """Before a program: it ends when who started it does, even when that had no time to say so.

    A part of util-linux; elsewhere a test run that is killed leaves its servers behind.
    """
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "KILL", "--"] if setpriv else []
