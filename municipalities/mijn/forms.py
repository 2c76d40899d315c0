"""The forms of ``/mijn/``; a hand-made one with another choice than it offers is refused, and logged."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from municipalities.models import Membership, ParticipantPage, User
from municipalities.people.permissions import log_refusal, roles_given_at
from municipalities.people.roles import NOT_YOURSELF
from municipalities.roles import MembershipRole, rights_of

ALREADY = "Deze collega is al {role} bij {participant}. Verander de rol in de lijst van mensen."
IN_THE_PAST = "Kies een dag vanaf vandaag. Beëindigt u de rol nu? Gebruik dan ‘Rol beëindigen’."


class OfferedMixin:
    """Logs a choice that was not offered; what somebody forgot is no refusal."""

    user: User
    data: Any
    errors: Any
    fields: Any

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        choices = [name for name, field in self.fields.items() if hasattr(field, "choices")]
        sent = {name: str(self.data.get(name) or "") for name in choices if name in self.errors}
        if refused := {name: value for name, value in sent.items() if value}:
            log_refusal(self.user, f"{type(self).__name__} {refused}")


def _role_field(user: User, participant: ParticipantPage) -> forms.ChoiceField:
    given = roles_given_at(user, participant.pk)
    offered = [role for role in MembershipRole if role.value in given]
    choices = [(role.value, f"{role.label}: {rights_of(role).purpose}") for role in offered]
    return forms.ChoiceField(label="Rol", choices=choices, widget=forms.RadioSelect)


class InviteForm(OfferedMixin, forms.Form):
    """Whom to invite as what. It looks at who is here already, never at who has an account."""

    email = forms.EmailField(label="E-mailadres van uw collega", max_length=254)

    def __init__(self, *args: Any, user: User, participant: ParticipantPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.participant = user, participant
        self.fields["role"] = _role_field(user, participant)

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        members = Membership.objects.holding_now().filter(participant=self.participant, user__email=email)
        if email == self.user.email:
            raise ValidationError(NOT_YOURSELF)
        if member := members.first():
            role = member.get_role_display().lower()
            raise ValidationError(ALREADY.format(role=role, participant=self.participant.title))
        return email


class ChangeRoleForm(OfferedMixin, forms.Form):
    """Another role, or another end of it. ``ends_at`` is the moment after the last day."""

    last_day = forms.DateField(
        label="Laatste dag",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Leeg: de rol heeft geen einde.",
    )
    field_order = ("role", "last_day")

    def __init__(self, data: Any = None, *, user: User, membership: Membership) -> None:
        initial = {"role": membership.role, "last_day": last_day(membership.ends_at)}
        super().__init__(data, initial=initial)
        self.user, self.membership = user, membership
        self.fields["role"] = _role_field(user, membership.participant)
        self.order_fields(self.field_order)

    def clean_last_day(self) -> date | None:
        chosen: date | None = self.cleaned_data["last_day"]
        if chosen and chosen < timezone.localdate():
            raise ValidationError(IN_THE_PAST)
        return chosen

    @property
    def ends_at(self) -> datetime | None:
        """An end that stays as it was keeps its hour."""
        chosen: date | None = self.cleaned_data["last_day"]
        if chosen == last_day(self.membership.ends_at):
            return self.membership.ends_at
        return timezone.make_aware(datetime.combine(chosen + timedelta(days=1), time())) if chosen else None


def last_day(ends_at: datetime | None) -> date | None:
    return timezone.localdate(ends_at - timedelta(microseconds=1)) if ends_at else None


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person: User) -> str:  # type: ignore[override]
        name = person.get_full_name()
        return f"{name} ({person.email})" if name else person.email


class HandOverForm(OfferedMixin, forms.Form):
    """Whose pages go to whom; without a choice of ``person`` for who hands over his own."""

    def __init__(
        self, *args: Any, user: User, owners: QuerySet[User] | None, successors: QuerySet[User], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if owners is None:
            successors = successors.exclude(pk=user.pk)
        else:
            self.fields["person"] = PersonField(
                owners, label="De pagina's van", empty_label="Kies een collega"
            )
        self.fields["successor"] = PersonField(successors, label="Gaan naar", empty_label="Kies een collega")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("successor") == self.person and self.person is not None:
            raise ValidationError("Kies een andere collega: de pagina's zijn al van deze persoon.")
        return cleaned

    @property
    def person(self) -> User | None:
        return self.cleaned_data.get("person") if "person" in self.fields else self.user
