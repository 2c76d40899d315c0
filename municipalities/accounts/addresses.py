"""The mail address of an account, and what allauth keeps of it, are one."""

from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower

from municipalities.models import User


def lower_address(instance: User, **kwargs: Any) -> None:
    """allauth looks for addresses without capitals only."""
    instance.email = instance.email.lower()


def vouch_for_address(instance: User, **kwargs: Any) -> None:
    """The address that somebody filled in for this person counts as confirmed; the one before no longer logs in.

    From the first moment on, so that a change to this address that somebody else asked for comes to nothing.
    """
    addresses = EmailAddress.objects.filter(user=instance)
    if not addresses.filter(email=instance.email, verified=True, primary=True).exists():
        addresses.exclude(email=instance.email).delete()
        addresses.update_or_create(
            user=instance, email=instance.email, defaults={"verified": True, "primary": True}
        )


def vouch_for_old_addresses() -> None:
    """The same for accounts that were made before allauth came, or before their address was kept at once."""
    User.objects.exclude(email=Lower("email")).update(email=Lower("email"))
    vouched = EmailAddress.objects.filter(
        user=OuterRef("pk"), email=OuterRef("email"), verified=True, primary=True
    )
    for user in User.objects.exclude(Exists(vouched)):
        vouch_for_address(user)
