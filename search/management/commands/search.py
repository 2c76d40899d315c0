"""``manage.py search``: what a person finds, for administrators and scripts."""

import json
from html import unescape
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import floatformat
from django.utils.html import strip_tags
from django.utils.text import Truncator

from kennisbank.audience import ANONYMOUS, Reader, reader_for
from search.address import Address
from search.ranking import Reason
from search.results import Hit, Results, find


class Command(BaseCommand):
    """Prints the hits of one search, as an anonymous visitor or as somebody with an account sees them."""

    help = (
        "Zoekt zoals een bezoeker dat doet en toont wat er gevonden is: kenmerk, soort, deelnemer, titel, adres en "
        "fragment."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("words", help='Waarnaar u zoekt, bijvoorbeeld "vrijwilligers -goirle".')
        parser.add_argument(
            "--as", dest="email", metavar="MAILADRES", help="Zoek als de gebruiker met dit mailadres."
        )
        parser.add_argument("--json", action="store_true", help="Toon één JSON-lijst.")
        parser.add_argument(
            "--limit", type=int, default=10, metavar="N", help="Toon ten hoogste N pagina's (10)."
        )
        parser.add_argument(
            "--explain", action="store_true", help="Toon bij elke pagina waarom zij daar staat."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["limit"] < 1:
            raise CommandError("--limit moet 1 of meer zijn.")
        words = options["words"].encode("utf-8", "replace").decode()
        results = find(Address(words), self._reader(options["email"]), page_size=options["limit"])
        if options["json"]:
            found = [_as_dict(hit, explains=options["explain"]) for hit in results.hits]
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        else:
            self._print(results, explains=options["explain"])

    def _reader(self, email: str | None) -> Reader:
        if email is None:
            return ANONYMOUS
        user = get_user_model().objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"Er is geen gebruiker met het mailadres {email}.")
        return reader_for(user)

    def _print(self, results: Results, *, explains: bool) -> None:
        for notice in results.notices:
            self.stdout.write(notice)
        if results.offered:
            self.stdout.write(f"Bedoelde u: {results.offered.text}?")
        self._print_hits(results.hits, explains=explains)
        self.stdout.write(f"{len(results.hits)} van {results.total} gevonden pagina's")
        if results.also:
            self.stdout.write("\nPagina's met een deel van uw woorden:")
            self._print_hits(results.also, explains=explains)

    def _print_hits(self, hits: list[Hit], *, explains: bool) -> None:
        for hit in hits:
            found = _as_dict(hit)
            self.stdout.write(
                f"{found['key']}  {found['kind']}  {found['participant'] or '-'}  {found['title']}"
            )
            self.stdout.write(f"    {found['address']}")
            self.stdout.write(f"    {found['fragment']}")
            if explains and hit.reasons:
                for reason in hit.reasons:
                    self.stdout.write(f"    - {_as_line(reason)}")
                self.stdout.write(f"    - samen {floatformat(hit.score, 1)} punten")


def _as_dict(hit: Hit, *, explains: bool = False) -> dict[str, Any]:
    shown = hit.fragments[0].html if hit.fragments else hit.summary_html
    found = {
        "key": hit.key,
        "kind": hit.kind,
        "participant": hit.participant,
        "title": hit.title,
        "address": urljoin(settings.WAGTAILADMIN_BASE_URL, hit.url),
        "fragment": Truncator(" ".join(unescape(strip_tags(shown)).split())).chars(300),
    }
    if not explains:
        return found
    return {**found, "score": round(hit.score, 2), "reasons": [_as_line(reason) for reason in hit.reasons]}


def _as_line(reason: Reason) -> str:
    if reason.points is not None:
        return f"{reason.text}: {floatformat(reason.points, 1)} punten"
    if reason.factor is not None:
        return f"{reason.text}: maal {floatformat(reason.factor, 2)}"
    return reason.text
