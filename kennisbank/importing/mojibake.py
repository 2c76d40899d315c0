"""Letters that were saved in one encoding and read in another, turned back.

The table is generated: each letter that Dutch texts use is sent through the round trips that are met in practice
("cliÃ«nt" is UTF-8 read as Latin-1; "cliÌÇnt" is that, saved as MacRoman and read as Latin-1 once more) and
what comes out is mapped back. Pure and fast enough for search queries too.
"""

import re
from functools import cache

LETTERS = "áàâäãåçéèêëíìîïñóòôöõøúùûüýÿæœÁÀÂÄÃÅÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØÚÙÛÜÝÆŒß"
SIGNS = "–—‘’‚“”„…•€°·«»©®™§½¼²\u00a0"

# Each step: encode with the first, decode with the second.
ROUND_TRIPS = (
    (("utf-8", "latin-1"),),
    (("utf-8", "cp1252"),),
    (("utf-8", "mac-roman"),),
    (("utf-8", "latin-1"), ("mac-roman", "latin-1")),
    (("utf-8", "cp1252"), ("mac-roman", "cp1252")),
    (("utf-8", "cp1252"), ("mac-roman", "latin-1")),
    (("utf-8", "latin-1"), ("utf-8", "latin-1")),
    (("utf-8", "cp1252"), ("utf-8", "cp1252")),
    (("utf-8", "mac-roman"), ("utf-8", "mac-roman")),
)


def decoded(content: bytes, encoding: str) -> str:
    """As browsers decode: the five bytes that Windows-1252 leaves open are control characters of Latin-1."""
    if encoding != "cp1252":
        return content.decode(encoding)
    return "".join(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in content)


def damage(character: str, round_trip) -> str:
    """The character after the round trip, or nothing where it cannot take that road."""
    for written, read in round_trip:
        try:
            character = decoded(character.encode(written), read)
        except UnicodeError:
            return ""
    return character


@cache
def table() -> dict[str, str]:
    """Damaged form → letter. A form that two letters share goes to the letter whose road is listed first."""
    forms: dict[str, str] = {}
    for round_trip in ROUND_TRIPS:
        for character in LETTERS + SIGNS:
            form = damage(character, round_trip)
            if len(form) > 1:
                forms.setdefault(form, character)
    return forms


@cache
def pattern() -> re.Pattern:
    return re.compile("|".join(sorted(map(re.escape, table()), key=len, reverse=True)))


# The last byte of a closing quotation mark is no sign of Windows-1252, and often got lost.
LOST_QUOTE = re.compile("â€(?:\ufffd|(?=[\\s.,;:!?)]|$))")


def repair(text: str) -> str:
    """The text with damaged letters repaired; text that is not damaged comes back unchanged."""
    if text.isascii():
        return text
    forms = table()
    return LOST_QUOTE.sub("”", pattern().sub(lambda found: forms[found.group()], text))
