"""Attempts to log in are counted for all processes of the site together."""

from allauth.core.internal import ratelimit
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import caches
from django.utils.connection import ConnectionProxy


def connect() -> None:
    # allauth counts in the cache "default", which every process has for itself here, and has no setting for another:
    # https://docs.allauth.org/en/latest/common/rate_limits.html. This may go when it has.
    ratelimit.cache = totp.cache = ConnectionProxy(caches, "shared")
