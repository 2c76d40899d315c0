"""What somebody is called, as he says himself; without it his mail address stands in lists."""

from typing import Any, ClassVar

from django import forms
from django.core.validators import RegexValidator

from municipalities.models import User

LONGEST = 60
ONLY_NAMES = RegexValidator(
    r"\A(?:[^\W\d_]|[ .'’-])*\Z", "Gebruik alleen letters, spaties, punten, streepjes en apostroffen."
)
"""A name stands in mail to people who do not know this person: it is no place for an address or a message."""


class NameForm(forms.ModelForm):
    """Both names may stay empty."""

    first_name = forms.CharField(
        label="Voornaam", required=False, max_length=LONGEST, validators=[ONLY_NAMES]
    )
    last_name = forms.CharField(
        label="Achternaam",
        required=False,
        max_length=LONGEST,
        validators=[ONLY_NAMES],
        help_text="Zo zien uw collega's wie u bent. Vult u niets in, dan zien zij uw e-mailadres.",
    )

    class Meta:
        model = User
        fields: ClassVar = ["first_name", "last_name"]

    def save(self, commit: bool = True) -> Any:
        """The names alone: what else changed meanwhile about the account stays."""
        self.instance.save(update_fields=self.Meta.fields)
        return self.instance
