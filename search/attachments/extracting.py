"""Text of a file, page by page, by the readers of the import: the same safeguards, nothing divided over sections."""

from itertools import islice
from typing import Any

from kennisbank.importing.blocks import Block
from kennisbank.importing.files import check, too_large
from kennisbank.importing.hyphens import hyphenated_words
from kennisbank.importing.lines import Flow, groups
from kennisbank.importing.readers import READERS
from kennisbank.importing.readers.pdf import (
    PAGE_NUMBER,
    cleaned,
    raw_pages,
    spaced,
    take_furniture,
)
from kennisbank.importing.readers.pdf_lines import MOST_CHARACTERS

PageTexts = list[dict[str, Any]]
Lines = list[dict[str, Any]]


def pages_of(name: str, content: bytes) -> PageTexts:
    """``{"page": 3, "text": "…"}`` for each page with text; ``page`` is None where the kind of file has no pages.

    Raises ImportProblem for what is not a whole file of its kind, locked, unsafe or too large. A scan gives no pages.
    """
    kind = check(name, content)
    pages = _pdf_pages(name, content) if kind == "pdf" else _whole(READERS[kind](name, content).blocks)
    if sum(len(page["text"]) for page in pages) > MOST_CHARACTERS:
        raise too_large(name)
    return pages


def _whole(blocks: list[Block]) -> PageTexts:
    text = "\n".join(block.text for block in blocks).strip()
    return [{"page": None, "text": text}] if text else []


def _pdf_pages(name: str, content: bytes) -> PageTexts:
    pages = _without_repeats([[cleaned(line) for line in page] for page in raw_pages(name, content)])
    flow = Flow(hyphenated_words("\n".join(line["text"] for page in pages for line in page)))
    lines = iter(spaced([page for page in pages if page]))
    found = []
    for number, page in enumerate(pages, start=1):
        paragraphs = groups(islice(lines, len(page)))
        text = "\n".join(_joined([line.text for line in group], flow) for group in paragraphs)
        if text.strip():
            found.append({"page": number, "text": text})
    return found


def _without_repeats(pages: list[Lines]) -> list[Lines]:
    """A line that returns on many pages stays where it first stands; page numbers go."""
    stripped = [list(page) for page in pages]
    take_furniture(stripped)
    seen: set[str] = set()
    result = []
    for page, without in zip(pages, stripped, strict=True):
        own = {id(line) for line in without}
        result.append([line for line in page if id(line) in own or _is_new(line["text"], seen)])
        seen.update(line["text"] for line in page)
    return result


def _is_new(text: str, seen: set[str]) -> bool:
    return text not in seen and not PAGE_NUMBER.match(text)


def _joined(texts: list[str], flow: Flow) -> str:
    """The lines of one paragraph as running text, words that were broken at the margin made whole."""
    text = texts[0]
    for line in texts[1:]:
        text = flow.join(text, line)
    return text
