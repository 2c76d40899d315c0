"""Pages and people for tests, made as an editor makes them: added to the tree, then published."""

from itertools import count
from typing import Any, TypeVar

from django.apps import apps
from django.utils.html import escape
from wagtail.models import Collection, Locale, Page, Site

from kennisbank.models import HomePage, KnowledgePage, NewsIndexPage, VisionPage
from municipalities.models import Membership, ParticipantIndexPage, ParticipantPage, PlatformRole, User
from municipalities.review.setup import set_up_review

AnyPage = TypeVar("AnyPage", bound=Page)
_numbers = count(1)


def make_home() -> HomePage:
    """The home page as the root of the only site, with the lists below it."""
    existing = HomePage.objects.first()
    if existing:
        return existing
    Locale.objects.get_or_create(language_code="nl")
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    root = Page.objects.filter(depth=1).first() or Page.add_root(instance=Page(title="Root", slug="root"))
    for page in root.get_children():
        page.delete()
    home = root.add_child(instance=HomePage(title="Kennisbank", slug="home"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    home.add_child(instance=ParticipantIndexPage(title="Gemeenten en regio's", slug="gemeenten"))
    home.add_child(instance=NewsIndexPage(title="Nieuws", slug="nieuws"))
    index = apps.get_model("lessons.KnowledgeProductIndexPage")
    home.add_child(instance=index(title="Kennisproducten", slug="kennisproducten"))
    set_up_review()
    return home


def add_page(model: type[AnyPage], parent: Page, *, live: bool = True, **fields: Any) -> AnyPage:
    """A page of ``model`` below ``parent``; a structured one gets a summary when none is given."""
    number = next(_numbers)
    if issubclass(model, KnowledgePage):
        fields.setdefault("summary", f"Samenvatting {number}.")
    fields.setdefault("title", f"{model._meta.verbose_name} {number}")
    page = parent.add_child(instance=model(live=False, **fields))
    revision = page.save_revision()
    if live:
        revision.publish()
    page.refresh_from_db()
    return page


def make_participant(title: str = "Lindehoven", **fields: Any) -> ParticipantPage:
    index = make_home().get_children().get(slug="gemeenten").specific
    return add_page(ParticipantPage, index, title=title, **fields)


def make_vision(
    participant: ParticipantPage, text: str = "Iedereen vindt de weg.", **fields: Any
) -> VisionPage:
    return add_page(VisionPage, participant, reason=[("text", f"<p>{escape(text)}</p>")], **fields)


def make_user(email: str = "iemand@example.nl", **fields: Any) -> User:
    return User.objects.create_user(email, "een-lang-wachtwoord", **fields)


def make_member(participant: ParticipantPage, role: str = "beheerder", email: str | None = None) -> User:
    user = make_user(email or f"{role}.{participant.slug}@example.nl")
    Membership.objects.create(user=user, participant=participant, role=role)
    return user


def make_platform_member(role: str, email: str | None = None) -> User:
    """Somebody with a role for the whole platform: ``curator``, ``programmateam`` or ``applicatiebeheerder``."""
    make_home()
    user = make_user(email or f"{role}@example.nl")
    PlatformRole.objects.create(user=user, role=role)
    return user
