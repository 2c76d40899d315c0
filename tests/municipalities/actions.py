"""What people try in the matrix of roles: each action is tried by a request, and says whether it happened."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, Page, Revision, WorkflowState

from kennisbank.models import CustomDocument, Theme, VisionPage
from kennisbank.placing import change_audience
from municipalities.models import (
    Membership,
    ParticipantIndexPage,
    ParticipantPage,
    PlatformRole,
    Round,
    Traject,
    User,
)
from tests.factories import make_platform_member, make_user, make_vision
from tests.municipalities.editing import editor, new_below, vision_form


@dataclass(frozen=True)
class Try:
    """Somebody, logged in or not, who tries something at ``place``; ``elsewhere`` is the other participant."""

    client: Client
    user: User | None
    place: ParticipantPage
    elsewhere: ParticipantPage

    def get(self, name: str, /, *ids: object) -> bool:
        return self.client.get(reverse(name, args=ids)).status_code == 200

    def post(self, name: str, /, *ids: object, **form: object) -> None:
        self.client.post(reverse(name, args=ids), form)

    def page(self, **fields: object) -> VisionPage:
        return make_vision(self.place, title="Visie", slug="visie", **fields)

    @property
    def folder(self) -> Collection:
        return self.place.role_groups.first().folder

    def file(self) -> CustomDocument:
        content = SimpleUploadedFile("brief.txt", b"Brief.")
        return CustomDocument.objects.create(title="Brief", file=content, collection=self.folder)


ACTIONS: dict[str, Callable[[Try], bool]] = {}


def action(function: Callable[[Try], bool]) -> Callable[[Try], bool]:
    """Put it in the matrix, by its name in words."""
    ACTIONS[function.__name__.replace("_", " ")] = function
    return function


# Reading ----------------------------------------------------------------------------------------------------------


def _reads(one: Try, audience: str) -> bool:
    page = one.page()
    change_audience(page, audience, None)
    return one.client.get(page.url).status_code == 200


@action
def read_a_page_for_everybody(one: Try) -> bool:
    return _reads(one, "openbaar")


@action
def read_a_page_for_all_colleagues(one: Try) -> bool:
    return _reads(one, "netwerk")


@action
def read_a_page_for_this_participant(one: Try) -> bool:
    return _reads(one, "deelnemer")


@action
def read_a_draft_at_its_address(one: Try) -> bool:
    return one.client.get(one.page(live=False).url).status_code == 200


@action
def preview_a_draft(one: Try) -> bool:
    return one.get("wagtailadmin_pages:view_draft", one.page(live=False).pk)


# Pages ------------------------------------------------------------------------------------------------------------


@action
def see_a_page_in_the_explorer(one: Try) -> bool:
    page = one.page(live=False)
    answer = one.client.get(reverse("wagtailadmin_explore", args=[one.place.pk]))
    return answer.status_code == 200 and editor(page) in answer.content.decode()


@action
def open_the_editor(one: Try) -> bool:
    return one.get("wagtailadmin_pages:edit", one.page().pk)


@action
def see_the_history(one: Try) -> bool:
    return one.get("wagtailadmin_pages:history", one.page().pk)


@action
def add_a_page(one: Try) -> bool:
    one.client.post(new_below(one.place), vision_form())
    return VisionPage.objects.child_of(one.place).exists()


@action
def add_a_page_and_publish_it(one: Try) -> bool:
    one.client.post(new_below(one.place), vision_form("action-publish"))
    return VisionPage.objects.child_of(one.place).live().exists()


@action
def save_a_draft(one: Try) -> bool:
    page = one.page()
    before = Revision.objects.count()
    one.client.post(editor(page), vision_form(title="Nieuw"))
    return Revision.objects.count() > before


@action
def submit(one: Try) -> bool:
    one.client.post(editor(one.page()), vision_form("action-submit", title="Nieuw"))
    return WorkflowState.objects.exists()


@action
def approve_what_was_submitted(one: Try) -> bool:
    page, author = one.page(), make_user("schrijver@example.nl")
    page.title = "Nieuw"
    page.save_revision()
    state = page.get_workflow().start(page, author).current_task_state
    one.post("wagtailadmin_pages:workflow_action", page.pk, "approve", state.pk)
    return Page.objects.get(pk=page.pk).title == "Nieuw"


@action
def publish(one: Try) -> bool:
    page = one.page()
    one.client.post(editor(page), vision_form("action-publish", title="Nieuw"))
    return Page.objects.get(pk=page.pk).title == "Nieuw"


@action
def unpublish(one: Try) -> bool:
    page = one.page()
    one.post("wagtailadmin_pages:unpublish", page.pk)
    return not Page.objects.get(pk=page.pk).live


@action
def delete(one: Try) -> bool:
    page = one.page()
    one.post("wagtailadmin_pages:delete", page.pk)
    return not Page.objects.filter(pk=page.pk).exists()


@action
def delete_the_participant(one: Try) -> bool:
    one.page()
    one.post("wagtailadmin_pages:delete", one.place.pk, confirm_site_name="Kennisbank Koplopers")
    return not Page.objects.filter(pk=one.place.pk).exists()


@action
def lock(one: Try) -> bool:
    page = one.page()
    one.post("wagtailadmin_pages:lock", page.pk)
    return Page.objects.get(pk=page.pk).locked


@action
def move_to_the_other_participant(one: Try) -> bool:
    page = one.page()
    one.post("wagtailadmin_pages:move_confirm", page.pk, one.elsewhere.pk)
    return Page.objects.child_of(one.elsewhere).filter(pk=page.pk).exists()


def _copies(one: Try, parent: Page, **form: str) -> bool:
    page = one.page()
    target = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": parent.pk}
    one.post("wagtailadmin_pages:copy", page.pk, **target, **form)
    copies = Page.objects.child_of(parent).filter(slug="kopie")
    return (copies.live() if form else copies).exists()


@action
def copy_at_the_same_participant(one: Try) -> bool:
    return _copies(one, one.place)


@action
def copy_and_publish(one: Try) -> bool:
    return _copies(one, one.place, publish_copies="on")


@action
def copy_to_the_other_participant(one: Try) -> bool:
    return _copies(one, one.elsewhere)


@action
def let_fewer_people_read(one: Try) -> bool:
    page = one.page()
    one.post("kennisbank_audience", page.pk, audience="deelnemer")
    return VisionPage.objects.get(pk=page.pk).audience == "deelnemer"


def _bulk(one: Try, name: str, **form: object) -> Page | None:
    page = one.page()
    one.client.post(
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", name]) + f"?id={page.pk}", form
    )
    return Page.objects.filter(pk=page.pk).first()


@action
def unpublish_in_bulk(one: Try) -> bool:
    return not _bulk(one, "unpublish").live


@action
def delete_in_bulk(one: Try) -> bool:
    return _bulk(one, "delete") is None


@action
def move_in_bulk_to_the_other(one: Try) -> bool:
    return _bulk(one, "move", chooser=one.elsewhere.pk).is_child_of(one.elsewhere)


# Files ------------------------------------------------------------------------------------------------------------


@action
def upload_a_file(one: Try) -> bool:
    content = SimpleUploadedFile("brief.txt", b"Brief.")
    one.post("wagtaildocs:add", title="Brief", file=content, collection=one.folder.pk)
    return CustomDocument.objects.filter(collection=one.folder).exists()


@action
def find_a_file_to_choose(one: Try) -> bool:
    one.file()
    answer = one.client.get(reverse("wagtaildocs_chooser:choose_results"))
    return answer.status_code == 200 and "Brief" in answer.content.decode()


@action
def change_a_file(one: Try) -> bool:
    file = one.file()
    one.post("wagtaildocs:edit", file.pk, title="Nieuw", collection=file.collection_id)
    return CustomDocument.objects.get(pk=file.pk).title == "Nieuw"


@action
def delete_a_file(one: Try) -> bool:
    file = one.file()
    one.post("wagtaildocs:delete", file.pk)
    return not CustomDocument.objects.filter(pk=file.pk).exists()


# The programme ----------------------------------------------------------------------------------------------------


@action
def open_a_participant(one: Try) -> bool:
    index = ParticipantIndexPage.objects.get()
    return one.get("wagtailadmin_pages:add", "municipalities", "participantpage", index.pk)


@action
def change_a_round(one: Try) -> bool:
    round_ = Round.objects.create(name="Ronde 9", slug="ronde-9", years="2030")
    form = {"name": "Ronde 9", "slug": "ronde-9", "years": "2031"}
    one.post("wagtailsnippets_municipalities_round:edit", round_.pk, **form)
    return Round.objects.filter(years="2031").exists()


@action
def make_a_traject(one: Try) -> bool:
    one.post("wagtailsnippets_municipalities_traject:add", title="Samen verder", participants=one.place.pk)
    return Traject.objects.filter(participants=one.place).exists()


@action
def change_a_theme(one: Try) -> bool:
    theme = Theme.objects.create(name="Bekendheid", slug="bekendheid")
    one.post("wagtailsnippets_kennisbank_theme:edit", theme.pk, name="Nieuw", slug="bekendheid", sort_order=0)
    return Theme.objects.filter(name="Nieuw").exists()


# People -----------------------------------------------------------------------------------------------------------


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


@action
def make_an_account(one: Try) -> bool:
    one.post("wagtailusers_users:add", **_account(password1=NEW_PASSWORD, password2=NEW_PASSWORD))
    return User.objects.filter(email="ander@example.nl").exists()


@action
def make_an_account_of_a_superuser(one: Try) -> bool:
    form = _account(password1=NEW_PASSWORD, password2=NEW_PASSWORD, is_superuser="on")
    one.post("wagtailusers_users:add", **form)
    return User.objects.filter(is_superuser=True, email="ander@example.nl").exists()


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
