"""People who log in, and what they are for which participant."""

from functools import cached_property
from typing import Any, ClassVar, TypeVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser, Group
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from wagtail.models import Collection

from municipalities.models.participant import predecessors_of
from municipalities.roles import MembershipRole, PlatformWideRole, Reads, rights_of, writes


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
    wants_review_mail = models.BooleanField(
        "Mail mij elke week welke pagina's ik moet nakijken",
        default=True,
        help_text="Op maandagochtend, en alleen als er iets na te kijken is.",
    )

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
    def roles_by_participant(self) -> dict[int, str]:
        """What this person is now, by the id of the participant (page)."""
        return dict(self.memberships.holding_now().values_list("participant_id", "role"))

    @cached_property
    def platform_roles_now(self) -> frozenset[str]:
        """What this person is now for the whole platform."""
        return frozenset(self.platform_roles.holding_now().values_list("role", flat=True))

    @cached_property
    def roles_now(self) -> frozenset[str]:
        """The names of all roles that this person has now, for whichever participant or the whole platform."""
        return self.platform_roles_now.union(self.roles_by_participant.values())

    @cached_property
    def reads_everything(self) -> bool:
        """Whether this person reads all that is published, for whomever it is meant."""
        return self.is_superuser or Reads.EVERYTHING in self._reads

    @cached_property
    def reads_network(self) -> bool:
        """Whether this person reads what is meant for the colleagues of all participants."""
        return self.reads_everything or bool(self._reads & {Reads.NETWORK, Reads.OWN})

    @cached_property
    def participant_ids(self) -> frozenset[int]:
        """The ids of the participants (pages) that this person belongs to, and of those that went into them."""
        own = {
            participant_id
            for participant_id, role in self.roles_by_participant.items()
            if rights_of(role).reads is Reads.OWN
        }
        return frozenset(own | predecessors_of(own))

    @cached_property
    def edited_participant_ids(self) -> frozenset[int]:
        """The ids of the participants for which this person writes."""
        return frozenset(
            participant_id for participant_id, role in self.roles_by_participant.items() if writes(role)
        )

    @property
    def _reads(self) -> set[Reads]:
        return {rights_of(role).reads for role in self.roles_now}


HOLDS_UNTIL = "Leeg: tot iemand de rol beëindigt. Vanaf dit moment mag deze persoon er niets meer mee."
AnyTimedRole = TypeVar("AnyTimedRole", bound="TimedRole")


class TimedRoleQuerySet(models.QuerySet[AnyTimedRole]):
    def holding_now(self) -> "TimedRoleQuerySet[AnyTimedRole]":
        """Without the roles that have ended; a role ends at its moment, not when somebody has cleaned up."""
        return self.filter(models.Q(ends_at=None) | models.Q(ends_at__gt=timezone.now()))


class TimedRole(models.Model):
    """A role that holds until its end, when it has one."""

    ends_at = models.DateTimeField("Eindigt op", null=True, blank=True, help_text=HOLDS_UNTIL)

    objects: ClassVar = TimedRoleQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def holds(self) -> bool:
        return self.ends_at is None or self.ends_at > timezone.now()


class MembershipQuerySet(TimedRoleQuerySet["Membership"]):
    def holding_now(self) -> "MembershipQuerySet":
        """Nor those at a participant that has ended: this closes its pages and files, at its day."""
        going_on = models.Q(participant__ends_on=None) | models.Q(
            participant__ends_on__gt=timezone.localdate()
        )
        return super().holding_now().filter(going_on)  # type: ignore[return-value]  # Of this class.


class Membership(TimedRole):
    """What one person is for one participant."""

    Role = MembershipRole

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="memberships", verbose_name="Gebruiker"
    )
    participant = models.ForeignKey(
        "municipalities.ParticipantPage",
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name="Deelnemer",
    )
    role = models.CharField("Rol", max_length=20, choices=MembershipRole.choices)

    objects: ClassVar = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "lidmaatschap"
        verbose_name_plural = "lidmaatschappen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "participant"], name="one_role_per_participant")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} van {self.participant}"


class PlatformRole(TimedRole):
    """What one person is for the whole platform."""

    Role = PlatformWideRole

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="platform_roles", verbose_name="Gebruiker"
    )
    role = models.CharField("Rol", max_length=20, choices=PlatformWideRole.choices)

    class Meta:
        verbose_name = "rol voor het hele platform"
        verbose_name_plural = "rollen voor het hele platform"
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "role"], name="each_role_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class RoleGroup(models.Model):
    """Which group carries a role: of one participant, with its folder of files, or of the whole platform."""

    group = models.OneToOneField(
        Group, on_delete=models.CASCADE, related_name="role_group", verbose_name="Groep"
    )
    participant = models.ForeignKey(
        "municipalities.ParticipantPage",
        on_delete=models.CASCADE,
        related_name="role_groups",
        null=True,
        verbose_name="Deelnemer",
    )
    role = models.CharField(
        "Rol", max_length=20, choices=[*MembershipRole.choices, *PlatformWideRole.choices]
    )
    folder = models.ForeignKey(
        Collection, on_delete=models.SET_NULL, related_name="+", null=True, verbose_name="Map met bestanden"
    )

    class Meta:
        verbose_name = "groep van een rol"
        verbose_name_plural = "groepen van rollen"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant", "role"], name="one_group_per_participant_and_role"
            ),
            models.UniqueConstraint(
                fields=["role"],
                condition=models.Q(participant=None),
                name="one_group_per_platform_wide_role",
            ),
        ]

    def __str__(self) -> str:
        return str(self.group)
