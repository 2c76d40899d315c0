"""What this site decides about accounts and second factors where allauth asks."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress, Login
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse

from kennisbank.permissions import ADMIN_ACCESS
from municipalities.accounts.second_factor import has_factor, needs_factor
from municipalities.accounts.sentences import ACCOUNT_ERRORS, CHANGES, FACTOR_ERRORS, NOTICES
from municipalities.models import User

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | ACCOUNT_ERRORS

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for himself."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Who edits goes to the admin, who only reads goes back to the site."""
        return reverse("wagtailadmin_home" if request.user.has_perm(ADMIN_ACCESS) else "signed_in")

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return self.get_login_redirect_url(request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_overview")

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        return reverse("account_overview" if self.request.user.is_authenticated else "account_login")

    def is_login_by_code_required(self, login: Login) -> bool:
        """Until the second factor of a role is set up, a mailed code follows the password.

        Without it whoever has the password of a curator could set up a factor of his own.
        """
        records = get_authentication_records(self.request, login.user)
        if not isinstance(login.user, User) or (records and records[-1]["method"] == "code"):
            return False
        return needs_factor(login.user) and not has_factor(login.user)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        words = {
            "reauthenticate": "Met uw wachtwoord",
            "mfa_reauthenticate": "Met een code uit uw app, of een herstelcode",
            "mfa_reauthenticate:webauthn": "Met uw passkey",
        }
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": words[method["id"]]} for method in methods]

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tells somebody what changed about his account; the change stands, whether or not the mail leaves."""
        change = CHANGES[template_prefix].format(**context or {})
        help_at = self.request.build_absolute_uri(reverse("account_reset_password"))
        try:
            super().send_notification_mail(
                "account/email/changed", user, {"change": change, "help_at": help_at}, email
            )
        except OSError as error:
            logger.warning("No mail to user %s about a change of the account: %s", user.pk, error)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        message = message or NOTICES.get(message_template or "")
        if message:
            super().add_message(request, level, extra_tags=extra_tags, message=message)


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | FACTOR_ERRORS

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last factor stays as long as a role asks for one."""
        user = authenticator.user
        return not isinstance(user, User) or not needs_factor(user) or has_factor(user, but=authenticator)

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        return f"Passkey {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"

    def _get_site_name(self) -> str:
        return "Kennisbank Koplopers"
