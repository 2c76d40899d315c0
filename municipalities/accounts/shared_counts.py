"""Attempts to log in are counted for all processes of the site together, and forgotten when they count no more."""

from allauth.core.internal import ratelimit
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django.utils.connection import ConnectionProxy


def connect() -> None:
    # allauth counts in the cache "default", which every process has for itself here, and has no setting for another:
    # https://docs.allauth.org/en/latest/common/rate_limits.html. This may go when it has.
    ratelimit.cache = totp.cache = ConnectionProxy(caches, "shared")


def forget_ended() -> None:
    """Sessions that are over, and counts: these hold the address that somebody came from."""
    call_command("clearsessions")
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    table = connection.ops.quote_name(str(settings.CACHES["shared"]["LOCATION"]))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608 - No visitor names a table.
