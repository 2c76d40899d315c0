"""Every environment variable that the settings read, checked once at the start."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from environs import Env, EnvError, ValidationError, validate

ENGINES = {
    "sqlite": "django.db.backends.sqlite3",
    "postgres": "django.db.backends.postgresql",
    "postgresql": "django.db.backends.postgresql",
}


@dataclass(frozen=True)
class Environment:
    """What the outside decides; see docs/administrators/settings.md for the meaning of each."""

    secret_key: str
    allowed_hosts: list[str]
    base_url: str
    data_dir: Path
    database: dict[str, Any]
    email: dict[str, Any]
    email_from: str
    log_level: str

    @property
    def https(self) -> bool:
        """Whether visitors reach the site over https; plain http is for one's own machine only."""
        return self.base_url.startswith("https://")


def _absolute_url(value: str) -> None:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or value.endswith("/"):
        raise ValidationError("Not an address such as https://kennisbank.example.nl (no slash at the end).")


def _known_database(value: str) -> None:
    if urlsplit(value).scheme not in ENGINES:
        raise ValidationError(
            "Not a database address; it starts with sqlite:/// or postgresql:// (user:password@host/name)."
        )


def read_environment() -> Environment:
    """Read and check the process's environment.

    Raises ``SystemExit`` with one sentence per wrong variable, so that a start stops before anything is touched.
    """
    env = Env()
    try:
        database_url = env.str("DATABASE_URL", validate=_known_database)
        data_dir = env.path("DATA_DIR")
        found = Environment(
            secret_key=env.str("SECRET_KEY", validate=validate.Length(min=32)),
            allowed_hosts=env.list("ALLOWED_HOSTS", validate=validate.Length(min=1)),
            base_url=env.str("BASE_URL", validate=_absolute_url),
            data_dir=data_dir.resolve(),
            database=_database(env, database_url),
            email=env.dj_email_url("EMAIL_URL", "smtp://localhost:25"),
            email_from=env.str("EMAIL_FROM", "kennisbank@localhost"),
            log_level=env.str(
                "LOG_LEVEL", "INFO", validate=validate.OneOf(["DEBUG", "INFO", "WARNING", "ERROR"])
            ),
        )
    except EnvError as error:
        raise SystemExit(f"The site does not start: {error}") from None
    if not found.data_dir.is_dir():
        raise SystemExit(f"The site does not start: DATA_DIR is not a folder: {found.data_dir}")
    return found


def _database(env: Env, url: str) -> dict[str, Any]:
    database: dict[str, Any] = dict(env.dj_db_url("DATABASE_URL"))
    database["ENGINE"] = ENGINES[urlsplit(url).scheme]
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = SQLITE_OPTIONS
    else:
        database["CONN_MAX_AGE"] = 60
        database["CONN_HEALTH_CHECKS"] = True
    return database


# WAL lets readers go on while one process writes; IMMEDIATE takes the write lock at the start of a transaction,
# so that the busy timeout applies instead of an error half-way.
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
