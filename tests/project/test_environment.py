"""A start with a missing or nonsensical variable ends with one sentence that names it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = {
    "manage.py": [sys.executable, "manage.py", "check"],
    "granian": [
        str(Path(sys.executable).with_name("granian")),
        "--interface=wsgi",
        "--port=0",
        "--log-level=critical",
        "kennisbank.wsgi:application",
    ],
}


@pytest.fixture
def good_environment(tmp_path: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "a secret of the right length, for a test",
        "ALLOWED_HOSTS": "kennisbank.example.nl",
        "BASE_URL": "https://kennisbank.example.nl",
        "DATABASE_URL": f"sqlite:///{tmp_path}/kennisbank.sqlite3",
        "DATA_DIR": str(tmp_path),
    }


def read_settings(environment: dict[str, str], of_database: str = "NAME") -> subprocess.CompletedProcess[str]:
    program = (
        f"from kennisbank.settings import production; print(production.DATABASES['default']['{of_database}'])"
    )
    return run([sys.executable, "-c", program], environment)


def oidc_provider(**changes: object) -> str:
    """The value of ``OIDC_PROVIDERS`` for one provider."""
    fields = {"id": "goirle", "name": "Gemeente Goirle", "client_id": "kennisbank", "secret": "geheim"}
    fields |= {"server_url": "https://login.example.nl/t/v2.0", "identity": "tid+oid"}
    return json.dumps([fields | {"allowed_tenants": {"t": ["goirle.example.nl"]}} | changes])


def run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)


def test_a_complete_environment_is_accepted(good_environment, tmp_path):
    finished = read_settings(good_environment)
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.strip() == f"{tmp_path}/kennisbank.sqlite3"


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ("", {"options": "-c jit=off"}),
        ("?sslmode=require", {"options": "-c jit=off", "sslmode": "require"}),
        ("?options=-c%20jit%3Don", {"options": "-c jit=on"}),
    ],
)
def test_postgresql_compiles_no_queries_unless_its_address_says_so(good_environment, query, options):
    good_environment["DATABASE_URL"] = f"postgresql://user:password@localhost/kennisbank{query}"
    assert read_settings(good_environment, "OPTIONS").stdout.strip() == str(options)


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL", "DATABASE_URL", "DATA_DIR"])
def test_a_missing_variable_is_named_in_one_sentence(good_environment, name):
    del good_environment[name]
    finished = read_settings(good_environment)
    assert finished.returncode == 1
    assert finished.stderr.startswith(f"The site does not start: the environment variable {name} is missing;")
    assert finished.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "too short"),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", "https://kennisbank.example.nl"),
        ("BASE_URL", "kennisbank.example.nl"),
        ("BASE_URL", "https://kennisbank.example.nl/"),
        ("BASE_URL", "https://kennisbank.example.nl:99999"),
        ("DATABASE_URL", ""),
        ("DATABASE_URL", "mysql://user:hunter2@localhost/kennisbank"),
        ("DATABASE_URL", "postgresql://user:hunter2@localhost:port/kennisbank"),
        ("DATABASE_URL", "postgresql://user:hunter2@localhost"),
        ("DATA_DIR", ""),
        ("DATA_DIR", "/no/such/folder"),
        ("EMAIL_URL", "mail.example.nl"),
        ("EMAIL_URL", "smtp://mail.example.nl:many"),
        ("EMAIL_FROM", "nobody"),
        ("EMAIL_BOUNCES", "nobody"),
        ("FILES_SENT_BY", "nginx"),
        ("LOG_LEVEL", "LOUD"),
        ("SEARCH_ENGINE", "solr"),
        ("SEARCH_URL", "search.example.nl:9200"),
        ("SEARCH_URL", "http://user:hunter2@search.example.nl:many"),
        ("SEARCH_URL", "http://search.example.nl:9200,,http://other.example.nl:9200"),
        ("SEARCH_INDEX_PREFIX", "Kennisbank"),
        ("SEARCH_INDEX_PREFIX", "_kennisbank"),
        ("SEARCH_INDEX_PREFIX", ""),
        ("MFA_REQUIRED_FOR", "curator,koning"),
        ("RETENTION_LOG_YEARS", "0"),
        ("RETENTION_LOG_YEARS", "altijd"),
        ("RETENTION_ACCOUNT_MONTHS", "1"),
        ("OIDC_PROVIDERS", ""),
        ("OIDC_PROVIDERS", "hunter2"),
        ("OIDC_PROVIDERS", "{}"),
        ("OIDC_PROVIDERS", "[{}]"),
        ("OIDC_PROVIDERS", "[1]"),
        ("OIDC_PROVIDERS", f"{oidc_provider()[:-1]}, {oidc_provider()[1:]}"),
        ("OIDC_PROVIDERS", oidc_provider(secret="hunter2", extra=1)),
        ("OIDC_PROVIDERS", oidc_provider(secret="")),
        ("OIDC_PROVIDERS", oidc_provider(secret="hunter2", id="Gemeente Goirle")),
        ("OIDC_PROVIDERS", oidc_provider(secret="hunter2", identity="email")),
        ("OIDC_PROVIDERS", oidc_provider(secret="hunter2", server_url="http://login.example.nl")),
        ("OIDC_PROVIDERS", oidc_provider(secret="hunter2", server_url="https://")),
        ("OIDC_PROVIDERS", oidc_provider(secret="hunter2", allowed_tenants={})),
        ("OIDC_PROVIDERS", oidc_provider(secret="hunter2", allowed_tenants=["t"])),
        ("OIDC_PROVIDERS", oidc_provider(secret="hunter2", allowed_tenants={"t": "goirle.example.nl"})),
        ("OIDC_PROVIDERS", oidc_provider(secret="hunter2", allowed_tenants={"t": ["goirle"]})),
    ],
)
def test_a_nonsensical_variable_is_named_in_one_sentence_without_its_value(good_environment, name, value):
    finished = read_settings(good_environment | {name: value})
    assert finished.returncode == 1
    assert finished.stderr.startswith(
        f"The site does not start: the environment variable {name} is not valid;"
    )
    assert finished.stderr.count("\n") == 1
    assert "hunter2" not in finished.stderr


def read_search(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    program = (
        "from kennisbank.settings.production import *; print(SEARCH_ENGINE, SEARCH_URLS, SEARCH_INDEX_PREFIX)"
    )
    return run([sys.executable, "-c", program], environment)


@pytest.mark.parametrize("url", [None, "", "http://elasticsearch:9200"])
def test_the_database_searches_when_nothing_is_said_whatever_the_address(good_environment, url):
    finished = read_search(good_environment | ({} if url is None else {"SEARCH_URL": url}))
    assert finished.stdout.strip() == f"database {[url] if url else []} kennisbank"


def test_an_engine_has_one_or_more_addresses_and_a_name_of_its_own(good_environment):
    given = {"SEARCH_ENGINE": "opensearch", "SEARCH_INDEX_PREFIX": "acceptatie"}
    given["SEARCH_URL"] = "https://user:p%2Cw@one.example.nl/, http://two.example.nl:9200"
    finished = read_search(good_environment | given)
    assert finished.stdout.strip() == (
        "opensearch ['https://user:p%2Cw@one.example.nl', 'http://two.example.nl:9200'] acceptatie"
    )


@pytest.mark.parametrize(("url", "word"), [(None, "missing"), ("", "not valid")])
def test_an_engine_without_an_address_stops_the_start(good_environment, url, word):
    given = {"SEARCH_ENGINE": "elasticsearch"} | ({} if url is None else {"SEARCH_URL": url})
    finished = read_search(good_environment | given)
    assert finished.returncode == 1
    assert finished.stderr.startswith(
        f"The site does not start: the environment variable SEARCH_URL is {word};"
    )
    assert finished.stderr.count("\n") == 1


@pytest.mark.parametrize("program", COMMANDS)
def test_the_sentence_is_all_that_a_command_and_a_server_print(good_environment, program):
    del good_environment["SECRET_KEY"]
    finished = run(COMMANDS[program], good_environment)
    output = finished.stdout + finished.stderr
    assert finished.returncode == 1
    assert "the environment variable SECRET_KEY is missing" in output
    assert "Traceback" not in output


def read_accounts(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    program = (
        "from kennisbank.settings.production import *; "
        "print(MFA_REQUIRED_FOR, CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'], "
        "[app['provider_id'] for app in SOCIALACCOUNT_PROVIDERS['openid_connect']['APPS']])"
    )
    return run([sys.executable, "-c", program], environment)


def test_who_curates_or_gives_accounts_needs_a_second_step_and_no_provider_is_there_when_nothing_is_said(
    good_environment,
):
    expected = """['curator', 'applicatiebeheerder'] ["'self'"] []"""
    assert read_accounts(good_environment).stdout.strip() == expected


def test_a_form_may_lead_to_the_provider_that_is_named(good_environment):
    finished = read_accounts(good_environment | {"OIDC_PROVIDERS": oidc_provider(), "MFA_REQUIRED_FOR": ""})
    assert finished.stdout.strip() == """[] ["'self'", 'https://login.example.nl'] ['goirle']"""
