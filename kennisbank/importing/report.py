"""The report of one import: for a person in the preview, as JSON for scripts."""

import datetime
from dataclasses import dataclass

from kennisbank.importing.blocks import Heading
from kennisbank.importing.document import Imported
from kennisbank.importing.headings import as_bold
from kennisbank.importing.layout import UNPLACED, UNPLACED_LABEL
from kennisbank.importing.rows import row_text
from kennisbank.importing.words import count, count_all


@dataclass(frozen=True)
class SectionReport:
    name: str
    label: str
    text: str
    words: int


@dataclass(frozen=True)
class Account:
    """How many words stand where; together they are `words_out`."""

    fields: int
    headings: int
    sections: int
    unplaced: int
    left_out: int


def account_of(imported: Imported) -> Account:
    sections = sections_of(imported)
    unplaced = sum(section.words for section in sections if section.name == UNPLACED)
    return Account(
        fields=count_all(imported.layout.field_texts).total(),
        headings=imported.layout.label_words().total(),
        sections=sum(section.words for section in sections) - unplaced,
        unplaced=unplaced,
        left_out=count_all(text for text, _ in imported.left_out).total(),
    )


def sections_of(imported: Imported) -> list[SectionReport]:
    """The filled sections in the order of the page, *Nog in te delen* last."""
    result = []
    for section in imported.page_class.section_list():
        text = section_text(imported, section.name)
        if text:
            result.append(SectionReport(section.name, section.label, text, count(text).total()))
    if text := section_text(imported, UNPLACED):
        result.append(SectionReport(UNPLACED, UNPLACED_LABEL, text, count(text).total()))
    return result


def section_text(imported: Imported, name: str) -> str:
    layout = imported.layout
    blocks = [as_bold(block) if isinstance(block, Heading) else block for block in layout.prose.get(name, ())]
    texts = [block.text for block in blocks]
    texts += [shown_row(row) for row in layout.rows.get(name, ())]
    texts += [layout.sentences[name]] if name in layout.sentences else []
    return "\n\n".join(text for text in texts if text.strip())


def shown_row(row: dict) -> str:
    """A row with its number in front."""
    number = row.get("number", "")
    rest = row_text({name: value for name, value in row.items() if name != "number"})
    return f"{number}. {rest}" if number else rest


def plain_value(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime.date) else value


def as_json(imported: Imported, key: str | None = None, warnings: tuple[str, ...] = ()) -> dict:
    """One object per file; `key` is that of the draft, None when none was made."""
    return {
        "file": imported.name,
        "kind": imported.page_class.kind,
        "title": imported.title,
        "fields": {name: plain_value(value) for name, value in imported.layout.fields.items()},
        "sections": [vars(section) for section in sections_of(imported)],
        "labels": [label for label in imported.layout.labels if label.strip()],
        "left_out": [{"text": text, "why": why} for text, why in imported.left_out],
        "proposed": [{"text": text, "why": why} for text, why in imported.proposals],
        "words_in": imported.words_in.total(),
        "words_out": imported.words_out.total(),
        "words_by_place": vars(account_of(imported)),
        "missing": dict(sorted(imported.missing.items())),
        "warnings": [*imported.warnings, *warnings],
        "key": key,
    }


def as_lines(report: dict) -> list[str]:
    """The report of `as_json` for a person at the command line."""
    made = f"concept {report['key']}" if report["key"] else "niets gemaakt (proef)"
    lines = [f"{report['file']}: “{report['title']}”, {report['words_in']} woorden, {made}"]
    lines += [f"  {name}: {value}" for name, value in report["fields"].items()]
    lines += [f"  {section['label']}: {section['words']} woorden" for section in report["sections"]]
    lines += [f"  Weggelaten: {part['text']} ({part['why']})" for part in report["left_out"]]
    proposed = [part for part in report["proposed"] if part not in report["left_out"]]
    lines += [f"  Voorstel om weg te laten: {part['text']} ({part['why']})" for part in proposed]
    return lines + [f"  Let op: {warning}" for warning in report["warnings"]]
