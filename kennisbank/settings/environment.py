"""Every environment variable that the settings read, checked once at the start."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from environs import Env, EnvError, EnvNotSetError, ValidationError, validate

from kennisbank.settings.oidc import OidcProvider, parse_providers

ENGINES = {
    "sqlite": "django.db.backends.sqlite3",
    "postgres": "django.db.backends.postgresql",
    "postgresql": "django.db.backends.postgresql",
}
SEARCH_ENGINES = ["database", "elasticsearch", "opensearch"]
# What both allow at the beginning of the name of an index; ours adds words to it.
INDEX_PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
# The roles of a person (``municipalities.models.Membership.Role``), and that of a curator.
ROLES = [
    "lezer",
    "redacteur",
    "beheerder",
    "adviesraadslid",
    "curator",
    "programmateam",
    "applicatiebeheerder",
]
FILES_SENT_BY = ["django", "x-accel", "x-sendfile"]
MAIL_SCHEMES = {"smtp", "submission", "console", "memory", "dummy"}

# WAL lets readers go on while one process writes; IMMEDIATE takes the write lock at the start of a transaction,
# so that the busy timeout applies instead of an error half-way. Mapping 256 MB of the file into memory halves the work
# of a search among 20,000 pages.
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=268435456;",
}
# PostgreSQL compiles a query that it thinks expensive, which takes half a second and wins none of it back here.
POSTGRES_OPTIONS: dict[str, Any] = {"options": "-c jit=off"}


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
    email_bounces: str
    log_level: str
    search_engine: str
    search_urls: list[str]
    search_index_prefix: str
    oidc_providers: list[OidcProvider]
    mfa_required_for: list[str]
    retention_log_years: int
    retention_account_months: int
    files_sent_by: str

    @property
    def https(self) -> bool:
        """Whether visitors reach the site over https; plain http is for one's own machine only."""
        return self.base_url.startswith("https://")


def read_environment(env: Env | None = None) -> Environment:
    """Read and check the process's environment.

    Raises ``SystemExit`` with one sentence that names the first wrong variable, so that a start stops before
    anything is touched. The sentence never repeats the value: it could be a secret. The names that were read stand
    in ``env.dump()`` afterwards.
    """
    env = env or Env()
    database_url = _read(env.str, "DATABASE_URL", DATABASE_EXPECTED, validate=_known_database)
    return Environment(
        secret_key=_read(
            env.str, "SECRET_KEY", "a random text of at least 32 characters", validate=validate.Length(min=32)
        ),
        allowed_hosts=_read(
            env.list,
            "ALLOWED_HOSTS",
            "a list of host names with commas between them, such as kennisbank.example.nl",
            validate=_host_names,
        ),
        base_url=_read(
            env.str,
            "BASE_URL",
            "an address such as https://kennisbank.example.nl, without a slash at the end",
            validate=_absolute_url,
        ),
        data_dir=_read(
            env.path, "DATA_DIR", "the path of an existing folder that may be written in", validate=_folder
        ).resolve(),
        database=_database(_read(env.dj_db_url, "DATABASE_URL", DATABASE_EXPECTED), database_url),
        email=_email(env),
        email_from=_read(
            env.str, "EMAIL_FROM", "a mail address", "kennisbank@localhost", validate=_mail_address
        ),
        email_bounces=_read(
            env.str, "EMAIL_BOUNCES", "a mail address, or empty", "", validate=_mail_address_if_any
        ),
        log_level=_read(
            env.str,
            "LOG_LEVEL",
            "DEBUG, INFO, WARNING or ERROR",
            "INFO",
            validate=validate.OneOf(["DEBUG", "INFO", "WARNING", "ERROR"]),
        ),
        **_search(env),
        oidc_providers=_read(_oidc_providers(env), "OIDC_PROVIDERS", OIDC_EXPECTED, "[]"),
        mfa_required_for=_read(
            env.list,
            "MFA_REQUIRED_FOR",
            f"a list with commas of {', '.join(ROLES)}, or empty",
            ["curator", "applicatiebeheerder"],
            validate=validate.ContainsOnly(ROLES),
        ),
        retention_log_years=_read(
            env.int,
            "RETENTION_LOG_YEARS",
            "a number of years from 1 to 50",
            5,
            validate=validate.Range(min=1, max=50),
        ),
        retention_account_months=_read(
            env.int,
            "RETENTION_ACCOUNT_MONTHS",
            "a number of months from 3 to 120",
            24,
            validate=validate.Range(min=3, max=120),
        ),
        files_sent_by=_read(
            env.str,
            "FILES_SENT_BY",
            "django, x-accel or x-sendfile",
            "django",
            validate=validate.OneOf(FILES_SENT_BY),
        ),
    )


OIDC_EXPECTED = "a JSON list of providers as in docs/administrators/accounts.md, each with allowed tenants"

DATABASE_EXPECTED = "postgresql://user:password@host/name or sqlite:///path"


def _read(reader: Callable[..., Any], name: str, expected: str, *default: Any, **options: Any) -> Any:
    """One variable by an ``environs`` reader, or the end of the start with a sentence."""
    try:
        return reader(name, *default, **options)
    except EnvNotSetError:
        raise SystemExit(
            f"The site does not start: the environment variable {name} is missing; it should be {expected}."
        ) from None
    except (EnvError, ValueError):
        raise SystemExit(
            f"The site does not start: the environment variable {name} is not valid; it should be {expected}."
        ) from None


def _database(database: dict[str, Any], url: str) -> dict[str, Any]:
    database = {**database, "ENGINE": ENGINES[urlsplit(url).scheme]}
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = SQLITE_OPTIONS
    else:
        database["OPTIONS"] = {**POSTGRES_OPTIONS, **database.get("OPTIONS", {})}
        database["CONN_MAX_AGE"] = 60
        database["CONN_HEALTH_CHECKS"] = True
    return database


def _email(env: Env) -> dict[str, Any]:
    expected = "a mail server such as smtp://localhost:25 or submission://user:password@host"
    # Validated apart, because the reader takes an unknown scheme for a file path.
    _read(env.str, "EMAIL_URL", expected, "smtp://localhost:25", validate=_known_mail)
    return dict(_read(env.dj_email_url, "EMAIL_URL", expected, "smtp://localhost:25"))


def _search(env: Env) -> dict[str, Any]:
    engine = _read(
        env.str,
        "SEARCH_ENGINE",
        "database, elasticsearch or opensearch",
        "database",
        validate=validate.OneOf(SEARCH_ENGINES),
    )
    expected = "one or more addresses with commas between them, such as http://search.example.nl:9200"
    # The database needs no address; an address that is given is checked all the same.
    default, fewest = ([[]], 0) if engine == "database" else ([], 1)
    urls = _read(
        env.list,
        "SEARCH_URL",
        expected,
        *default,
        validate=[validate.Length(min=fewest), _search_addresses],
    )
    return {
        "search_engine": engine,
        "search_urls": [url.strip().rstrip("/") for url in urls],
        "search_index_prefix": _read(
            env.str,
            "SEARCH_INDEX_PREFIX",
            "at most 100 small letters, digits, - and _, beginning with a letter or digit",
            "kennisbank",
            validate=_index_prefix,
        ),
    }


def _oidc_providers(env: Env) -> Callable[..., list[OidcProvider]]:
    return lambda name, default: parse_providers(str(env.str(name, default)))


def _absolute_url(value: str) -> None:
    parts = urlsplit(value)
    parts.port  # noqa: B018 - raises ValueError where it is not a number below 65536
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise ValidationError("not an absolute address")


def _known_database(value: str) -> None:
    parts = urlsplit(value)
    parts.port  # noqa: B018 - raises ValueError where it is not a number below 65536
    if parts.scheme not in ENGINES or not parts.path.strip("/"):
        raise ValidationError("not a database address")


def _known_mail(value: str) -> None:
    parts = urlsplit(value)
    parts.port  # noqa: B018 - raises ValueError where it is not a number below 65536
    if parts.scheme not in MAIL_SCHEMES:
        raise ValidationError("not a mail server")


def _search_addresses(value: list[str]) -> None:
    for url in value:
        parts = urlsplit(url.strip())
        parts.port  # noqa: B018 - raises ValueError where it is not a number below 65536
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
            raise ValidationError("not an address")


def _index_prefix(value: str) -> None:
    if not INDEX_PREFIX.fullmatch(value):
        raise ValidationError("not the beginning of a name")


def _host_names(value: list[str]) -> None:
    if not value or any(not host or set(host) & set("/: \t") for host in value):
        raise ValidationError("not a list of host names")


def _mail_address(value: str) -> None:
    if value.count("@") != 1 or value.startswith("@") or value.endswith("@"):
        raise ValidationError("not a mail address")


def _mail_address_if_any(value: str) -> None:
    if value:
        _mail_address(value)


def _folder(value: Path) -> None:
    if value == Path() or not value.is_dir() or not os.access(value, os.W_OK):
        raise ValidationError("not a folder to write in")
