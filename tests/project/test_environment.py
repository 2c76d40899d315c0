"""A start with a missing or nonsensical variable ends with one sentence that names it."""

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


def read_settings(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    program = "from kennisbank.settings import production; print(production.DATABASES['default']['NAME'])"
    return run([sys.executable, "-c", program], environment)


def run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)


def test_a_complete_environment_is_accepted(good_environment, tmp_path):
    finished = read_settings(good_environment)
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.strip() == f"{tmp_path}/kennisbank.sqlite3"


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
        ("LOG_LEVEL", "LOUD"),
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


@pytest.mark.parametrize("program", COMMANDS)
def test_the_sentence_is_all_that_a_command_and_a_server_print(good_environment, program):
    del good_environment["SECRET_KEY"]
    finished = run(COMMANDS[program], good_environment)
    output = finished.stdout + finished.stderr
    assert finished.returncode == 1
    assert "the environment variable SECRET_KEY is missing" in output
    assert "Traceback" not in output
