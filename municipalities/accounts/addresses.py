"""The mail address of an account, and what allauth keeps of it, are one."""

from typing import Any

from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.template.loader import render_to_string
from wagtail.log_actions import log

from municipalities.mail import send
from municipalities.models import User

REPLACED = "Uw e-mailadres bij Kennisbank Koplopers is gewijzigd"


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


def tell_old_address(old: str) -> bool:
    """Mail ``old``, which somebody else replaced, that it no longer logs in; false when no mail leaves."""
    body = render_to_string("account/email/address_replaced.txt")
    return send(EmailMessage(REPLACED, body, to=[old])).is_sent


def log_change(user: User, by: Any) -> None:
    """The audit log says whose address changed and who did it, and names no address."""
    log(instance=user, action="municipalities.address_changed", user=by)


def own_address_changed(user: User, **kwargs: Any) -> None:
    """A receiver: allauth told the old address itself."""
    log_change(user, user)
