"""What is in the repository works on every machine: no registry's host, no path of one machine, true locks."""

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REGISTRIES = [
    "registry.npm" + "js.org",
    "py" + "pi.org",
    "files.python" + "hosted.org",
    "registry.yarn" + "pkg.com",
    "npm.pkg." + "github.com",
    "docker" + ".io",
    "gh" + "cr.io",
    "qua" + "y.io",
    "mcr." + "microsoft.com",
    "repo.maven" + ".apache.org",
    "repo1.maven" + ".org",
]
MACHINE_PATHS = re.compile(r"(?<![\w.~-])/(?:home|root|Users|work|mnt|opt)/[\w.-]+")
PIN = re.compile(r"^([A-Za-z0-9_.\-\[\]]+)==([^\s;\\]+)", re.MULTILINE)


def tracked_texts() -> dict[str, str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    names = [name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]
    texts = {}
    for name in names:
        content = (ROOT / name).read_bytes()
        if b"\0" not in content[:8000]:
            texts[name] = content.decode("utf-8", errors="replace")
    return texts


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    found = tracked_texts()
    assert "pyproject.toml" in found
    return found


def test_no_registry_host_stands_in_the_repository(texts):
    found = [f"{name}: {host}" for name, text in texts.items() for host in REGISTRIES if host in text]
    assert found == []


def test_no_path_of_one_machine_stands_in_the_repository(texts):
    found = [f"{name}: {match[0]}" for name, text in texts.items() for match in MACHINE_PATHS.finditer(text)]
    assert found == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_holds_hashes_and_no_addresses(texts, lock):
    pins = PIN.findall(texts[lock])
    assert len(pins) > 30
    assert texts[lock].count("--hash=sha256:") >= len(pins)
    assert re.findall(r"https?://|--(?:extra-)?index-url|--find-links", texts[lock]) == []


def test_development_runs_the_versions_that_production_runs(texts):
    production, development = (
        dict(PIN.findall(texts[lock])) for lock in ("requirements.lock", "requirements-dev.lock")
    )
    assert {name: development.get(name) for name in production} == production


def test_the_node_lock_holds_hashes_and_no_addresses(texts):
    packages = json.loads(texts["package-lock.json"])["packages"]
    installed = {name: package for name, package in packages.items() if name}
    assert installed
    assert [name for name, package in installed.items() if "resolved" in package] == []
    assert [name for name, package in installed.items() if "integrity" not in package] == []
