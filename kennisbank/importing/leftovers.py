"""What a file carries along that is no content: proposed for *Weggelaten*, each with its reason. A person decides."""

import itertools
import re
from collections import Counter
from dataclasses import replace

from kennisbank.importing.blocks import Block, Heading, ListBlock, Paragraph, Table
from kennisbank.importing.lines import starts_item

PAGE_NUMBER = re.compile(
    r"^\W*(?:(?:pagina|bladzijde|blad|blz\.?|pag\.?|page)\s*\d{1,4}(?:\s*(?:/|van|of)\s*\d{1,4})?"
    r"|\d{1,4}\s*(?:/|van|of)\s*\d{1,4}|[-–—]\s*\d{1,4}\s*[-–—])\W*$",
    re.IGNORECASE,
)
BARE_NUMBER = re.compile(r"^\s*\d{1,3}\s*$")
CRUMBS = re.compile(
    r"^(?:u bent hier:?\s*|je bent hier:?\s*)?(?:home|startpagina|start)\b\s*(?P<separator>[>»›/|→]|::)?\s*\S",
    re.IGNORECASE,
)
MEDIA = r"(?:facebook|twitter|x|linkedin|whatsapp|instagram|youtube|e-?mail|mail|bluesky|mastodon|print(?:en)?|rss)"
SHARE = re.compile(
    rf"^\W*(?:(?:deel|delen)(?:\s+(?:dit|deze|het|via|op|met)\b.{{0,40}})?|share(?: this)?.{{0,30}}"
    rf"|tweet(?: dit)?|volg ons.{{0,40}}|(?:print|mail|stuur)\s+(?:dit|deze)\b.{{0,40}}"
    rf"|{MEDIA}(?:[\s,|/·•-]+(?:en\s+)?{MEDIA})*)\W*$",
    re.IGNORECASE,
)
MENU = re.compile(
    r"^\W*(?:meer nieuws(?:\s+over\b.{0,40})?|lees (?:ook|meer|verder)|gerelateerd(?:e\s+\w+)?|zie ook"
    r"|terug naar .{1,40}|naar (?:boven|de inhoud|hoofdinhoud|overzicht)|(?:direct|ga|spring|skip) (?:naar|to)\b.{0,40}"
    r"|(?:hoofd)?menu(?: sluiten| openen)?|zoeken?|inloggen|mijn gemeente|vorige?(?: (?:bericht|pagina|artikel))?"
    r"|volgende?(?: (?:bericht|pagina|artikel))?|nieuwsoverzicht|alle nieuws(?:berichten)?|reageer|reacties"
    r"|schrijf u in voor.{0,40}nieuwsbrief|aanmelden nieuwsbrief|sitemap|disclaimer|cookies?|privacyverklaring"
    r"|proclaimer|toegankelijkheid(?:sverklaring)?|contact|home|startpagina|actueel|nieuws"
    r"|was deze (?:informatie|pagina) (?:nuttig|duidelijk).{0,20}|heeft deze (?:informatie|pagina) u geholpen\W*"
    r"|(?:akkoord|accepteren|cookies (?:accepteren|weigeren)))\W*$",
    re.IGNORECASE,
)
READ_ALOUD = re.compile(
    r"^\W*(?:lees(?: deze pagina)? voor|laat voorlezen|voorlezen|luister|readspeaker)\W*$", re.IGNORECASE
)
CONTENTS_LINE = re.compile(r"^.{2,100}?\s*[.…·_]{4,}\s*\d{1,3}$|^inhoud(?:sopgave)?:?$", re.IGNORECASE)
COPYRIGHT = re.compile(r"^\W*(?:©|copyright\b|\(c\)).{0,80}$", re.IGNORECASE)
COOKIES = re.compile(
    r"^.{0,60}\b(?:gebruikt|gebruiken|plaatst|plaatsen|accepteer|accepteren)\b.{0,40}\bcookies\b.{0,160}$",
    re.IGNORECASE,
)


def propose(blocks: list[Block]) -> list[Block]:
    """The same blocks; those that are no content with a reason in `why`."""
    titles = {block.text.casefold().strip() for block in blocks if isinstance(block, Heading | Paragraph)}
    times = Counter(shape(block.text) for block in blocks if is_line(block))
    edges = edge_positions(blocks)
    return [
        block if block.why else replace(block, why=reason(block, titles, times, at in edges))
        for at, block in enumerate(blocks)
    ]


def edge_positions(blocks: list[Block]) -> set[int]:
    """Where a lone word such as "Contact" is a menu: first or last, or among others at the end."""
    edges: set[int] = set()
    for positions in (range(len(blocks)), range(len(blocks) - 1, -1, -1)):
        for at in positions:
            if not (
                blocks[at].why or is_menu_line(blocks[at]) or reason(blocks[at], set(), Counter(), False)
            ):
                break
            edges.add(at)
    return edges


def is_menu_line(block: Block) -> bool:
    """One word of a menu, or several below each other."""
    lines = block.text.strip().split("\n")
    return isinstance(block, Paragraph | Heading) and all(MENU.match(line.strip()) for line in lines)


def is_contents(text: str) -> bool:
    """ "2. Missie ......... 4": a line of a table of contents."""
    return bool(CONTENTS_LINE.match(text.strip()))


def is_line(block: Block) -> bool:
    return isinstance(block, Paragraph | Heading) and len(block.text) <= 120 and "\n" not in block.text


def shape(text: str) -> str:
    """The line with its figures levelled, so that page 2 and page 3 carry the same one."""
    return re.sub(r"\d+", "0", " ".join(text.casefold().split()))


def reason(block: Block, titles: set[str], times: Counter, at_edge: bool) -> str:
    """Why this block may go, or nothing."""
    text = block.text.strip()
    if isinstance(block, ListBlock):
        return all_menu(block)
    if is_contents(text):
        return "inhoudsopgave"
    if at_edge and "\n" in text and is_menu_line(block):
        return "menu van de website"
    if isinstance(block, Table) or not is_line(block):
        return "cookiemelding van de website" if COOKIES.match(text) else ""
    if PAGE_NUMBER.match(text):
        return "paginanummer"
    if is_crumbs(text, titles):
        return "kruimelpad van de website"
    if SHARE.match(text):
        return "deelknop van de website"
    if READ_ALOUD.match(text):
        return "voorleesknop van de website"
    styled = isinstance(block, Heading) and block.styled
    if MENU.match(text) and (at_edge or len(text.split()) > 1) and not styled:
        return "menu van de website"
    if COPYRIGHT.match(text) or COOKIES.match(text):
        return "voettekst van de website" if COPYRIGHT.match(text) else "cookiemelding van de website"
    if times[shape(text)] > 2 and len(text.split()) > 2 and not styled:
        return "kop- of voettekst die op meer bladzijden terugkomt"
    return ""


def all_menu(block: ListBlock) -> str:
    """A list of nothing but share buttons, ways elsewhere or a table of contents."""
    if all(is_contents(item.text) for item in block.items):
        return "inhoudsopgave"
    for pattern, why in ((SHARE, "deelknop van de website"), (MENU, "menu van de website")):
        if all(pattern.match(item.text.strip()) for item in block.items):
            return why
    return ""


def is_crumbs(text: str, titles: set[str]) -> bool:
    """ "Home > Zorg > Nieuws", or "Home Zorg & welzijn" followed by the title of the page itself."""
    if re.search(r"\S\s*[>»›→]\s*\S.*[>»›→]\s*\S", text) and len(text.split()) < 20:
        return True
    found = CRUMBS.match(text)
    if not found or text.endswith("."):
        return False
    return bool(found["separator"]) or any(
        len(title) > 5 and text.casefold().endswith(title) and title != text.casefold() for title in titles
    )


def page_furniture(lines: list[str]) -> dict[int, str]:
    """Which lines of a plain text are page headers and page numbers: index → reason.

    A repeated line counts when it stands beside a page number or a page end, or returns three times.
    """
    found = {at: "paginanummer" for at, line in enumerate(lines) if PAGE_NUMBER.match(line)}
    numbers = [at for at, line in enumerate(lines) if BARE_NUMBER.match(line) and stands_apart(lines, at)]
    values = [int(lines[at]) for at in numbers]
    if len(values) > 1 and all(after - before == 1 for before, after in itertools.pairwise(values)):
        found |= dict.fromkeys(numbers, "paginanummer")
    ends = set(found) | {at for at, line in enumerate(lines) if "\f" in line}
    times, beside = Counter(), Counter()
    candidates = [at for at, line in enumerate(lines) if is_candidate(line) and at not in found]
    for at in candidates:
        times[shape(lines[at])] += 1
        beside[shape(lines[at])] += is_beside(at, ends, lines)
    for at in candidates:
        key = shape(lines[at])
        # The header of the first page may lack a page end above it.
        if times[key] > 1 and (
            beside[key] >= max(1, times[key] - 1) or (times[key] > 2 and len(key.split()) > 2)
        ):
            found[at] = "kop- of voettekst die op meer bladzijden terugkomt"
    return found


def is_candidate(line: str) -> bool:
    text = line.strip()
    return (
        3 < len(text) <= 120
        and any(map(str.isalpha, text))
        and not starts_item(text)
        and text[-1] not in ".,;:?"
    )


def stands_apart(lines: list[str], at: int) -> bool:
    above = lines[at - 1] if at else ""
    below = lines[at + 1] if at + 1 < len(lines) else ""
    return (not above.strip() and not below.strip()) or "\f" in lines[at] + below


def is_beside(at: int, ends: set[int], lines: list[str]) -> bool:
    """Whether a page end stands within two lines, white ones not counted."""
    for step in (-1, 1):
        seen, near = 0, at
        while seen < 2 and 0 <= near < len(lines):
            if near in ends:
                return True
            near += step
            seen += bool(0 <= near < len(lines) and lines[near].strip() and near not in ends)
    return False
