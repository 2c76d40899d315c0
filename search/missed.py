"""What people looked for and did not find: counted by day and without persons, for curators to mend.

A query is stored as folded words. What can tell a person is masked before: mail addresses, and everything with a
digit in it, so that no telephone number, postcode or citizen's number is kept. Counting may never break or slow the
page that somebody is waiting for: it gives up where the database is busy, away or read-only.
"""

import logging
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone

from search.analysis.folding import fold
from search.models import MissedQuery
from search.results import Results

logger = logging.getLogger(__name__)

LONGEST = 80
MOST_ROWS = 5_000
DAYS_SHOWN = 3
"""On as many different days must a query have been asked before anybody sees it."""
KEPT = timedelta(days=365)
KEPT_WHEN_RARE = timedelta(days=60)

_MASK = "#"
_MAIL = re.compile(r"\S+\s?(?:@|\(at\)|\[at\])\s?\S+", re.IGNORECASE)
_POSTCODE = re.compile(r"\b[1-9][0-9]{3}\s?[a-z]\s?[a-z]\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_MOST_PER_MINUTE = 60
_LONGEST_WAIT = 100  # Milliseconds for somebody else's lock.
_DROPPED_AT_ONCE = 100
_ROBOTS = re.compile(r"bot|crawl|spider|slurp|fetch|monitor|curl|wget|python|scan", re.IGNORECASE)


def note_missed(request: HttpRequest, results: Results) -> None:
    """Count the query of this page when a person asked it and nothing was found without any filter."""
    if results.total or results.address.filters or results.address.page > 1 or not _is_person(request):
        return
    words = normalised(results.address.words)
    if not words.strip(f"{_MASK} ") or not _has_room():
        return
    try:
        with _short_wait():
            _count(words)
    except DatabaseError as error:
        logger.info("A search that found nothing was not counted: %s", error)


def normalised(typed: str) -> str:
    """The folded words of ``typed`` with a mask for what may tell a person; whole words, at most 80 characters."""
    text = _POSTCODE.sub(" 0 ", _MAIL.sub(" 0 ", unicodedata.normalize("NFKC", typed)))
    words: list[str] = []
    for written in _WORD.findall(text):
        word = _MASK if any(map(str.isnumeric, written)) else fold(written)
        if word and not (word == _MASK and words and words[-1] == _MASK):
            words.append(word)
    while len(" ".join(words)) > LONGEST:
        words.pop()
    return " ".join(words)


def forget_old() -> int:
    """Delete what was not asked for a year, and what stayed rare for sixty days; returns how many."""
    today = timezone.localdate()
    rare = Q(days__lt=DAYS_SHOWN, first_on__lt=today - KEPT_WHEN_RARE)
    deleted, _by_model = MissedQuery.objects.filter(Q(last_on__lt=today - KEPT) | rare).delete()
    return deleted


def _is_person(request: HttpRequest) -> bool:
    """Whether somebody is really looking at this page: no program, and no browser that only prepares for a click."""
    headers = request.headers
    prepares = (
        "prefetch"
        in f"{headers.get('Sec-Purpose', '')} {headers.get('Purpose', '')} {headers.get('X-Moz', '')}"
    )
    return request.method == "GET" and not prepares and not _ROBOTS.search(headers.get("User-Agent", ""))


def _has_room() -> bool:
    """Whether this process may count another one this minute: a flood of nonsense is not worth a write each."""
    name = f"search.missed.{timezone.now():%H%M}"
    cache.add(name, 0, 120)
    try:
        return cache.incr(name) <= _MOST_PER_MINUTE
    except ValueError:  # It was thrown out of the cache in between.
        return True


@contextmanager
def _short_wait() -> Iterator[None]:
    """A transaction that rather fails than waits for another one."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            [usual] = cursor.execute("PRAGMA busy_timeout").fetchone()
            cursor.execute(f"PRAGMA busy_timeout = {_LONGEST_WAIT}")
            try:
                with transaction.atomic():
                    yield
            finally:
                cursor.execute(f"PRAGMA busy_timeout = {int(usual)}")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [str(_LONGEST_WAIT)])
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(5 * _LONGEST_WAIT)])
            yield


def _count(words: str) -> None:
    today = timezone.localdate()
    known = MissedQuery.objects.filter(words=words)
    if known.filter(last_on=today).update(times=F("times") + 1):
        return
    if known.update(times=F("times") + 1, days=F("days") + 1, last_on=today):
        return
    if MissedQuery.objects.count() >= MOST_ROWS:
        least = MissedQuery.objects.order_by("days", "times", "last_on", "pk").values("pk")[:_DROPPED_AT_ONCE]
        MissedQuery.objects.filter(pk__in=list(least.values_list("pk", flat=True))).delete()
    fresh = MissedQuery(words=words, first_on=today, last_on=today)
    MissedQuery.objects.bulk_create([fresh], ignore_conflicts=True)
