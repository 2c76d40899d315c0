"""A provider: a real one in a process of its own, over http, with the whole code flow."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import quote

import pytest
import requests

from kennisbank.settings.oidc import parse_providers
from tests.municipalities.accounts.oidc.going import OURS


@dataclass(frozen=True)
class ProviderProcess:
    address: str

    def knows(self, sub: str, **claims: object) -> None:
        requests.put(f"{self.address}/users/{quote(sub)}", json=claims, timeout=10).raise_for_status()


@pytest.fixture(scope="package")
def provider() -> Iterator[ProviderProcess]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    try:
        _wait_until_it_answers(address, process)
        yield ProviderProcess(address)
    finally:
        process.terminate()
        process.wait(10)


def _wait_until_it_answers(address: str, process: subprocess.Popen, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert process.poll() is None, "the provider ended"
        try:
            requests.get(f"{address}/.well-known/openid-configuration", timeout=5).raise_for_status()
            return
        except requests.ConnectionError:
            time.sleep(0.1)
    raise AssertionError("the provider did not answer in time")


@pytest.fixture
def configure(settings, provider):
    """A function that configures the provider, as the environment variable does."""

    def with_these(identity: str = "tid+oid", tenants: dict[str, list[str]] | None = None) -> None:
        given = {
            "id": "goirle",
            "name": "Gemeente Goirle",
            "server_url": provider.address,
            "client_id": "kennisbank",
            "secret": "geheim",
            "identity": identity,
            "allowed_tenants": {OURS: ["goirle.example.nl"]} if tenants is None else tenants,
        }
        apps = [each.as_app() for each in parse_providers(json.dumps([given]))]
        table = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": table | {"APPS": apps}}

    with_these()
    return with_these


@pytest.fixture
def answer_apart(settings, configure) -> Iterator[dict[str, object]]:
    """What the provider answers about somebody when it is asked, apart from what it signed."""
    claims: dict[str, object] = {}

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(claims).encode())

        def log_message(self, *args: object) -> None:
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    address = f"http://127.0.0.1:{server.server_port}/"
    app["settings"]["openid_configuration_overrides"] = {"userinfo_endpoint": address}
    yield claims
    server.shutdown()
    server.server_close()
