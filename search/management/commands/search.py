"""``manage.py search``: what a person finds, for administrators and scripts."""

import json
from html import unescape
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.html import strip_tags
from django.utils.text import Truncator

from kennisbank.audience import ANONYMOUS, Reader, reader_for
from search.address import Address
from search.results import Hit, find


class Command(BaseCommand):
    """Prints the hits of one search, as an anonymous visitor or as somebody with an account sees them."""

    help = "Search as a visitor does and print the hits: key, kind, participant, title, address, fragment."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("words", help='What to look for, such as "vrijwilligers -goirle"')
        parser.add_argument(
            "--as", dest="email", metavar="EMAIL", help="Search as the account with this address"
        )
        parser.add_argument("--json", action="store_true", help="Print one JSON list of objects")
        parser.add_argument("--limit", type=int, default=10, metavar="N", help="Print at most N hits (10)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["limit"] < 1:
            raise CommandError("--limit must be 1 or more.")
        words = options["words"].encode("utf-8", "replace").decode()
        results = find(Address(words), self._reader(options["email"]), page_size=options["limit"])
        found = [_as_dict(hit) for hit in results.hits]
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        for hit in found:
            self.stdout.write(f"{hit['key']}  {hit['kind']}  {hit['participant'] or '-'}  {hit['title']}")
            self.stdout.write(f"    {hit['address']}")
            self.stdout.write(f"    {hit['fragment']}")
        for notice in results.notices:
            self.stdout.write(notice)
        self.stdout.write(f"{len(found)} of {results.total} hits")

    def _reader(self, email: str | None) -> Reader:
        if email is None:
            return ANONYMOUS
        user = get_user_model().objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"There is no account with the address {email}.")
        return reader_for(user)


def _as_dict(hit: Hit) -> dict[str, str]:
    shown = hit.fragments[0].html if hit.fragments else hit.summary_html
    return {
        "key": hit.key,
        "kind": hit.kind,
        "participant": hit.participant,
        "title": hit.title,
        "address": urljoin(settings.WAGTAILADMIN_BASE_URL, hit.url),
        "fragment": Truncator(" ".join(unescape(strip_tags(shown)).split())).chars(300),
    }
