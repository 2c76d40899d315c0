"""Wagtail's own search, behind its lists and choosers: a quotation mark is a sign like any other."""

from typing import Any

from django.db import connection


def connect() -> None:
    # On SQLite it trips over a mark that is not closed (yet), because FTS5 wants each doubled:
    # https://www.sqlite.org/fts5.html#fts5_strings. This may go when django-modelsearch doubles them.
    if connection.vendor == "sqlite":
        from modelsearch.backends.database.sqlite.query import Lexeme

        Lexeme.as_sql = quoted


def quoted(lexeme: Any, compiler: Any, connection: Any) -> tuple[str, list[str]]:
    """The word as FTS5 takes it, as a beginning of a word where it is one."""
    word = lexeme.value.replace('"', '""').replace("\0", "")
    return ('"%s"*' if lexeme.prefix else '"%s"'), [word]
