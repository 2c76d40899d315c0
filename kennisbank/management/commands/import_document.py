"""`manage.py import_document`: documents become drafts, and every word is accounted for."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kennisbank.importing import files
from kennisbank.importing.document import Choices, import_file
from kennisbank.importing.drafts import check_accounts, make_draft, unsaved_page
from kennisbank.importing.parents import parent_of, type_of_kind
from kennisbank.importing.privacy import NAMES
from kennisbank.importing.problems import ImportProblem
from kennisbank.importing.report import as_json, as_lines


class Command(BaseCommand):
    help = "Leest documenten in als concept: .txt, .docx, .odt, .html en .pdf."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument(
            "--kind", required=True, help="Soort pagina, bijvoorbeeld visie of raadsinformatiebrief."
        )
        parser.add_argument(
            "--koploper", required=True, metavar="CODE", help="Slug, gemeentecode of “programma”."
        )
        parser.add_argument("--publish", action="store_true", help="Meteen publiceren.")
        parser.add_argument("--dry-run", action="store_true", help="Alleen laten zien, niets maken.")
        parser.add_argument(
            "--json", action="store_true", help="Het verslag als JSON, één object (en één regel) per bestand."
        )
        parser.add_argument(
            "--drop-proposed", action="store_true", help="Alles weglaten wat wordt voorgesteld."
        )
        parser.add_argument(
            "--drop-private",
            action="store_true",
            help="Telefoonnummers, mailadressen, BSN en namen weglaten.",
        )
        parser.add_argument(
            "--attach", action="store_true", help="Het bestand zelf bijvoegen, zonder auteursgegevens."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            page_type = type_of_kind(options["kind"])
            parent = parent_of(options["koploper"], page_type)
        except ImportProblem as problem:
            raise CommandError(str(problem)) from problem
        problems = []
        for name in options["files"]:
            try:
                report = self.import_one(Path(name), page_type, parent, options)
            except ImportProblem as problem:
                problems.append(str(problem))
                report = {"file": Path(name).name, "kind": page_type.kind, "key": None, "error": str(problem)}
            self.show(report, options["json"])
        if problems:
            raise CommandError("\n".join(problems))

    def import_one(self, path: Path, page_type: Any, parent: Any, options: dict[str, Any]) -> dict[str, Any]:
        """The report of one file, after making its draft. Raises ImportProblem."""
        leave_out = frozenset(NAMES) if options["drop_private"] else frozenset()
        choices = Choices(drop_all_proposed=options["drop_proposed"], leave_out=leave_out)
        content = read_bytes(path)
        imported = import_file(path.name, content, page_type, choices)
        check_accounts(imported)
        if options["dry_run"]:
            _, remarks = unsaved_page(imported, parent)
            return as_json(imported, None, tuple(remarks))
        original = content if options["attach"] else None
        page, remarks = make_draft(imported, parent, publish=options["publish"], original=original)
        return as_json(imported, page.key, tuple(remarks))

    def show(self, report: dict[str, Any], machine: bool) -> None:
        """One line of JSON for a script; for a person the lines of a file that could be read."""
        if machine:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        elif "error" not in report:
            self.stdout.write("\n".join(as_lines(report)))


def read_bytes(path: Path) -> bytes:
    """The content, after looking at the size. Raises ImportProblem."""
    files.extension(path.name)
    try:
        files.check_size(path.name, path.stat().st_size)
        return path.read_bytes()
    except OSError as error:
        raise ImportProblem(f"“{path.name}” kan niet worden geopend.") from error
