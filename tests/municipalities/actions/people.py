"""Roles and accounts, one's own included."""

from django.urls import reverse

from municipalities.models import Membership, PlatformRole, User
from tests.factories import make_platform_member, make_user, make_vision
from tests.municipalities.actions.trying import Try, action


@action
def give_a_membership(one: Try) -> bool:
    somebody = make_user()
    one.post("lidmaatschappen:add", user=somebody.pk, participant=one.place.pk, role="redacteur")
    return Membership.objects.filter(user=somebody).exists()


@action
def make_oneself_beheerder(one: Try) -> bool:
    if one.user is None:
        return False
    mine = Membership.objects.filter(user=one.user, participant=one.place).first()
    form = {"user": one.user.pk, "participant": one.place.pk, "role": "beheerder"}
    one.post("lidmaatschappen:edit" if mine else "lidmaatschappen:add", *([mine.pk] if mine else []), **form)
    one.post("lidmaatschappen:add", **form)
    now = Membership.objects.filter(user=one.user, participant=one.place, role="beheerder").first()
    return now is not None and (mine is None or mine.role != "beheerder")


@action
def end_a_membership(one: Try) -> bool:
    membership = Membership.objects.create(user=make_user(), participant=one.place, role="lezer")
    one.post("lidmaatschappen:delete", membership.pk)
    return not Membership.objects.filter(pk=membership.pk).exists()


@action
def invite_a_colleague(one: Try) -> bool:
    one.post("mijn_invite", one.place.pk, email="nieuw@example.nl", role="beheerder")
    return one.place.invitations.filter(email="nieuw@example.nl", role="beheerder").exists()


@action
def lower_a_colleague(one: Try) -> bool:
    membership = Membership.objects.create(user=make_user(), participant=one.place, role="redacteur")
    address = "mijn_change_role", one.place.pk, membership.pk
    one.post(*address, role="lezer", bevestigd="ja")
    return Membership.objects.get(pk=membership.pk).role == "lezer"


@action
def hand_over_pages_of_a_colleague(one: Try) -> bool:
    person, successor = make_user(), make_user("opvolger@example.nl")
    Membership.objects.create(user=successor, participant=one.place, role="redacteur")
    page = make_vision(one.place, owner=person)
    one.post("mijn_hand_over", one.place.pk, person=person.pk, successor=successor.pk, bevestigd="ja")
    page.refresh_from_db()
    return page.owner == successor


@action
def see_the_list_of_curators(one: Try) -> bool:
    return one.get("rollen:index")


def _gives(one: Try, role: str, user: User | None) -> bool:
    if user is None:
        return False
    before = PlatformRole.objects.filter(user=user, role=role).exists()
    one.post("rollen:add", user=user.pk, role=role)
    return not before and PlatformRole.objects.filter(user=user, role=role).exists()


@action
def make_somebody_curator(one: Try) -> bool:
    return _gives(one, "curator", make_user())


@action
def put_somebody_in_the_programme_team(one: Try) -> bool:
    return _gives(one, "programmateam", make_user())


@action
def make_oneself_curator(one: Try) -> bool:
    return _gives(one, "curator", one.user)


@action
def put_oneself_in_the_programme_team(one: Try) -> bool:
    return _gives(one, "programmateam", one.user)


@action
def take_the_role_of_a_curator(one: Try) -> bool:
    role = PlatformRole.objects.get(user=make_platform_member("curator", "andere.curator@example.nl"))
    one.post("rollen:delete", role.pk)
    return not PlatformRole.objects.filter(pk=role.pk).exists()


@action
def turn_a_curator_into_something_else(one: Try) -> bool:
    role = PlatformRole.objects.get(user=make_platform_member("curator", "andere.curator@example.nl"))
    one.post("rollen:edit", role.pk, user=role.user_id, role="programmateam")
    return PlatformRole.objects.get(pk=role.pk).role != "curator"


NEW_PASSWORD = "negen-paarse-fietsen"


def _account(**changes: str) -> dict[str, str]:
    form = {"email": "ander@example.nl", "first_name": "Ander", "last_name": "Mens", "is_active": "on"}
    return {**form, **changes}


def _makes_an_account(one: Try, **form: str) -> User | None:
    form |= {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    one.post("wagtailusers_users:add", **_account(**form))
    return User.objects.filter(email="ander@example.nl").first()


@action
def make_an_account(one: Try) -> bool:
    return _makes_an_account(one) is not None


@action
def choose_password_of_a_new_account(one: Try) -> bool:
    made = _makes_an_account(one)
    return made is not None and made.check_password(NEW_PASSWORD)


@action
def make_an_account_of_a_superuser(one: Try) -> bool:
    made = _makes_an_account(one, is_superuser="on")
    return made is not None and made.is_superuser


def _changes(one: Try, account: User, **form: str) -> User:
    one.post("wagtailusers_users:edit", account.pk, **_account(**form))
    return User.objects.get(pk=account.pk)


@action
def change_the_account_of_a_member(one: Try) -> bool:
    member = make_user()
    Membership.objects.create(user=member, participant=one.place, role="beheerder")
    return _changes(one, member).email == "ander@example.nl"


@action
def change_the_account_of_a_curator(one: Try) -> bool:
    curator = make_platform_member("curator", "andere.curator@example.nl")
    return _changes(one, curator).email == "ander@example.nl"


@action
def change_the_account_of_a_superuser(one: Try) -> bool:
    superuser = User.objects.create_superuser("andere.super@example.nl", NEW_PASSWORD)
    return _changes(one, superuser).email == "ander@example.nl"


@action
def make_an_account_superuser(one: Try) -> bool:
    return _changes(one, make_user(), is_superuser="on").is_superuser


@action
def set_the_password_of_another(one: Try) -> bool:
    changed = _changes(one, make_user(), password1=NEW_PASSWORD, password2=NEW_PASSWORD)
    return changed.check_password(NEW_PASSWORD)


@action
def put_an_account_in_a_group(one: Try) -> bool:
    group = one.place.role_groups.get(role="beheerder").group
    somebody = _changes(one, make_user(), groups=str(group.pk))
    address = reverse("wagtail_bulk_action", args=["municipalities", "user", "assign_role"])
    one.client.post(f"{address}?id={somebody.pk}", {"role": group.pk})
    return somebody.groups.exists()


@action
def block_a_curator_in_bulk(one: Try) -> bool:
    curator = make_platform_member("curator", "andere.curator@example.nl")
    address = reverse("wagtail_bulk_action", args=["municipalities", "user", "set_active_state"])
    one.client.post(f"{address}?id={curator.pk}", {"mark_as_active": "False"})
    return not User.objects.get(pk=curator.pk).is_active


@action
def change_a_group(one: Try) -> bool:
    group = one.place.role_groups.get(role="beheerder").group
    return one.get("wagtailusers_groups:edit", group.pk)


@action
def open_the_settings_of_the_site(one: Try) -> bool:
    return one.get("wagtailsites:index")
