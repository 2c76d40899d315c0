"""PDF: lines with their place on the page become paragraphs; what repeats on every page is page furniture."""

import json
import re
import subprocess
import sys
from collections import Counter
from itertools import chain, pairwise
from pathlib import Path

import kennisbank
from kennisbank.importing.blocks import Block, Heading, Paragraph, escape
from kennisbank.importing.files import damaged, protected, too_large
from kennisbank.importing.hyphens import hyphenated_words
from kennisbank.importing.lines import Flow, Line, blocks_of, groups, merge_lists, starts_item
from kennisbank.importing.readers.txt import count_lines
from kennisbank.importing.reading import Reading
from kennisbank.importing.words import clean

LONGEST_RUN = 60  # seconds
STEP = 20  # points; lines that begin within three steps of each other stand in one column
PAGE_NUMBER = re.compile(
    r"^\W*(?:(?:pagina|blad|bladzijde|pag\.?|p\.|page)\s*)?\d{1,4}(?:\s*(?:/|van|of|\||-)\s*\d{1,4})?\W*$",
    re.IGNORECASE,
)
# What a browser writes above and below a page that it prints: address with page number, day with time.
PRINTED = re.compile(
    r"^(?:(?:https?|file)://\S+(?:\s+\d{1,4}/\d{1,4})?"
    r"|\d{1,2}[-/]\d{1,2}[-/]\d{2,4},? \d{1,2}:\d{2}(?: [AP]M)?(?:\s.{0,150})?)$"
)


def read_pdf(name: str, content: bytes) -> Reading:
    pages = [[cleaned(line) for line in page] for page in raw_pages(name, content)]
    text = "\n".join(line["text"] for page in pages for line in page)
    furniture = take_furniture(pages)
    flow = Flow(hyphenated_words(text))
    lines = spaced([page for page in pages if page])
    body = body_size(lines)
    blocks: list[Block] = []
    for group in groups(lines):
        blocks += heading_or_blocks(group, body, flow)
    words = count_lines(text.split("\n"), flow.joins)
    return Reading([*merge_lists(blocks), *furniture], words, loose_headings=True)


def raw_pages(name: str, content: bytes) -> list[list[dict]]:
    command = [sys.executable, "-m", "kennisbank.importing.readers.pdf_lines"]
    root = Path(kennisbank.__file__).parent.parent
    try:
        result = subprocess.run(
            command, input=content, capture_output=True, timeout=LONGEST_RUN, cwd=root, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise too_large(name) from error
    if result.returncode == 0:
        return json.loads(result.stdout)
    if result.returncode == 2:
        raise protected(name)
    if result.returncode == 3:
        raise damaged(name)
    raise too_large(name)


def cleaned(line: dict) -> dict:
    return line | {"text": " ".join(clean(line["text"]).split())}


def shape(text: str) -> str:
    """The line with its figures levelled, so that "Pagina 2 van 9" and "Pagina 3 van 9" are alike."""
    return re.sub(r"\d+", "0", text.casefold())


def take_furniture(pages: list[list[dict]]) -> list[Block]:
    """Page numbers and lines that return at the top or foot of pages: out of the pages, kept as proposals."""
    edges = Counter()
    for page in pages:
        edges.update({shape(line["text"]) for line in at_edges(page)})
    taken: list[Block] = []
    for page in pages:
        for line in at_edges(page):
            why = furniture_reason(line["text"], edges[shape(line["text"])], len(pages))
            if why:
                taken.append(Paragraph(escape(line["text"]), why))
                page.remove(line)
    return taken


def at_edges(page: list[dict]) -> list[dict]:
    """The two highest and two lowest lines of a page, wherever they stand in the file."""
    by_height = sorted(page, key=lambda line: line["y"])
    return [line for line in page if line in by_height[:2] or line in by_height[-2:]]


def furniture_reason(text: str, times: int, pages: int) -> str:
    if PAGE_NUMBER.match(text):
        return "paginanummer"
    if PRINTED.match(text):
        return "regel die de browser bij het afdrukken toevoegde"
    if pages > 1 and times > 1 and times >= 0.6 * (pages - 1):
        return "kop- of voettekst die op meer bladzijden terugkomt"
    return ""


def spaced(pages: list[list[dict]]) -> list[Line]:
    """Lines with the white above them made out, from how far apart lines of this document mostly stand."""
    step = line_step(pages)
    widest = max((len(line["text"]) for page in pages for line in page), default=0)
    margins = right_margins(pages)
    result: list[Line] = []
    for page in pages:
        above: dict | None = None
        for line in page:
            changed = above is not None and (
                above["bold"] != line["bold"] or abs(above["size"] - line["size"]) > 0.6
            )
            gap = (
                above is None
                or is_apart(above, line, step)
                or is_last_line(above["text"], widest)
                or ends_early(above, line, margins)
            )
            gap = gap and not (above is None and result and runs_on(result[-1], line))
            result.append(Line(line["text"], gap, line["bold"], line["size"], keep_apart=changed))
            above = line
    return result


def line_step(pages: list[list[dict]]) -> float:
    """How far two lines of one paragraph stand apart: smaller than most distances in a letter full of white."""
    steps = sorted(above["y"] - line["y"] for page in pages for above, line in pairwise(page))
    steps = [distance for distance in steps if distance > 1]
    return steps[len(steps) // 4] if steps else 0.0


def is_apart(above: dict, line: dict, step: float) -> bool:
    distance = above["y"] - line["y"]
    return step > 0 and (distance > 1.35 * step or distance < -0.5 * step)


def is_last_line(text: str, widest: int) -> bool:
    """A line that ends a sentence well before the margin ends its paragraph, white or not."""
    return text.endswith((".", "?", "!")) and len(text) < 0.7 * widest


def right_margins(pages: list[list[dict]]) -> dict[int, float]:
    """How far to the right lines reach, by where they begin in steps of STEP points."""
    margins: dict[int, float] = {}
    for line in chain.from_iterable(pages):
        for place in range(int(line["x"] // STEP) - 3, int(line["x"] // STEP) + 4):
            margins[place] = max(margins.get(place, 0.0), line["right"])
    return margins


def ends_early(above: dict, line: dict, margins: dict[int, float]) -> bool:
    """Whether the first word of this line would have fitted behind the line above: a new paragraph, or a new entry
    of a list of which the signs are drawings."""
    if not line["text"][:1].isupper() or above["text"][-1] in ",-–":
        return False
    margin = margins[int(above["x"] // STEP)]
    width = (above["right"] - above["x"]) / max(len(above["text"]), 1)
    first_word = line["text"].split()[0]
    return above["right"] + (len(first_word) + 3) * width < margin


def runs_on(last: Line, line: dict) -> bool:
    """A paragraph that a new page cut in two."""
    if starts_item(line["text"]) or last.bold != line["bold"] or abs(last.size - line["size"]) > 0.6:
        return False
    return line["text"][:1].islower() or last.text.endswith("-")


def body_size(lines: list[Line]) -> float:
    sizes = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def heading_or_blocks(group: list[Line], body: float, flow: Flow) -> list[Block]:
    """Large type is a heading, a short bold line a bold line; all else is what its shape says."""
    if len(group) <= 3 and group[0].size > body + 0.9:
        trial = Flow(flow.hyphenated)
        text = group[0].text
        for line in group[1:]:
            text = trial.join(text, line.text)
        if len(text) < 160 and not text.endswith((".", ";")):
            flow.joins += trial.joins
            return [Heading(text, 1 if group[0].size > body * 1.5 else 2, styled=True)]
    if all(line.bold for line in group) and sum(len(line.text) for line in group) < 160:
        return blocks_of(group, flow, lambda text: f"<strong>{escape(text)}</strong>" if text else "")
    return blocks_of(group, flow)
