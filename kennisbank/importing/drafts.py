"""From an imported document to a draft page, with everything it needs to be opened in the editor."""

import json

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Collection, Page

from kennisbank.importing.document import Imported
from kennisbank.importing.earlier_letters import FIELD, earlier_letters, rows_for
from kennisbank.importing.layout import UNPLACED, Layout
from kennisbank.importing.originals import attach_original
from kennisbank.importing.problems import ImportProblem
from kennisbank.importing.titles import first_sentence
from kennisbank.models import KnowledgePage

LONGEST_SUMMARY = 300
FEWEST_WORDS = 4
MOST_WORDS_NAMED = 20


def check_accounts(imported: Imported) -> None:
    """Raises ImportProblem when a word of the file would get lost, or would stand on the page out of nowhere."""
    if imported.adds_up:
        return
    different = imported.missing or imported.extra
    names = sorted(different)[:MOST_WORDS_NAMED]
    more = f" en nog {len(different) - len(names)}" if len(different) > len(names) else ""
    if imported.missing:
        reason = "deze woorden uit het bestand zijn nergens geplaatst"
    else:
        reason = "deze woorden staan vaker in het resultaat dan in het bestand"
    raise ImportProblem(f"Van “{imported.name}” is niets gemaakt: {reason}: {', '.join(names)}{more}.")


def make_draft(
    imported: Imported, parent: Page, user=None, publish: bool = False, original: bytes | None = None
) -> tuple[KnowledgePage, list[str]]:
    """The new page below `parent`, and remarks for the person. `original`: attach this file. Raises ImportProblem."""
    check_accounts(imported)
    page, remarks = unsaved_page(imported, parent)
    page.owner = user
    try:
        with transaction.atomic():
            if original is not None:
                row = attach_original(imported.name, original, page.title, user, _folder_below(parent))
                fill_rows(page, "files", [row])
            parent.add_child(instance=page)
            revision = page.save_revision(user=user)
            if publish:
                problem = page.publishing_problem()
                if problem:
                    remarks.append(f"Niet gepubliceerd. {problem}")
                else:
                    revision.publish(user=user, skip_permission_checks=True)
    except ValidationError as error:
        raise ImportProblem(f"Van “{imported.name}” is niets gemaakt: {' '.join(error.messages)}") from error
    return page, remarks


def _folder_below(parent: Page) -> Collection | None:
    """The folder for the files of a page below ``parent``, when that is or belongs to a participant."""
    owner = parent if getattr(parent, "owns_pages", False) else getattr(parent, "participant", None)
    folder: Collection | None = owner.folder() if owner else None
    return folder


def unsaved_page(imported: Imported, parent: Page) -> tuple[KnowledgePage, list[str]]:
    """The page in memory, filled; and what the person should look at."""
    page = imported.page_class(title=imported.title, live=False)
    summary, remarks = summary_of(imported)
    page.summary = summary
    layout = imported.layout
    for name, value in (*layout.fields.items(), *layout.sentences.items()):
        setattr(page, name, value)
    for name, value in imported.values.items():
        setattr(page, name, json.dumps(value))
    for name, rows in layout.rows.items():
        fill_rows(page, name, rows)
    letters = earlier_letters(imported.page_class, layout.rows)
    if letters:
        rows = rows_for(letters, imported.page_class, parent)
        fill_rows(page, FIELD, rows)
        remarks += [
            f"De eerdere brief van {letter.date:%d-%m-%Y} staat niet op dit platform; titel en datum zijn overgenomen."
            for letter, row in zip(letters, rows, strict=True)
            if row["elsewhere"]
        ]
    return page, remarks


def fill_rows(page: KnowledgePage, name: str, rows: list[dict]) -> None:
    setattr(page, name, json.dumps([{"type": "row", "value": row} for row in rows], default=str))


def summary_of(imported: Imported) -> tuple[str, list[str]]:
    """The first sentence that stands under a section, and the request to look at it."""
    layout = imported.layout
    order = [section.name for section in imported.page_class.section_list()] + [UNPLACED]
    for name in order:
        if sentence := own_sentence(layout, name) or first_sentence(layout.prose.get(name, [])):
            return shortened(sentence), ["De samenvatting is de eerste zin van de tekst; kijk of die klopt."]
    return shortened(imported.title), ["De samenvatting is de titel; schrijf er één zin van."]


def own_sentence(layout: Layout, name: str) -> str:
    """The text of a section that is one sentence, such as the mission; a bare name is none."""
    sentence = layout.sentences.get(name, "")
    return sentence if len(sentence.split()) >= FEWEST_WORDS else ""


def shortened(text: str) -> str:
    if len(text) <= LONGEST_SUMMARY:
        return text
    return text[: LONGEST_SUMMARY - 2].rsplit(" ", 1)[0] + " …"
