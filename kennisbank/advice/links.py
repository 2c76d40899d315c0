"""Links whose text does not say where they lead: who hears the page read aloud often hears the links alone."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kennisbank.advice.item import Item, shortened
from kennisbank.advice.passages import Link, Passage

_SAYS_NOTHING = frozenset(
    {
        "bekijk",
        "deze link",
        "deze pagina",
        "deze website",
        "download",
        "hier",
        "hier klikken",
        "hierop",
        "klik",
        "klik hier",
        "klik op deze link",
        "lees hier",
        "lees hier meer",
        "lees meer",
        "lees verder",
        "link",
        "meer",
        "meer info",
        "meer informatie",
        "meer lezen",
        "pagina",
        "pdf",
        "verder",
        "via deze link",
        "website",
        "zie hier",
    }
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
SAY_WHERE = "Zeg in de link zelf waar hij heen gaat, bijvoorbeeld met de titel van die pagina."
NO_ADDRESS = "Zet de titel van de pagina in de tekst en hang daar de link aan, in plaats van het webadres."
NO_TEXT = "Deze link heeft geen tekst: haal hem weg of zet er woorden in."
SAME_TEXT = "Deze woorden leiden naar verschillende pagina's. Geef elke link een eigen tekst."


def unclear_links(passages: Iterable[Passage]) -> Iterator[Item]:
    """Advice on the links of a whole page: the same words may lead elsewhere in another section."""
    targets: dict[str, set[str]] = defaultdict(set)
    for passage in passages:
        for link in passage.links:
            problem = _problem(link)
            if not problem and link.target not in targets[_plain(link.text)]:
                targets[_plain(link.text)].add(link.target)
                problem = SAME_TEXT if len(targets[_plain(link.text)]) > 1 else ""
            if problem:
                yield Item(passage.section, passage.label, shortened(link.text or link.target), problem)


def _problem(link: Link) -> str:
    if not link.text.strip():
        return NO_TEXT
    if _ADDRESS.fullmatch(link.text.strip()):
        return NO_ADDRESS
    return SAY_WHERE if _plain(link.text) in _SAYS_NOTHING else ""


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
