"""The mail address of an account, and what allauth keeps of it, are one."""

from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Model
from django.db.models.functions import Lower

from municipalities.models import User


def lower_address(instance: User, **kwargs: Any) -> None:
    """allauth looks for addresses without capitals only."""
    instance.email = instance.email.lower()


def lower_old_addresses() -> None:
    """The same for accounts that were made before allauth came."""
    User.objects.exclude(email=Lower("email")).update(email=Lower("email"))


def vouch_for_address(user: Model, **kwargs: Any) -> None:
    """At the first login the address that somebody else filled in for this person counts as confirmed."""
    if isinstance(user, User) and not EmailAddress.objects.filter(user=user, verified=True).exists():
        EmailAddress.objects.update_or_create(
            user=user, email=user.email, defaults={"verified": True, "primary": True}
        )


def forget_old_address(instance: User, created: bool, update_fields: Any, **kwargs: Any) -> None:
    """An address that an administrator replaced no longer logs in."""
    if not created and (update_fields is None or "email" in update_fields):
        EmailAddress.objects.filter(user=instance, verified=True).exclude(email=instance.email).delete()
