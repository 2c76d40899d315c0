"""People who log in, and what they are for which participant."""

from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractUser):
    """An account; the mail address is the login name."""

    username = None  # type: ignore[assignment]  # The mail address takes its place.
    email = models.EmailField("E-mailadres", unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()  # type: ignore[misc, assignment]  # A manager without user names.

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="one_account_per_address")]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    @cached_property
    def reads_everything(self) -> bool:
        """Whether this person reads all that is published, for whomever it is meant."""
        return self.is_superuser or self.groups.filter(name=CURATORS).exists()

    @cached_property
    def participant_ids(self) -> frozenset[int]:
        """The ids of the participants (pages) that this person belongs to."""
        return frozenset(self.memberships.values_list("participant_id", flat=True))

    @cached_property
    def edited_participant_ids(self) -> frozenset[int]:
        """The ids of the participants for which this person writes."""
        editing = self.memberships.exclude(role=Membership.Role.READER)
        return frozenset(editing.values_list("participant_id", flat=True))


CURATORS = "Curatoren"


class Membership(models.Model):
    """What one person is for one participant."""

    class Role(models.TextChoices):
        READER = "lezer", "Lezer"
        EDITOR = "redacteur", "Redacteur"
        MANAGER = "beheerder", "Beheerder"

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="memberships", verbose_name="Gebruiker"
    )
    participant = models.ForeignKey(
        "municipalities.ParticipantPage",
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name="Deelnemer",
    )
    role = models.CharField("Rol", max_length=20, choices=Role.choices)

    class Meta:
        verbose_name = "lidmaatschap"
        verbose_name_plural = "lidmaatschappen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "participant"], name="one_role_per_participant")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} van {self.participant}"
