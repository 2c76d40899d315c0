"""Between a form and a draft: keep what was uploaded, look at it again, make the drafts that were asked for."""

import uuid
from dataclasses import dataclass

from kennisbank.importing.document import Imported, import_file
from kennisbank.importing.drafts import check_accounts, make_draft
from kennisbank.importing.forms import DecisionForm, UploadForm
from kennisbank.importing.models import ImportUpload
from kennisbank.importing.parents import type_of_kind
from kennisbank.importing.problems import ImportProblem
from kennisbank.importing.report import Account, SectionReport, account_of, sections_of
from kennisbank.models import KnowledgePage


@dataclass(frozen=True)
class Preview:
    """One waiting file as the preview shows it."""

    upload: ImportUpload
    imported: Imported
    form: DecisionForm
    sections: list[SectionReport]
    fields: list[tuple[str, object]]
    account: Account

    @property
    def words(self) -> int:
        return self.imported.words_in.total()

    @property
    def kind(self) -> str:
        return str(self.imported.page_class._meta.verbose_name)


def keep(form: UploadForm, user) -> tuple[uuid.UUID, list[str]]:
    """Store the files of a valid form that can be read; the batch, and a sentence for each that cannot."""
    batch, problems = uuid.uuid4(), []
    for file in form.cleaned_data["files"]:
        content = file.read()
        try:
            check_accounts(import_file(file.name, content, form.page_type))
        except ImportProblem as problem:
            problems.append(str(problem))
            continue
        ImportUpload.objects.create(
            batch=batch,
            owner=user,
            parent=form.page,
            kind=form.page_type.kind,
            name=file.name,
            content=content,
        )
    return batch, problems


def preview(upload: ImportUpload, data=None) -> Preview:
    """The file read anew, with its form. Raises ImportProblem."""
    imported = import_file(upload.name, content_of(upload), type_of_kind(upload.kind))
    form = DecisionForm(imported, data, prefix=f"file-{upload.pk}")
    return Preview(
        upload, imported, form, sections_of(imported), shown_fields(imported), account_of(imported)
    )


def content_of(upload: ImportUpload) -> bytes:
    """The bytes of the file, read each time, so that ten large files are not in memory together."""
    return bytes(ImportUpload.objects.values_list("content", flat=True).get(pk=upload.pk))


def shown_fields(imported: Imported) -> list[tuple[str, object]]:
    """The fields of the letterhead by their label on the page."""
    meta = imported.page_class._meta
    return [(str(meta.get_field(name).verbose_name), value) for name, value in imported.layout.fields.items()]


def make_asked_draft(shown: Preview, user) -> tuple[KnowledgePage | None, list[str]]:
    """The draft of one previewed file, or None when the person wants none; with remarks. Raises ImportProblem."""
    decision = shown.form.cleaned_data
    if not decision["make"]:
        return None, []
    content = content_of(shown.upload)
    imported = import_file(shown.upload.name, content, shown.imported.page_class, shown.form.choices())
    original = content if decision.get("attach") else None
    return make_draft(imported, shown.upload.parent.specific, user=user, original=original)
