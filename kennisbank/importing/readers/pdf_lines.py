"""The lines of a PDF as JSON on standard output. Runs as a process of its own, with a limit on memory and time,
because a PDF from outside can make any reader of PDFs grow or hang: `python -m … < file.pdf`."""

import ctypes
import json
import resource
import sys
from collections import Counter

MOST_MEMORY = 420 * 1024 * 1024
LONGEST_RUN = 50  # seconds of processor time
MOST_CHARACTERS = 2_500_000
MOST_PAGES = 2000
BOLD = 600


def pages(content: bytes) -> list[list[dict]]:
    """For each page its lines: text, height above the foot of the page, both sides, size of type, bold or not."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    result, total = [], 0
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number]
        text = page.get_textpage()
        total += text.count_chars()
        if total > MOST_CHARACTERS:
            raise MemoryError
        result.append(lines(text))
        text.close()
        page.close()
    return result


def lines(text) -> list[dict]:
    from pypdfium2 import raw

    result, letters, indexes = [], [], []
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in (10, 13):
            add_line(result, text, letters, indexes)
            letters, indexes = [], []
        elif code:
            letters.append("-" if code in (2, 0xFFFE) else chr(code))
            indexes.append(index)
            if code in (2, 0xFFFE):  # PDFium's sign for a hyphen at the end of a line
                add_line(result, text, letters, indexes)
                letters, indexes = [], []
    add_line(result, text, letters, indexes)
    return result


def add_line(result: list[dict], text, letters: list[str], indexes: list[int]):
    from pypdfium2 import raw

    visible = [
        (letter, index) for letter, index in zip(letters, indexes, strict=True) if not letter.isspace()
    ]
    if not visible:
        return
    sizes, bold = Counter(), 0
    for _, index in visible[:200]:
        sizes[round(raw.FPDFText_GetFontSize(text, index), 1)] += 1
        bold += is_bold(text, index)
    left, base = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, visible[0][1], left, base)
    box = [ctypes.c_double() for _ in range(4)]  # left, right, bottom, top
    raw.FPDFText_GetCharBox(text, visible[-1][1], *box)
    result.append(
        {
            "text": joined_surrogates("".join(letters)),
            "y": base.value,
            "x": left.value,
            "right": box[1].value,
            "size": sizes.most_common(1)[0][0],
            "bold": bold > 0.8 * min(len(visible), 200),
        }
    )


def joined_surrogates(text: str) -> str:
    """PDFium gives a letter beyond the basic plane as two halves."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def is_bold(text, index: int) -> bool:
    from pypdfium2 import raw

    if raw.FPDFText_GetFontWeight(text, index) >= BOLD:
        return True
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, index, buffer, 128, flags)
    return b"bold" in buffer.value.lower()


def limit_resources() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_RUN, LONGEST_RUN))


def main() -> int:
    """0 and the lines; 2 needs a password, 3 damaged, 4 too large."""
    limit_resources()
    import pypdfium2

    try:
        found = pages(sys.stdin.buffer.read())
    except MemoryError:
        return 4
    except pypdfium2.PdfiumError as error:
        return 2 if "password" in str(error).lower() else 3
    json.dump(found, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
