"""The containers set only variables that the settings read, and no secret stands in the file."""

import re
from pathlib import Path

import pytest
import yaml
from environs import Env

from kennisbank.settings.environment import read_environment

ROOT = Path(__file__).resolve().parents[2]
SECRETS = {"SECRET_KEY", "POSTGRES_PASSWORD"}


@pytest.fixture(scope="module")
def services():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]


@pytest.fixture
def variables_read(monkeypatch, tmp_path):
    """The names that the settings ask for, noted while they read a good environment."""
    for name, value in {
        "SECRET_KEY": "a secret of the right length, for a test",
        "ALLOWED_HOSTS": "kennisbank.example.nl",
        "BASE_URL": "https://kennisbank.example.nl",
        "DATABASE_URL": "postgresql://user:password@localhost/kennisbank",
        "DATA_DIR": str(tmp_path),
    }.items():
        monkeypatch.setenv(name, value)
    env = Env()
    read_environment(env)
    return set(env.dump())


def test_every_variable_of_our_containers_is_one_that_the_settings_read(services, variables_read):
    ours = {name: service for name, service in services.items() if "build" in service}
    assert {"web", "worker"} <= set(ours)
    for name, service in ours.items():
        assert set(service["environment"]) == variables_read, name


def test_every_variable_that_the_settings_read_is_explained_to_administrators(variables_read):
    manual = (ROOT / "docs" / "administrators" / "settings.md").read_text()
    assert [name for name in sorted(variables_read) if f"`{name}`" not in manual] == []


def test_no_secret_has_a_default(services):
    text = (ROOT / "docker-compose.yml").read_text()
    used = re.findall(r"\$\{(\w+)(:?[-?])?", text)
    assert {name for name, _ in used} >= SECRETS
    assert {operator for name, operator in used if name in SECRETS} == {":?"}


def test_every_container_that_stays_is_watched_and_started_again(services):
    for name, service in services.items():
        if service["restart"] == "no":
            continue
        assert service["restart"] == "unless-stopped", name
        assert service["healthcheck"]["test"], name


def test_elasticsearch_runs_only_when_it_is_asked_for_and_is_where_the_site_looks(services):
    assert services["elasticsearch"]["profiles"] == ["elasticsearch"]
    assert services["web"]["environment"]["SEARCH_ENGINE"] == "${SEARCH_ENGINE:-database}"
    assert services["web"]["environment"]["SEARCH_URL"] == "${SEARCH_URL:-http://elasticsearch:9200}"
    assert not any("elasticsearch" in service.get("depends_on", {}) for service in services.values())


def test_the_web_server_is_reachable_from_this_machine_only(services):
    assert services["web"]["ports"] == ["127.0.0.1:8000:8000"]
    assert not any("ports" in service for name, service in services.items() if name != "web")
