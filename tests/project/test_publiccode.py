"""publiccode.yml is what catalogues of government software read: keys and limits of the standard, version 0.4."""

import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
MANDATORY = {
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "developmentStatus",
    "softwareType",
    "description",
    "legal",
    "maintenance",
    "localisation",
}


@pytest.fixture(scope="module")
def publiccode():
    return yaml.safe_load((ROOT / "publiccode.yml").read_text())


def test_everything_that_the_standard_asks_for_is_there(publiccode):
    assert set(publiccode) >= MANDATORY
    assert publiccode["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert publiccode["maintenance"]["type"] == "community"
    contacts = publiccode["maintenance"]["contacts"]
    assert contacts
    assert all(contact["name"] for contact in contacts)
    assert set(publiccode["localisation"]) == {"localisationReady", "availableLanguages"}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_descriptions_are_as_long_as_the_standard_allows(publiccode, language):
    description = publiccode["description"][language]
    assert 0 < len(description["shortDescription"]) <= 150
    assert 150 <= len(description["longDescription"]) <= 10_000
    assert description["features"]


def test_version_and_licence_are_those_of_the_project(publiccode):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert publiccode["softwareVersion"] == project["version"]
    assert publiccode["legal"]["license"] == project["license"] == "EUPL-1.2"
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in (ROOT / "LICENSE").read_text()
    assert f"## {project['version']}" in (ROOT / "CHANGELOG.md").read_text()
