"""The pages that every site has: home, the lists, and the texts about the site itself."""

from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import transaction
from wagtail.models import Page, Site

from kennisbank.bin.place import ensure_bin
from kennisbank.models import HomePage, NewsIndexPage, TextPage
from kennisbank.sections.filling import fill_fields
from kennisbank.site_setup import read_texts

# The lists of the packages to the right are named, not imported.
LISTS = {
    "participants": "municipalities.ParticipantIndexPage",
    "news": NewsIndexPage._meta.label,
    "products": "lessons.KnowledgeProductIndexPage",
}


@transaction.atomic
def ensure_pages() -> list[str]:
    """Make what is not there yet, and let the site's address be that of the settings; give the titles made.

    A page that exists is the editors' own and stays as it is, wherever it was moved or renamed to. The texts are made
    together, on a site without any: which of them was renamed, and which one deleted on purpose, nobody can tell.
    """
    texts = read_texts("pages.yaml")
    made = []
    home = HomePage.objects.first()
    if home is None:
        home = _replace_welcome_page(next(text for text in texts if text["type"] == "home"))
        made.append(home.title)
    _point_site_to(home)
    made += [text["title"] for text in texts if text["type"] in LISTS and _ensure_list(home, text)]
    thrown_away, is_new = ensure_bin()
    made += [thrown_away.title] if is_new else []
    if not TextPage.objects.exists():
        made += [_make_text(home, text).title for text in texts if text["type"] == "text"]
    return made


def _replace_welcome_page(text: dict[str, Any]) -> HomePage:
    """The home page in the place of the one with which Wagtail comes, when nobody has used that."""
    root = Page.get_first_root_node()
    welcome = [page for page in root.get_children() if page.specific_class is Page and page.is_leaf()]
    for page in welcome:
        Page.objects.filter(pk=page.pk).update(slug=f"welkom-{page.pk}")
    home = _published(root, HomePage, text)
    Site.objects.filter(root_page__in=welcome).update(root_page=home)
    for page in welcome:
        page.delete()
    return home


def _point_site_to(home: HomePage) -> None:
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    wanted = {
        "hostname": address.hostname,
        "port": address.port or (443 if address.scheme == "https" else 80),
        "site_name": settings.WAGTAIL_SITE_NAME,
        "root_page_id": home.pk,
    }
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    if site.pk is None or any(getattr(site, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(site, name, value)
        site.save()


def _ensure_list(home: HomePage, text: dict[str, Any]) -> bool:
    model = apps.get_model(LISTS[text["type"]])
    if model._default_manager.exists():
        return False
    _published(home, model, text, show_in_menus=True)
    return True


def _make_text(home: HomePage, text: dict[str, Any]) -> TextPage:
    parent = TextPage.objects.get(slug=text["parent"]) if "parent" in text else home
    page: TextPage = _published(parent, TextPage, text)
    return page


def _published(parent: Page, model: type[Page], text: dict[str, Any], **columns: Any) -> Any:
    page = model(title=text["title"], slug=text["slug"], live=False, **columns)
    fill_fields(page, {"intro": text["intro"]})
    parent.add_child(instance=page)
    page.save_revision().publish()
    return model._default_manager.get(pk=page.pk)
