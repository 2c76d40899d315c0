"""The form with which a visitor asks a participant something, and what keeps programs out of it."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils.crypto import get_random_string
from django.utils.encoding import punycode

LONGEST = 10_000
LONGEST_ADDRESS = 254
FOREIGN_LETTERS = (
    "Vul een e-mailadres in met vóór het apenstaartje alleen gewone letters, cijfers en leestekens."
)
FASTEST = timedelta(seconds=3)
STAYS_OPEN = timedelta(hours=12)
_SALT = "municipalities.questions"


def new_ticket() -> str:
    """A signed moment: when the form was opened."""
    return TimestampSigner(salt=_SALT).sign(get_random_string(8))


class TextField(forms.CharField):
    """Counts as people and browsers do: a line end is one character."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        lines = str(value or "").replace("\r\n", "\n").replace("\r", "\n")
        return super().to_python(lines) or ""


class QuestionForm(forms.Form):
    text = TextField(
        label="Uw vraag",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Schrijf geen gegevens van inwoners op, zoals een naam, adres of burgerservicenummer.",
        error_messages={
            "required": "Schrijf uw vraag op.",
            "max_length": "Maak uw vraag korter: %(limit_value)d tekens is het meeste, u hebt er %(show_value)d.",
        },
    )
    name = forms.CharField(
        label="Uw naam en gemeente (hoeft niet)",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"max_length": "Maak dit korter: 100 tekens is het meeste."},
    )
    address = forms.EmailField(
        label="Uw e-mailadres",
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="Hierop krijgt u antwoord.",
        error_messages={
            "required": "Vul uw e-mailadres in, anders kan niemand u antwoorden.",
            "invalid": "Vul een e-mailadres in zoals naam@voorbeeld.nl.",
        },
    )
    website = forms.CharField(label="Laat dit veld leeg", required=False)
    ticket = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_address(self) -> str:
        """In the letters that every mail server takes: ``jan@xn--caf-dma.nl`` for *jan@café.nl*."""
        local, _at, domain = self.cleaned_data["address"].rpartition("@")
        if not local.isascii():
            raise forms.ValidationError(FOREIGN_LETTERS)
        try:
            address = f"{local}@{punycode(domain)}"
        except UnicodeError:
            raise forms.ValidationError(self.fields["address"].error_messages["invalid"]) from None
        if len(address) > LONGEST_ADDRESS:
            raise forms.ValidationError(self.fields["address"].error_messages["invalid"])
        return address

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(
                "Laat dit veld leeg. Een programma vult het in, een mens ziet het niet."
            )
        return ""

    def clean(self) -> dict[str, Any]:
        problem = _problem_of(self.cleaned_data.get("ticket", ""))
        if (
            problem and not self.errors
        ):  # Beside what somebody has to mend it only confuses: he sends again anyway.
            self.add_error(None, problem)
        return self.cleaned_data


def _problem_of(ticket: str) -> str:
    """One sentence when the form was sent too soon or too late after it was opened, or an empty one."""
    signer = TimestampSigner(salt=_SALT)
    try:
        signer.unsign(ticket, max_age=STAYS_OPEN)
    except SignatureExpired:
        return "Deze pagina stond te lang open. Verstuur uw vraag nog een keer."
    except BadSignature:
        return "Er ging iets mis bij het versturen. Verstuur uw vraag nog een keer."
    try:
        signer.unsign(ticket, max_age=FASTEST)
    except SignatureExpired:
        return ""
    return "Uw vraag is nog niet verstuurd. Wacht een paar tellen en kies nog een keer voor versturen."
