"""The forms of the import: what to upload and where to, and per file what goes."""

from django import forms
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from kennisbank.importing import files
from kennisbank.importing.document import Choices, Imported
from kennisbank.importing.parents import importable_types, participant_model
from kennisbank.importing.privacy import NAMES
from kennisbank.importing.problems import ImportProblem
from kennisbank.models import NewsIndexPage

MOST_FILES = 10


def possible_parents(user) -> list[Page]:
    """The participants, and the news of the programme, under which this person may add pages; by title."""
    allowed = page_permission_policy.instances_user_has_permission_for(user, "add")
    pages = Page.objects.type(participant_model(), NewsIndexPage).filter(pk__in=allowed.values("pk"))
    return list(pages.order_by("title"))


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """A list of files, each looked at for size and kind before it is read."""

    widget = SeveralFilesInput

    def clean(self, data, initial=None):
        found = [super(SeveralFilesField, self).clean(one, initial) for one in (data or [None])]
        if len(found) > MOST_FILES:
            raise forms.ValidationError(f"Kies ten hoogste {MOST_FILES} bestanden tegelijk.")
        for one in found:
            try:
                files.extension(one.name)
                files.check_size(one.name, one.size)
            except ImportProblem as problem:
                raise forms.ValidationError(str(problem)) from problem
        return found


class UploadForm(forms.Form):
    """Which files, as which kind of page, under whom."""

    files = SeveralFilesField(
        label="Bestanden",
        allow_empty_file=True,
        help_text="Word (.docx), OpenDocument (.odt), PDF, webpagina (.html) of tekst (.txt); ten hoogste 25 MB.",
        widget=SeveralFilesInput(attrs={"accept": ".docx,.odt,.pdf,.html,.htm,.txt"}),
        error_messages={"required": "Kies ten minste één bestand."},
    )
    kind = forms.ChoiceField(
        label="Soort pagina", help_text="Elk bestand wordt een eigen concept van deze soort."
    )
    parent = forms.ChoiceField(label="Voor wie", help_text="Onder welke gemeente of regio komt het concept?")

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.parents = {str(page.pk): page for page in possible_parents(user)}
        self.types = importable_types()
        self.fields["kind"].choices = [
            (kind, page_type._meta.verbose_name) for kind, page_type in self.types.items()
        ]
        self.fields["parent"].choices = [(pk, page.title) for pk, page in self.parents.items()]

    def clean(self):
        data = super().clean()
        if "kind" in data and "parent" in data:
            self.page_type, self.page = self.types[data["kind"]], self.parents[data["parent"]].specific
            if not self.page_type.can_create_at(self.page):
                name = self.page_type._meta.verbose_name
                raise forms.ValidationError(f"Een {name} kan niet onder “{self.page.title}” staan.")
        return data


class DecisionForm(forms.Form):
    """What a person decides for one file: what goes to *Weggelaten*, what private data goes, attach or not."""

    make = forms.BooleanField(label="Maak van dit bestand een concept", required=False, initial=True)
    drop = forms.MultipleChoiceField(
        label="Weglaten wat geen inhoud lijkt", required=False, widget=forms.CheckboxSelectMultiple
    )
    leave_out = forms.MultipleChoiceField(
        label="Persoonsgegevens weglaten", required=False, widget=forms.CheckboxSelectMultiple
    )
    attach = forms.BooleanField(
        label="Voeg het oorspronkelijke bestand bij de pagina",
        help_text="De namen van schrijvers en hun opmerkingen worden eruit gehaald.",
        required=False,
    )

    def __init__(self, imported: Imported, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["drop"].choices = [
            (str(at), f"{text} ({why})") for at, (text, why) in enumerate(imported.proposals)
        ]
        found = imported.private.found
        self.fields["leave_out"].choices = [
            (kind, f"{found[kind]} {NAMES[kind][found[kind] > 1]}") for kind in NAMES if found[kind]
        ]
        for name in ("drop", "leave_out"):
            if not self.fields[name].choices:
                del self.fields[name]
        if files.extension(imported.name) == "html":
            del self.fields["attach"]

    def choices(self) -> Choices:
        data = self.cleaned_data
        drop = frozenset(map(int, data.get("drop", ())))
        return Choices(drop=drop, leave_out=frozenset(data.get("leave_out", ())))
