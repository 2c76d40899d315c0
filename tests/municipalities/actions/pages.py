"""Reading pages, and everything that an editor does with them."""

from django.urls import reverse
from wagtail.models import Page, Revision, WorkflowState

from kennisbank.models import BinnedPage, VisionPage
from kennisbank.placing import change_audience
from municipalities.models import User
from tests.factories import make_user
from tests.municipalities.actions.trying import Try, action
from tests.municipalities.editing import editor, new_below, vision_form
from tests.municipalities.review.reviewing import LONGER, is_published, review, submit


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
    page = one.page(live=False)
    opened = one.client.get(page.url).status_code == 200
    page.get_latest_revision().publish()
    change_audience(page, "openbaar", None)
    assert one.client.get(page.url).status_code == 200, "not the address at which it would be read"
    return opened


@action
def preview_a_draft(one: Try) -> bool:
    return one.get("wagtailadmin_pages:view_draft", one.page(live=False).pk)


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
def submit_a_page(one: Try) -> bool:
    one.client.post(editor(one.page()), vision_form("action-submit", title="Nieuw"))
    return WorkflowState.objects.exists()


def _approves(one: Try, author: User | None) -> bool:
    page = one.page()
    submit(page, author, summary=LONGER)
    review(one.client, page)
    return is_published(page)


@action
def approve_what_was_submitted(one: Try) -> bool:
    return _approves(one, make_user("schrijver@example.nl"))


@action
def approve_what_one_submitted_oneself(one: Try) -> bool:
    return _approves(one, one.user)


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


def _is_binned(page: Page) -> bool:
    assert Page.objects.filter(pk=page.pk).exists(), "nobody really deletes"
    return BinnedPage.objects.filter(page=page.pk).exists()


@action
def delete(one: Try) -> bool:
    page = one.page()
    one.post("wagtailadmin_pages:delete", page.pk)
    return _is_binned(page)


@action
def delete_the_participant(one: Try) -> bool:
    one.page()
    one.post("wagtailadmin_pages:delete", one.place.pk, confirm_site_name="Kennisbank Koplopers")
    return _is_binned(one.place)


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


def _draft_of_a_colleague(one: Try) -> Page:
    return one.page(live=False, owner=make_user("collega@example.nl"))


@action
def delete_a_draft_of_a_colleague(one: Try) -> bool:
    page = _draft_of_a_colleague(one)
    one.post("wagtailadmin_pages:delete", page.pk)
    return _is_binned(page)


@action
def move_a_draft_of_a_colleague(one: Try) -> bool:
    """To another participant, where this person writes as well."""
    page = _draft_of_a_colleague(one)
    if one.user:
        one.user.memberships.update_or_create(participant=one.elsewhere, defaults={"role": "redacteur"})
    one.post("wagtailadmin_pages:move_confirm", page.pk, one.elsewhere.pk)
    return Page.objects.child_of(one.elsewhere).filter(pk=page.pk).exists()


def _bulk(one: Try, name: str, **form: object) -> Page:
    page = one.page()
    one.client.post(
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", name]) + f"?id={page.pk}", form
    )
    return Page.objects.get(pk=page.pk)


@action
def unpublish_in_bulk(one: Try) -> bool:
    return not _bulk(one, "unpublish").live


@action
def delete_in_bulk(one: Try) -> bool:
    return _is_binned(_bulk(one, "delete"))


@action
def move_in_bulk_to_the_other(one: Try) -> bool:
    return _bulk(one, "move", chooser=one.elsewhere.pk).is_child_of(one.elsewhere)
