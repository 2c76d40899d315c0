"""The first words of the list of jargon; after that it is the curators'."""

from kennisbank.models import PlainWord
from kennisbank.site_setup import read_texts


def fill_empty_plain_words() -> int:
    """Fill the list when there is no word in it yet; gives how many were added."""
    if PlainWord.objects.exists():
        return 0
    return len(PlainWord.objects.bulk_create(PlainWord(**value) for value in read_texts("plain_words.yaml")))
