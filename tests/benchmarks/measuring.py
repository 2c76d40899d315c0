"""Queries of a request in this process; milliseconds and memory of the real web server."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kennisbank.audience import OPEN
from tests.benchmarks.table import Line

ROOT = Path(__file__).resolve().parents[2]


def addresses() -> dict[str, str]:
    """The pages to measure; participant and vision are the first ones that everybody may read."""
    documents = apps.get_model("kennisbank", "SearchDocument").objects.filter(live=True, audience=OPEN)
    first = {
        kind: documents.filter(kind=kind).order_by("pk").values_list("url", flat=True).first()
        for kind in ("deelnemer", "visie")
    }
    return {
        "home": "/",
        "list of participants": "/gemeenten/",
        "a participant": first["deelnemer"] or "/gemeenten/lindehoven/",
        "a vision": first["visie"] or "/gemeenten/lindehoven/visie/",
        "one search, again and again": f"/zoeken?q={quote('cliëntondersteuning')}",
    }


def measure_in_process(address: str) -> tuple[int, int]:
    """Number of queries and status of the second request: the first one fills caches."""
    client = Client(headers={"host": "localhost"})
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    return len(queries), response.status_code


@dataclass(frozen=True)
class Server:
    """The web server as ``make run`` starts it, with one worker."""

    process: "subprocess.Popen[bytes]"
    port: int

    def measure(self, address: str, requests: int) -> list[float]:
        """Milliseconds of asking one address many times over one connection, after ten requests to warm up."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        took = []
        for number in range(requests + 10):
            started = time.perf_counter()
            asked.request("GET", address, headers={"Host": "localhost"})
            response = asked.getresponse()
            response.read()
            if response.status != 200:
                raise RuntimeError(f"{address} answers {response.status}")
            if number >= 10:
                took.append((time.perf_counter() - started) * 1000)
        asked.close()
        return took

    def get(self, address: str) -> None:
        """Ask one address once, to give the process something to remember."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        asked.request("GET", address, headers={"Host": "localhost"})
        asked.getresponse().read()
        asked.close()

    def memory_line(self) -> Line:
        """Memory of the worker that answers, the only child of the server: its own, and files that all share."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        own, files = max(_megabytes(child) for child in children)
        return Line(
            "memory of the web process", f"{own:.0f} MB", remarks=f"and {files:.0f} MB of mapped files"
        )


def _megabytes(pid: str) -> tuple[float, float]:
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    own, shared, files = (int(status[name].split()[0]) / 1024 for name in ("RssAnon", "RssShmem", "RssFile"))
    return own + shared, files


@contextlib.contextmanager
def running_server() -> Iterator[Server]:
    """Start the server on a free port, wait until it answers, and end it afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = [
        "--interface=wsgi",
        "--host=127.0.0.1",
        f"--port={port}",
        "--workers=1",
        "--blocking-threads=8",
    ]
    program = [str(Path(sys.executable).with_name("granian")), *options, "--log-level=error"]
    process = subprocess.Popen([*program, "kennisbank.wsgi:application"], cwd=ROOT, env=dict(os.environ))
    try:
        _wait(process, port)
        yield Server(process, port)
    finally:
        process.terminate()
        process.wait(20)


def _wait(process: "subprocess.Popen[bytes]", port: int, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError("The web server did not start.")
