"""Logging in through an OpenID Connect provider: who it is, and whether an account may be made."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess, ProviderException
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from requests import RequestException

from municipalities.accounts.sentences import PROVIDER_ERRORS
from municipalities.models import User

LONGEST_IDENTITY = 191  # Of allauth's column.

WRONG_TENANT = "Uw organisatie kan hier niet op deze manier inloggen. Vraag de applicatiebeheerder om hulp."
NO_ADDRESS = "{provider} geeft geen bevestigd e-mailadres door. Vraag de applicatiebeheerder om een account."
HAS_ACCOUNT = (
    "U kunt nog niet inloggen via {provider}. Log eerst in op een andere manier. Daarna koppelt u {provider} "
    "aan uw account."
)


class Provider(OpenIDConnectProvider):
    """A provider whose claims in ``identity`` decide who somebody is; the mail address never does."""

    def extract_uid(self, data: dict[str, Any]) -> str:
        """The identity as the signed claims give it; raises ``ProviderException`` where one is missing."""
        claims = data.get("id_token") or {}
        names = self.app.settings["identity"]
        values = [claims[name] for name in names if isinstance(claims.get(name), str) and claims[name]]
        if len(values) < len(names):
            raise ProviderException("a claim of the identity is missing")
        identity = "|".join(values)
        if len(identity) > LONGEST_IDENTITY:
            raise ProviderException("the identity is too long")
        return identity

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """What is kept of the claims: those that decide who somebody is, and nothing else about him."""
        return {"id_token": {name: data["id_token"][name] for name in self.app.settings["identity"]}}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return dict(super().extract_common_fields({"id_token": self._claims(data)}))

    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        """The address, if any; only a claim that is true confirms it, and no text such as "false"."""
        addresses: list[EmailAddress] = super().extract_email_addresses({"id_token": self._claims(data)})
        for address in addresses:
            address.verified = address.verified is True
        return addresses

    def _claims(self, data: dict[str, Any]) -> dict[str, Any]:
        """What the provider says about somebody: the signed claims before those that were asked for afterwards.

        An address comes with its own confirmation. Raises ``ProviderException`` when the two are about two people:
        https://openid.net/specs/openid-connect-core-1_0.html#UserInfoResponse.
        """
        signed, asked = data["id_token"], data.get("userinfo") or {}
        if asked and asked.get("sub") != signed.get("sub"):
            raise ProviderException("the userinfo is about somebody else")
        source = signed if signed.get("email") else asked
        address = {name: source.get(name) for name in ("email", "email_verified")}
        return asked | signed | address

    def tenant(self, account: SocialAccount) -> str:
        """The first part of the identity, from the claims of this very login."""
        return str(account.extra_data["id_token"][self.app.settings["identity"][0]])

    def vouches_for(self, login: SocialLogin) -> bool:
        """Whether the address is this person's: the provider confirmed it, or its domain is the tenant's."""
        if not login.email_addresses:
            return False
        address = login.email_addresses[0]
        domains = self.app.settings["allowed_tenants"][self.tenant(login.account)]
        return address.verified or address.email.rpartition("@")[2].lower() in domains


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    error_messages = DefaultSocialAccountAdapter.error_messages | PROVIDER_ERRORS

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Whoever passed ``pre_social_login`` comes from an allowed tenant."""
        return True

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuses a tenant that is not, or no longer, allowed, and an account that would be somebody else's."""
        provider = sociallogin.provider
        assert isinstance(provider, Provider)
        if provider.tenant(sociallogin.account) not in provider.app.settings["allowed_tenants"]:
            self._refuse(request, WRONG_TENANT)
        if sociallogin.is_existing or sociallogin.state.get("process") == AuthProcess.CONNECT:
            return
        if not provider.vouches_for(sociallogin):
            self._refuse(request, NO_ADDRESS.format(provider=provider.name))
        address = sociallogin.email_addresses[0]
        if User.objects.filter(email__iexact=address.email).exists():
            self._refuse(request, HAS_ACCOUNT.format(provider=provider.name))

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> User:
        """A new account without a password; its address is kept as that of every other account is."""
        user = sociallogin.user
        user.set_unusable_password()
        sociallogin.save(request, connect=True)
        return user

    def _refuse(self, request: HttpRequest, sentence: str) -> None:
        page = render(request, "socialaccount/refused.html", {"sentence": sentence}, status=403)
        raise ImmediateHttpResponse(page)


def with_provider_that_answers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that asks the provider where to go; a provider that is down is a sentence and not an error."""

    @wraps(view)
    def answer(request: HttpRequest, provider_id: str) -> HttpResponse:
        try:
            return view(request, provider_id)
        except RequestException:
            return render(request, "socialaccount/authentication_error.html", status=401)

    return answer
