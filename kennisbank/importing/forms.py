"""The forms of the import: what to upload and where to, and per file what goes."""

from dataclasses import dataclass

from django import forms
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from kennisbank.importing import files
from kennisbank.importing.document import Choices, Imported
from kennisbank.importing.parents import importable_types, participant_model
from kennisbank.importing.privacy import NAMES
from kennisbank.importing.problems import ImportProblem
from kennisbank.models import NewsIndexPage
from kennisbank.private_patterns import BSN

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

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.parents = {str(page.pk): page for page in possible_parents(user)}
        self.types = importable_types()
        self.fields["files"] = SeveralFilesField(
            label="Bestanden",
            allow_empty_file=True,
            help_text="Word (.docx), OpenDocument (.odt), PDF, webpagina (.html) of tekst (.txt); ten hoogste 25 MB. "
            f"U mag er meer tegelijk kiezen, ten hoogste {MOST_FILES}.",
            widget=SeveralFilesInput(attrs={"accept": ".docx,.odt,.pdf,.html,.htm,.txt"}),
            error_messages={"required": "Kies ten minste één bestand."},
        )
        self.fields["kind"] = forms.ChoiceField(
            label="Soort pagina",
            help_text="Elk bestand wordt een eigen concept van deze soort.",
            choices=[(kind, page_type._meta.verbose_name) for kind, page_type in self.types.items()],
        )
        self.fields["parent"] = forms.ChoiceField(
            label="Voor wie",
            help_text="Onder welke gemeente of regio komt het concept?",
            choices=[(pk, page.title) for pk, page in self.parents.items()],
        )

    def clean(self):
        data = super().clean() or {}
        if "kind" in data and "parent" in data:
            self.page_type, self.page = self.types[data["kind"]], self.parents[data["parent"]].specific
            if not self.page_type.can_create_at(self.page):
                name = self.page_type._meta.verbose_name
                raise forms.ValidationError(f"Een {name} kan niet onder “{self.page.title}” staan.")
        return data


@dataclass(frozen=True)
class Proposal:
    """What is proposed for *Weggelaten*."""

    text: str
    why: str

    def __str__(self) -> str:
        return f"{self.text} ({self.why})"


@dataclass(frozen=True)
class Find:
    """Private data that stands in the text, and how many times."""

    kind: str
    text: str
    times: int

    def __str__(self) -> str:
        return f"{NAMES[self.kind][0]} {self.text}"

    @property
    def kind_name(self) -> str:
        return NAMES[self.kind][0]

    @property
    def value(self) -> str:
        return f"{self.kind}:{self.text}"


class DecisionForm(forms.Form):
    """What a person decides for one file: what goes to *Weggelaten*, what private data goes, attach or not."""

    make = forms.BooleanField(label="Maak van dit bestand een concept", required=False, initial=True)
    attach = forms.BooleanField(
        label="Voeg het oorspronkelijke bestand bij de pagina",
        help_text="De namen van schrijvers en hun opmerkingen worden eruit gehaald.",
        required=False,
    )

    def __init__(self, imported: Imported, *args, **kwargs):
        super().__init__(*args, **kwargs)
        proposals = [(str(at), Proposal(*proposal)) for at, proposal in enumerate(imported.proposals)]
        finds = [Find(kind, text, times) for (kind, text), times in imported.private.finds.items()]
        self.finds = {find.value: find for find in finds}
        if proposals:
            self.fields["drop"] = several_boxes("Weglaten", proposals)
        if finds:
            # A citizen service number never belongs on a page; all else is for the person to decide.
            numbers = [find.value for find in finds if find.kind == BSN]
            self.fields["leave_out"] = several_boxes("Weglaten", list(self.finds.items()), numbers)
        if files.extension(imported.name) == "html":
            del self.fields["attach"]

    def choices(self) -> Choices:
        data = self.cleaned_data
        finds = [self.finds[value] for value in data.get("leave_out", ())]
        return Choices(
            drop=frozenset(map(int, data.get("drop", ()))),
            leave_out=frozenset((find.kind, find.text) for find in finds),
        )


def several_boxes(label: str, choices: list, initial: list[str] | None = None) -> forms.MultipleChoiceField:
    """Boxes to tick, which one box above them ticks or clears together."""
    attrs = {"data-action": "w-bulk#toggle", "data-w-bulk-target": "item"}
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=choices,
        initial=initial,
        widget=forms.CheckboxSelectMultiple(attrs=attrs),
    )
