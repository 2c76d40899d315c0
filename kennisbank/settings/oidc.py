"""The OpenID Connect providers that the environment names, in the shape that django-allauth reads."""

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

# The claims that together decide who somebody is; the first names the tenant. Those of Microsoft Entra:
# https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference
IDENTITIES = {"tid+oid": ["tid", "oid"], "iss+sub": ["iss", "sub"]}
TEXTS = {"id", "name", "server_url", "client_id", "secret", "identity"}
PROVIDER_ID = re.compile(r"[a-z0-9-]{1,50}")
MACHINE_ITSELF = {"localhost", "127.0.0.1"}


@dataclass(frozen=True)
class OidcProvider:
    """One provider. ``allowed_tenants`` gives each tenant the mail domains that it may vouch for."""

    id: str
    name: str
    server_url: str
    client_id: str
    secret: str
    identity: str
    allowed_tenants: dict[str, list[str]]

    @property
    def origin(self) -> str:
        """Where the browser goes to log in; forms of this site may lead there."""
        parts = urlsplit(self.server_url)
        return f"{parts.scheme}://{parts.netloc}"

    def as_app(self) -> dict[str, Any]:
        """The provider as allauth reads it from ``SOCIALACCOUNT_PROVIDERS``."""
        return {
            "provider_id": self.id,
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.secret,
            "settings": {
                "server_url": self.server_url,
                "identity": IDENTITIES[self.identity],
                "allowed_tenants": self.allowed_tenants,
            },
        }


def parse_providers(text: str) -> list[OidcProvider]:
    """Read the value of ``OIDC_PROVIDERS``, a JSON list; raises ``ValueError`` where anything in it is wrong."""
    given = json.loads(text)
    if not isinstance(given, list):
        raise ValueError("not a list")
    providers = [_provider(each) for each in given]
    if len({provider.id for provider in providers}) < len(providers):
        raise ValueError("two with one id")
    return providers


def _provider(given: Any) -> OidcProvider:
    if not isinstance(given, dict) or set(given) != TEXTS | {"allowed_tenants"}:
        raise ValueError("not the fields of a provider")
    if not all(isinstance(given[name], str) and given[name] for name in TEXTS):
        raise ValueError("an empty field")
    if not PROVIDER_ID.fullmatch(given["id"]) or given["identity"] not in IDENTITIES:
        raise ValueError("an unknown id or identity")
    _check_address(given["server_url"])
    _check_tenants(given["allowed_tenants"])
    return OidcProvider(**given)


def _check_address(value: str) -> None:
    """The claims are trusted because they come straight from the provider over https."""
    parts = urlsplit(value)
    secure = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in MACHINE_ITSELF)
    if not secure or not parts.hostname:
        raise ValueError("not an https address")


def _check_tenants(value: Any) -> None:
    domains = list(value.values()) if isinstance(value, dict) else []
    if not domains or not all(isinstance(each, list) for each in domains):
        raise ValueError("no tenants")
    if not all(isinstance(domain, str) and "." in domain for each in domains for domain in each):
        raise ValueError("not a mail domain")
