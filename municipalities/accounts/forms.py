"""allauth's forms, where their own Dutch says "je" or is English."""

from typing import Any

from allauth.account import forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from allauth.socialaccount.forms import DisconnectForm
from allauth.socialaccount.models import SocialApp

NAME = "Naam van de passkey"


class TypedTwice:
    """Says it in our words when two passwords differ."""

    def add_error(self, field: str | None, error: Any) -> None:
        if field == "password2":
            error = "Vul twee keer hetzelfde wachtwoord in."
        super().add_error(field, error)  # type: ignore[misc]  # Of the form beside this class.


class ChangePasswordForm(TypedTwice, forms.ChangePasswordForm):
    pass


class SetPasswordForm(TypedTwice, forms.SetPasswordForm):
    pass


class ResetPasswordKeyForm(TypedTwice, forms.ResetPasswordKeyForm):
    pass


class ActivateAppForm(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Code uit de app"


class EditPasskeyForm(EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = NAME


class AddPasskeyForm(AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = NAME
        self.fields["name"].help_text = "Zodat u hem later herkent, bijvoorbeeld ‘laptop van het werk’."
        self.fields["passwordless"].label = "Hiermee log ik in zonder wachtwoord"
        self.fields["passwordless"].help_text = (
            "Het apparaat vraagt dan zelf om een pincode, vingerafdruk of gezicht. "
            "Vinkt u dit niet aan, dan is de passkey een tweede stap na uw wachtwoord."
        )


class UnlinkForm(DisconnectForm):
    def save(self) -> None:
        """Takes away the link with a provider that is no longer in the settings too."""
        try:
            super().save()
        except SocialApp.DoesNotExist:
            self.cleaned_data["account"].delete()
