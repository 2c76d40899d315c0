"""A throw-away Elasticsearch or OpenSearch, on this machine only and gone afterwards.

It can be killed, and started again with what it had stored, at the same address.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType

from scripts.search_servers.configuration import configure
from scripts.search_servers.distribution import DISTRIBUTIONS, obtain
from scripts.search_servers.java import NO_JAVA, find_java
from scripts.search_servers.node import Node
from scripts.stop import Stop
from scripts.throw_away import free_ports, ordinary_account

WAIT_SECONDS = 300


class Server:
    """``with Server(kind, nodes=3) as server:`` starts, waits, and removes everything at the end."""

    def __init__(self, kind: str, nodes: int = 1) -> None:
        """Make ready to start; raises ``Stop`` where there is no Java or the programs cannot be fetched."""
        self.distribution = DISTRIBUTIONS[kind]
        java = find_java()
        if java is None:
            raise Stop(f"{self.distribution.title} cannot start: {NO_JAVA}.")
        self._account = ordinary_account(self.distribution.title)
        home = obtain(kind)
        self._folder = Path(tempfile.mkdtemp(prefix=f"kennisbank-{kind}-"))
        self._own(self._folder)
        self._home, self._java = self._within_reach(home), self._within_reach(java)
        ports = free_ports(2 * nodes)
        self._nodes = [
            Node(f"node-{number}", self._folder / f"node-{number}", ports[number], ports[nodes + number])
            for number in range(nodes)
        ]
        self._environments = [
            configure(self._home, self.distribution, node, self._nodes) for node in self._nodes
        ]
        for node in self._nodes:
            self._own(node.folder, *node.folder.rglob("*"))

    @property
    def urls(self) -> list[str]:
        """The address of each node, the same after each start."""
        return [node.url for node in self._nodes]

    @property
    def url(self) -> str:
        """The address of the first node."""
        return self.urls[0]

    def start(self) -> None:
        """Start each node that does not run, without waiting for it."""
        for node, environment in zip(self._nodes, self._environments, strict=True):
            if not node.runs:
                java = {f"{self.distribution.variables}_JAVA_HOME": str(self._java)}
                node.start(self._home / self.distribution.program, environment | java, self._account)

    def wait(self) -> None:
        """Until all nodes that were started have found each other, and every index can be searched."""
        started = [node for node in self._nodes if node.process is not None]
        until = time.monotonic() + WAIT_SECONDS
        for node in started:
            while not node.is_ready(len(started)):
                if not node.runs or time.monotonic() > until:
                    raise Stop(f"{self.distribution.title} did not start: {node.last_words()}")
                time.sleep(0.2)

    def stop(self) -> None:
        """End every node gently."""
        self._end(self._nodes, signal.SIGTERM)

    def kill(self, node: int = 0) -> None:
        """End one node as a power cut would."""
        self._end([self._nodes[node]], signal.SIGKILL)

    def close(self) -> None:
        """End everything without ceremony, and remove the folder."""
        self._end(self._nodes, signal.SIGKILL)
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> "Server":
        try:
            self.start()
            self.wait()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _end(self, nodes: list[Node], signum: signal.Signals) -> None:
        for node in nodes:
            node.send(signum)
        for node in nodes:
            node.wait_for_end()

    def _own(self, *paths: Path) -> None:
        for path in paths:
            os.chown(path, self._account.get("user", -1), self._account.get("group", -1))

    def _within_reach(self, programs: Path) -> Path:
        """These programs, where the account may read them: not in the private folder of root, for instance."""
        tried = subprocess.run(["test", "-x", programs / "bin"], **self._account)
        if tried.returncode == 0:
            return programs
        return Path(
            shutil.copytree(programs, self._folder / programs.name, symlinks=True, copy_function=_link)
        )


def _link(source: str, target: str) -> None:
    """A second name for a file, or a copy where the two folders are on different disks."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
