"""The title of a document, and its first sentence."""

import re

from kennisbank.importing.blocks import Block, Heading, Paragraph
from kennisbank.importing.dates import date_alone
from kennisbank.importing.headings import is_open, is_short
from kennisbank.importing.layout import Layout
from kennisbank.importing.letterhead import entry_of
from kennisbank.importing.sections_found import SectionFinder, normal
from kennisbank.importing.words import count

LONGEST_TITLE = 200
SALUTATION = re.compile(r"^(?:geachte|beste|l\.s\.|t\.a\.v\.|ter attentie van)\b", re.IGNORECASE)
# Lines above a title that only say whose it is.
SENDER = re.compile(r"^(?:gemeente|regio|werkgroep|stichting|postbus)\s+\S+(?:\s\S+){0,2}$", re.IGNORECASE)
TITLE_WITHIN = 10  # blocks
LOOKED_AT = 2000  # characters of a paragraph, for its first sentence


def take_title(
    blocks: list[Block], finder: SectionFinder, subject: str, layout: Layout, fallback: str
) -> list[Block]:
    """The blocks without those that the title shows: the subject of a letter, else a heading near the top that is
    no section, else the name of the kind, else the first sentence."""
    kind_name, left = "", list(blocks)
    at = None if subject else title_at(left, finder)
    title = subject or ("" if at is None else left.pop(at).text)
    if at is not None:
        layout.field_texts.append(title)
    for block in [block for block in left[:TITLE_WITHIN] if says_no_more(block, finder, title)]:
        left.remove(block)
        layout.labels.append(block.text)
        kind_name = kind_name or block.text
    layout.title = title[:LONGEST_TITLE] or kind_name or first_words(left) or fallback or "Zonder titel"
    return left


def title_at(blocks: list[Block], finder: SectionFinder) -> int | None:
    """Where the title stands: the only heading of the first level, else the first line that can be one."""
    near = [(at, block) for at, block in enumerate(blocks[:TITLE_WITHIN]) if not block.why]
    top = [block for block in blocks if isinstance(block, Heading) and block.styled and block.level == 1]
    for at, block in near:
        if (
            len(top) == 1
            and block is top[0]
            and not finder.is_name(block.text)
            and not is_kind(block, finder)
        ):
            return at
    for at, block in near:
        if can_be_title(block, blocks[at + 1 :], finder):
            return at
        if is_kind(block, finder) or passes_by(block):
            continue
        return None
    return None


def is_kind(block: Block, finder: SectionFinder) -> bool:
    return is_short(block.text.strip()) and finder.is_kind(block.text)


def passes_by(block: Block) -> bool:
    """Whether the title may still come after this block: a date, or the name of whoever made it."""
    text = block.text.strip()
    return bool(date_alone(text) or SENDER.match(text))


def can_be_title(block: Block, following: list[Block], finder: SectionFinder) -> bool:
    text = block.text.strip()
    if len(text) > LONGEST_TITLE or is_kind(block, finder) or passes_by(block) or finder.is_name(text):
        return False
    if isinstance(block, Heading):
        # "Definitie cliëntondersteuning" above "Voor wie" is the title, alone it is the section.
        more = any(isinstance(other, Heading) for other in following)
        return finder.find(text) is None or (more and not block.content[:1].isdigit())
    return (
        isinstance(block, Paragraph)
        and is_short(text)
        and is_open(text)
        and bool(following)
        and len(text.split()) > 1
        and not SALUTATION.match(text)
        and not text.endswith((":", "?"))
        and entry_of(text) is None
        and finder.find(text) is None
    )


def says_no_more(block: Block, finder: SectionFinder, title: str) -> bool:
    """A line that only names the kind of document, or repeats the title: the page shows both by itself."""
    if block.why or not isinstance(block, Heading | Paragraph) or not is_short(block.text):
        return False
    if title and normal(block.text) == normal(title):
        return True
    return is_kind(block, finder) and not finder.is_name(block.text)


def first_words(blocks: list[Block], longest: int = 90) -> str:
    """The first sentence of the running text, shortened at a word."""
    text = first_sentence(blocks)
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def first_sentence(blocks: list[Block]) -> str:
    for block in blocks:
        text = " ".join(block.text[:LOOKED_AT].split())
        if isinstance(block, Paragraph) and is_running(block, text):
            ends = [
                at + 1 for at, sign in enumerate(text) if sign in ".?!" and text[at + 1 : at + 2] in ("", " ")
            ]
            return text[: next((end for end in ends if end > 20), len(text))].strip()
    return ""


def is_running(block: Paragraph, text: str) -> bool:
    if block.why or not count(text) or date_alone(text) or SALUTATION.match(text):
        return False
    return not SENDER.match(text)
