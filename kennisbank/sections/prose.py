"""Plain text, as people write it in a file, to the value of a prose field.

Understood: paragraphs with an empty line between them, ``- `` and ``1. `` lists, ``**bold**``, ``[text](address)``,
``## `` for a line in bold (the sections are the headings), and tables of lines that start with ``|``, of which the
first holds the headings. Everything else is shown as it stands.
"""

import re
from html import escape
from typing import Any

_BULLET = re.compile(r"-\s+(?=\S)")
_NUMBER = re.compile(r"\d{1,2}\.\s+(?=\S)")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_LINK = re.compile(r"\[([^\[\]]+)\]\(((?:https?://|mailto:|/)[^\s()]*)\)")
_RULE = re.compile(r"[\s|:-]+")


def prose_from_text(text: str) -> list[dict[str, Any]]:
    """The raw value of a ``ProseField``: blocks ``text`` (rich text) and ``table``, everything escaped."""
    blocks: list[dict[str, Any]] = []
    for chunk in re.split(r"\n\s*\n", text.strip()):
        for kind, lines in _runs([line.strip() for line in chunk.splitlines() if line.strip()]):
            if kind == "table":
                blocks.append({"type": "table", "value": _table(lines)})
            elif blocks and blocks[-1]["type"] == "text":
                blocks[-1]["value"] += _markup(kind, lines)
            else:
                blocks.append({"type": "text", "value": _markup(kind, lines)})
    return [{**block, "value": _joined_lists(block["value"])} for block in blocks]


def _runs(lines: list[str]) -> list[tuple[str, list[str]]]:
    """Lines that belong together, with what they are; a line that was wrapped joins the one before it."""
    runs: list[tuple[str, list[str]]] = []
    for line in lines:
        before = runs[-1][0] if runs else ""
        kind = _kind(line, before)
        if kind == "more" and before in {"p", "ul", "ol"}:
            runs[-1][1][-1] += f" {line}"
        elif kind == before and kind in {"table", "ul", "ol"}:
            runs[-1][1].append(line)
        else:
            runs.append(("p" if kind == "more" else kind, [line]))
    return runs


def _kind(line: str, before: str) -> str:
    if line.startswith("|"):
        return "table"
    if line.startswith("## "):
        return "heading"
    if _BULLET.match(line):
        return "ul"
    # A year or a number at the start of a wrapped line is no list.
    if _NUMBER.match(line) and (before != "p" or line.startswith("1. ")):
        return "ol"
    return "more"


def _markup(kind: str, lines: list[str]) -> str:
    if kind == "heading":
        return "".join(f"<p><b>{_inline(line[3:].strip())}</b></p>" for line in lines)
    if kind == "p":
        return "".join(f"<p>{_inline(line)}</p>" for line in lines)
    marker = _BULLET if kind == "ul" else _NUMBER
    items = "".join(f"<li>{_inline(marker.sub('', line, count=1))}</li>" for line in lines)
    return f"<{kind}>{items}</{kind}>"


def _inline(line: str) -> str:
    escaped = escape(line, quote=False)
    linked = _LINK.sub(lambda found: f'<a href="{_without_quotes(found[2])}">{found[1]}</a>', escaped)
    return _BOLD.sub(r"<b>\1</b>", linked)


def _without_quotes(address: str) -> str:
    """An address that was escaped as text, made safe between double quotes too."""
    return address.replace('"', "%22")


def _joined_lists(value: Any) -> Any:
    """Items with an empty line between them are still one list."""
    return re.sub(r"</(ul|ol)><\1>", "", value) if isinstance(value, str) else value


def _table(lines: list[str]) -> dict[str, Any]:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in lines if not _RULE.fullmatch(line)
    ]
    headings, *body = rows or [[""]]
    width = max(len(row) for row in [headings, *body])
    filled = [row + [""] * (width - len(row)) for row in [headings, *body]]
    return {
        "columns": [{"type": "text", "heading": heading} for heading in filled[0]],
        "rows": [{"values": row} for row in filled[1:]],
        "caption": "",
    }
