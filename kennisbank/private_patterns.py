"""What telephone numbers, mail addresses, citizen service numbers and names of contact persons look like in a text."""

import re

from kennisbank.importing.dates import A_DATE

TELEPHONE, MAIL, BSN, PERSON = "telefoon", "mail", "bsn", "contactpersoon"

MAIL_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# No number within a longer one, and none within a bank account ("NL91 ABNA 0417 1643 00").
START = r"(?<![^\W_])(?<!\d[.,/-])(?<![A-Z]{4} )"
NUMBER = re.compile(rf"{START}(?:(?:\+|00)31[\s.-]?(?:\(0\))?|\(?0)[\d \-–./()]{{6,16}}\d(?!\d)")
GENERAL_NUMBER = re.compile(r"(?<![\d.,/-])14[ -]?0\d{2,3}(?!\d)")
NINE_DIGITS = re.compile(
    r"(?<![^\W_])(?<!\d[.,-])(?:\d{9}|\d{4}[. ]\d{2}[. ]\d{3}|\d{3}[. ]\d{3}[. ]\d{3})(?![\d-])(?![.,]\d)"
)
# Before a number of something else than a telephone or a person.
OTHER_NUMBER = re.compile(
    r"(?:kenmerk|zaak|dossier|document|registratie|kvk|btw|factuur|iban|rekening|isbn|artikel|project|verseon|corsa)"
    r"[-\s]*(?:nummer|nr\.?|id)?[\s.:]*$",
    re.IGNORECASE,
)
PARTICLE = r"(?:[Vv]an|[Dd]e[nr]?|[Tt]e[nr]?|[Hh]et|[Oo]p|in|'t|’t|la|le|el|bij)"
CAPITAL = r"[A-ZÀ-ÖØ-Ý][\w’'-]+"
TITLE = r"(?:mevrouw|meneer|de heer|mw\.|mevr\.|dhr\.|drs\.|mr\.|ir\.|dr\.)"
NAME = (
    rf"(?:(?i:{TITLE})\s+)*(?:(?:[A-Z]\.\s?)+|{CAPITAL})(?:\s+{PARTICLE}){{0,3}}\s+{CAPITAL}(?:-{CAPITAL})?"
)
CUE = (
    r"(?:contact\s+(?:opnemen|op)\s+met|contact\s+met|contactpersoon(?:\s+(?:is|voor\s+\w+\s+\w+))?|contactpersonen"
    r"|behandeld\s+door|behandelaar|steller|opsteller|opgesteld\s+door|inlichtingen(?:\s+bij)?|informatie\s+bij"
    r"|terecht\s+bij|bereikbaar\s+via|auteur|ambtelijk\s+opdrachtnemer)\s*:?\s*"
)
AFTER_CUE = re.compile(rf"(?i:{CUE})(?P<name>{NAME})")
FIRST_NAME = re.compile(
    rf"(?i:contactpersoon|behandeld door|behandelaar|steller)\s*:\s*(?P<name>{CAPITAL})\s*$"
)
BEFORE_NUMBER = re.compile(
    rf"(?P<name>{NAME})(?=(?:\s*[,(:]\s*|\s+(?:[–-]\s+)?)"
    rf"(?i:(?:bereikbaar op|te bereiken op|op|onder|via)\s+)?"
    rf"(?:(?i:tel(?:efoon)?(?:nummer)?\.?|e-?mail|mail)\s*:?\s*)?"
    rf"(?:\+31|\(?0\d|[\w.+-]+@))"
)
# Words in the names of organisations and desks: no person.
NO_PERSON = re.compile(
    r"\b(?:"
    r"kenmerk|zaaknummer|datum|gemeente|stichting|vereniging|meldpunt|loket|wmo-loket|team|wijkteam"
    r"|sociaal|telefoon|tel|bel"
    r"|mail|mee|welzijn|zorgbelang|klantcontactcentrum|kcc|adviesraad|postbus|informatie|balie"
    r"|college|afdeling|bibliotheek|centrum|steunpunt|servicepunt|coördinatiepunt|regio|provincie"
    r"|ministerie|raad|huis|vng|movisie|secretariat|secretariaat|griffie|cliëntondersteuning"
    r"|onafhankelijke|e-mail|nederland|openingstijden|bereikbaar|plein|straat|markt"
    r")\b",
    re.IGNORECASE,
)

ORGANISATION = re.compile(
    r"(?:stichting|vereniging|gemeente|regio|provincie|ministerie|team|afdeling)$", re.IGNORECASE
)


def is_bsn(text: str) -> bool:
    """The 11-test: 9 times the first digit, … 2 times the eighth, minus the ninth, is a multiple of eleven."""
    digits = [int(character) for character in text if character.isdigit()]
    if len(digits) != 9 or not any(digits):
        return False
    return (sum((9 - at) * digit for at, digit in enumerate(digits[:8])) - digits[8]) % 11 == 0


def is_telephone(text: str) -> bool:
    if begins_with_date(text.lstrip("(")):
        return False
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    if text.startswith(("+", "00")):
        return len(digits.lstrip("0")) == 11
    if digits.startswith("00"):
        return False
    return len(digits) == 10 or (digits.startswith(("0800", "0900")) and 8 <= len(digits) <= 11)


def begins_with_date(text: str) -> bool:
    """ "02-03-2021 10", not "06.12.34.56.78"."""
    found = A_DATE.match(text)
    return found is not None and text[found.end() : found.end() + 1] not in (".", "-")


def is_person(hit: re.Match) -> bool:
    """Whether the name is no organisation: no such word in it or right before it."""
    words_before = hit.string[max(0, hit.start("name") - 40) : hit.start("name")].split()[-1:]
    return not NO_PERSON.search(hit.group("name")) and not ORGANISATION.match(" ".join(words_before))


def bare(hit: re.Match) -> tuple[int, int]:
    """Without an opening bracket whose other half stands outside."""
    alone = hit.group().startswith("(") and ")" not in hit.group()
    return hit.start() + alone, hit.end()


def spans(text: str, before: str = "") -> list[tuple[int, int, str]]:
    """Where in the text something private stands: start, end, kind; without overlap, in order.

    `before` is the label that stands above or beside the text ("Behandeld door").
    """
    shift = len(before) + 1 if before else 0
    whole = f"{before} {text}" if before else text
    found = [(hit.start(), hit.end(), MAIL) for hit in MAIL_ADDRESS.finditer(whole)]
    numbers = [(*bare(hit), TELEPHONE) for hit in NUMBER.finditer(whole) if is_telephone(hit.group())]
    numbers += [(*hit.span(), TELEPHONE) for hit in GENERAL_NUMBER.finditer(whole)]
    numbers += [(*hit.span(), BSN) for hit in NINE_DIGITS.finditer(whole) if is_bsn(hit.group())]
    found += [hit for hit in numbers if not OTHER_NUMBER.search(whole[max(0, hit[0] - 30) : hit[0]])]
    for pattern in (AFTER_CUE, FIRST_NAME, *([BEFORE_NUMBER] if numbers or found else ())):
        found += [(*hit.span("name"), PERSON) for hit in pattern.finditer(whole) if is_person(hit)]
    result: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(found):
        if start >= shift and (not result or start - shift >= result[-1][1]):
            result.append((start - shift, end - shift, kind))
    return result
