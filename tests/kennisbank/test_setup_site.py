"""What every site starts with."""

import pytest
from django.core.management import call_command
from wagtail.models import Page, Site

from kennisbank.models import BinPage, HomePage, LifeDomain, TextPage, Theme
from municipalities.models import Round
from tests.factories import make_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def empty_tree():
    """The tree as Wagtail leaves it after its migrations."""
    home = make_home()
    root = home.get_parent()
    welcome = root.add_child(instance=Page(title="Welcome to your new Wagtail site!", slug="welcome"))
    Site.objects.update(root_page=welcome)
    home.delete()
    Page.objects.filter(pk=welcome.pk).update(slug="home", url_path="/home/")


def addresses() -> list[str]:
    return sorted(page.get_url() for page in Page.objects.filter(depth__gt=1).not_type(BinPage))


def test_a_new_site_has_its_pages_in_the_place_of_the_welcome_page(empty_tree, settings, client):
    settings.WAGTAILADMIN_BASE_URL = "http://kennis.example:8123"
    call_command("setup_site")
    assert addresses() == [
        "/",
        "/gemeenten/",
        "/hulp/",
        "/hulp/uw-document-erop/",
        "/kennisproducten/",
        "/nieuws/",
        "/over/",
        "/privacy/",
        "/toegankelijkheid/",
    ]
    site = Site.objects.get()
    assert (site.hostname, site.port, site.root_page.specific_class) == ("kennis.example", 8123, HomePage)
    assert all(client.get(address).status_code == 200 for address in addresses())


def test_a_new_site_has_its_vocabularies_and_rounds(empty_tree):
    call_command("setup_site")
    assert Theme.objects.first().name == "Bekendheid"
    assert LifeDomain.objects.filter(statutory=True).count() == 8
    assert list(Round.objects.values_list("slug", flat=True)) == ["ronde-1", "ronde-2", "ronde-3", "ronde-4"]


def test_a_second_time_changes_nothing_of_what_people_wrote(empty_tree):
    call_command("setup_site")
    privacy = TextPage.objects.get(slug="privacy")
    privacy.title = "Uw privacy"
    privacy.save_revision().publish()
    Theme.objects.get(slug="bekendheid").delete()
    Round.objects.filter(slug="ronde-1").update(course="Van de programmamakers.")
    pages = Page.objects.count()
    call_command("setup_site")
    assert Page.objects.count() == pages
    assert TextPage.objects.get(slug="privacy").title == "Uw privacy"
    assert not Theme.objects.filter(slug="bekendheid").exists()
    assert Round.objects.get(slug="ronde-1").course == "Van de programmamakers."


def test_a_list_that_was_renamed_is_not_made_again(empty_tree):
    call_command("setup_site")
    participants = Page.objects.get(slug="gemeenten").specific
    participants.slug = "deelnemers"
    participants.save_revision().publish()
    call_command("setup_site")
    assert not Page.objects.filter(slug="gemeenten").exists()


def test_a_text_that_was_renamed_or_deleted_is_not_made_again(empty_tree):
    call_command("setup_site")
    about = TextPage.objects.get(slug="over")
    about.slug = "over-ons"
    about.save_revision().publish()
    TextPage.objects.get(slug="uw-document-erop").delete()
    before = addresses()
    call_command("setup_site")
    assert addresses() == before


def test_the_site_follows_its_address_to_another_host(empty_tree, settings):
    call_command("setup_site")
    settings.WAGTAILADMIN_BASE_URL = "https://kennisbank.example.nl"
    call_command("setup_site")
    assert Site.objects.values_list("hostname", "port").get() == ("kennisbank.example.nl", 443)


def test_a_home_page_that_people_made_themselves_is_kept(empty_tree):
    own = Page.objects.get(depth=1).add_child(instance=HomePage(title="Eigen start", slug="start"))
    call_command("setup_site")
    assert HomePage.objects.get() == own
