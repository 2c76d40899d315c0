"""A real browser against the site as ``make run`` starts it: own database, example content, real web server."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
# Milliseconds. The other tests may keep the machine busy meanwhile, and waiting longer costs only what fails.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@dataclass(frozen=True)
class Site:
    """A running site and the environment in which its management commands work."""

    address: str
    environment: dict[str, str]
    data_dir: Path

    @property
    def outbox(self) -> str:
        """All mail that the site sent, as it printed it."""
        return (self.data_dir / "outbox.txt").read_text()

    def manage(self, *arguments: str) -> str:
        """Run a management command on this site; returns what it printed."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_it_answers(address: str, server: subprocess.Popen, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert server.poll() is None, "the web server ended"
        try:
            urlopen(f"{address}/health", timeout=5).close()
            return
        except HTTPError as error:
            raise AssertionError(f"/health answers {error.code}") from error
        except (URLError, OSError):
            time.sleep(0.2)
    raise AssertionError("the web server did not answer in time")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    data_dir, port = tmp_path_factory.mktemp("site"), _free_port()
    address = f"http://localhost:{port}"
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "kennisbank.settings.dev",
        "DATA_DIR": str(data_dir),
        "BASE_URL": address,
        "SECRET_KEY": secrets.token_urlsafe(32),
        "LOG_LEVEL": "WARNING",
        "PYTHONUNBUFFERED": "1",  # The mail that it prints is there at once.
    }
    found = Site(address, environment, data_dir)
    found.manage("collectstatic", "--noinput", "--verbosity=0")
    found.manage("prepare")
    options = ["--interface=wsgi", "--host=127.0.0.1", f"--port={port}", "--workers=1", "--log-level=error"]
    granian = Path(sys.executable).with_name("granian")
    with (data_dir / "outbox.txt").open("w") as outbox:
        command = [granian, *options, "kennisbank.wsgi:application"]
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=outbox)
    try:
        _wait_until_it_answers(address, server)
        yield found
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Chromium's sandbox needs an ordinary user; a test machine is often root.
        options = ["--no-sandbox"] if os.geteuid() == 0 else []
        started = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=options)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """A fresh visitor; the test fails when a page has an error in its scripts or asks another host for anything."""
    context = browser.new_context(base_url=site.address, locale="nl-NL")
    context.set_default_timeout(PATIENCE)
    opened, complaints = context.new_page(), []
    opened.on("pageerror", lambda error: complaints.append(f"script error: {error}"))

    def note_foreign_hosts(request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and parts.hostname != "localhost":
            complaints.append(f"asked another host: {request.url}")

    opened.on("request", note_foreign_hosts)
    yield opened
    context.close()
    assert complaints == []


@pytest.fixture
def barriers():
    """A function that gives the accessibility barriers that axe finds on a page, one line each."""

    def find(page: Page) -> list[str]:
        page.evaluate(AXE.read_text())
        found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", WCAG)
        return [
            f"{violation['id']}: {node['html'][:150]}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    return find
