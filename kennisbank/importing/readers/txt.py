"""Plain text: find out how it was encoded, and which lines belong together."""

import codecs
import re
from collections import Counter

from kennisbank.importing.blocks import Block, Paragraph, escape
from kennisbank.importing.files import not_what_it_says, too_large
from kennisbank.importing.hyphens import hyphenated_words
from kennisbank.importing.leftovers import page_furniture
from kennisbank.importing.lines import Flow, Line, blocks_of, groups, merge_lists
from kennisbank.importing.reading import Reading
from kennisbank.importing.words import WORD, clean, count_all

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Text that was copied from a web page sometimes carries these pairs along; they are no words. Until the lines are
# joined, signs from the private area of Unicode stand for them.
INLINE_TAG = re.compile(r"<(i|em|b|strong|u)>([^<>\n]*)</\1>", re.IGNORECASE)
SIGNS = {
    "b": "\ue000\ue001",
    "strong": "\ue000\ue001",
    "i": "\ue002\ue003",
    "em": "\ue002\ue003",
    "u": "\ue002\ue003",
}
SIGN = re.compile("[\ue000-\ue003]")
STRONG = re.compile("\ue000([^\ue000-\ue003]*)\ue001")
EMPHASIS = re.compile("\ue002([^\ue000-\ue003]*)\ue003")
WIDE_GAP = re.compile(r"(?<=\S)\x20{3,}(?=\S)")
MOST_CHARACTERS = 2_500_000  # six thick books; more is no document for one page
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decode(name: str, content: bytes) -> str:
    """The text, from UTF-8, UTF-16, UTF-32 or Windows-1252. Raises ImportProblem for what is not text."""
    text = decoded(content)
    if text is not None and len(text) > MOST_CHARACTERS:
        raise too_large(name)
    if text is None or len(CONTROL.findall(text)) > 0.005 * len(text):
        raise not_what_it_says(name)
    return text


def decoded(content: bytes) -> str | None:
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return attempt(content, encoding)
    if (guess := wide_encoding(content)) and (text := attempt(content, guess)) is not None:
        return text
    text = attempt(content, "utf-8")
    return content.decode("cp1252", errors="replace").replace("\ufffd", "") if text is None else text


def attempt(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeError:
        return None


def wide_encoding(content: bytes) -> str:
    """UTF-16 without a mark: every other byte of ordinary text is zero."""
    sample = content[:4000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.3 * len(sample) / 2 and even < 0.05 * len(sample):
        return "utf-16-le"
    if even > 0.3 * len(sample) / 2 and odd < 0.05 * len(sample):
        return "utf-16-be"
    return ""


def marked(text: str) -> str:
    """The text with signs instead of inline elements."""

    def signs(found: re.Match) -> str:
        opening, closing = tuple(SIGNS[found.group(1).lower()])
        return f"{opening}{found.group(2)}{closing}" if found.group(2).strip() else found.group(2)

    text = SIGN.sub("", text)
    while (changed := INLINE_TAG.sub(signs, text)) != text:
        text = changed
    return text


def inline(text: str) -> str:
    """Escaped text in which bold and italic pairs are elements again."""
    text = EMPHASIS.sub(
        r"<em>\1</em>", STRONG.sub(r"<strong>\1</strong>", escape(re.sub(" {2,}", " ", text)))
    )
    return SIGN.sub("", text)


def read_txt(name: str, content: bytes) -> Reading:
    text = marked(clean(decode(name, content)))
    flow = Flow(hyphenated_words(text))
    blocks = text_blocks(text, flow)
    return Reading(blocks, count_lines(text.split("\n"), flow.joins), loose_headings=True)


def text_blocks(text: str, flow: Flow) -> list[Block]:
    """The blocks of the text; page headers and numbers are taken from between the lines and come last."""
    found = WIDE_GAP.sub("\t", text.replace("\f", "\n\f")).split("\n")
    furniture = page_furniture(found)
    lines, gap = [], False
    for at, line in enumerate(found):
        if not WORD.search(line) or at in furniture:  # white, or a ruled line of signs
            gap = True
            continue
        lines.append(Line(line.replace("\f", ""), gap))
        gap = False
    blocks = [block for group in groups(lines) for block in blocks_of(group, flow, inline)]
    taken = [Paragraph(inline(found[at].strip()), why) for at, why in furniture.items()]
    return merge_lists(blocks) + taken


def count_lines(lines: list[str], joins: list[tuple[str, str]]) -> Counter:
    """The words of these lines, with the halves that were joined counted as the one word they are."""
    total = count_all(lines)
    for head, tail in joins:
        total.subtract([head, tail])
        total[head + tail] += 1
    return +total
