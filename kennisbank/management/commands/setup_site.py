"""``manage.py setup_site``: what every site needs before its first page."""

from typing import Any

from django.core.management.base import BaseCommand

from kennisbank.signals import site_prepared
from kennisbank.site_setup.pages import ensure_pages
from kennisbank.site_setup.plain_words import fill_empty_plain_words
from kennisbank.site_setup.vocabularies import fill_empty_vocabularies


class Command(BaseCommand):
    """Idempotent, and meant for production too: it adds what is missing and changes nothing that people wrote."""

    help = (
        "Maakt wat ontbreekt: de pagina's van de site, de eerste termen van lege woordenlijsten, "
        "de rondes en de rechten. Wat er al is, blijft zoals het is."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for vocabulary, number in fill_empty_vocabularies().items():
            self.stdout.write(f"Woordenlijst {vocabulary}: {number} termen toegevoegd.")
        if number := fill_empty_plain_words():
            self.stdout.write(f"Moeilijke woorden: {number} toegevoegd.")
        for title in ensure_pages():
            self.stdout.write(f"Pagina gemaakt: {title}.")
        site_prepared.send(sender=Command)
        self.stdout.write("De site staat klaar.")
