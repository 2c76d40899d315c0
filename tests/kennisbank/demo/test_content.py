"""Example content: made once, updated from its files, and never over what somebody wrote."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Revision

from kennisbank.models import CouncilLetterPage, NewsPage, VisionPage
from municipalities.models import ParticipantPage, User
from tests.kennisbank.demo.making import letter, participant, vision

pytestmark = pytest.mark.django_db


def test_a_file_becomes_published_pages_with_everything_it_says(demo):
    said = demo(
        lindehoven={
            "participant": participant(),
            "pages": [
                vision("oude-visie", replaced_by="visie", published=datetime.date(2021, 3, 2)),
                vision(),
                letter(
                    "tweede", earlier_letters=[{"page": "eerste"}, {"title": "Eerder", "date": "2020-10-23"}]
                ),
                letter("eerste"),
            ],
        }
    )
    assert "5 nieuw, 0 bijgewerkt" in said
    page = ParticipantPage.objects.get()
    assert (page.live, page.trajecten.get().round.slug, page.is_example) == (True, "ronde-3", True)
    old, new = VisionPage.objects.get(slug="oude-visie"), VisionPage.objects.get(slug="visie")
    assert (old.replaced_by_id, new.replaced_by_id, new.effective_audience) == (new.pk, None, "netwerk")
    assert old.first_published_at.date() == datetime.date(2021, 3, 2)
    first, second = CouncilLetterPage.objects.order_by("slug")
    assert [row.value["page"] for row in second.earlier_letters] == [first, None]


def test_real_participants_products_and_news_come_from_their_own_files(demo):
    news = {
        "kind": "nieuwsbericht",
        "title": "Nieuws",
        "slug": "bericht",
        "fields": {"summary": "S.", "text": "T."},
    }
    product = {"kind": "kennisproduct", "title": "Gids", "slug": "gids"}
    demo(
        participants={
            "participants": [
                {
                    "title": "Goirle",
                    "slug": "goirle",
                    "codes": ["gm0785"],
                    "traject": True,
                    "fields": {"summary": "S."},
                }
            ]
        },
        knowledge_products={
            "pages": [
                {**product, "fields": {"summary": "S.", "contents": "C.", "product_kind": "handreiking"}}
            ],
            "news": [news],
        },
    )
    goirle = ParticipantPage.objects.get()
    assert (goirle.municipalities.get().name, goirle.trajecten.get().round) == ("Goirle", None)
    assert NewsPage.objects.get().get_url() == "/nieuws/bericht/"
    assert Page.objects.get(slug="gids").specific.product_kind.name == "Handreiking"
    assert goirle.label() == goirle.EXAMPLE_LABEL


def test_a_second_run_changes_nothing_and_hardly_asks_the_database(demo, django_assert_max_num_queries):
    files = {"lindehoven": {"participant": participant(), "pages": [vision()]}}
    demo(**files)
    revisions = Revision.objects.count()
    with django_assert_max_num_queries(150):
        assert "0 nieuw, 0 bijgewerkt" in demo(**files)
    assert Revision.objects.count() == revisions


def test_a_file_that_changed_updates_only_the_pages_that_changed(demo):
    demo(lindehoven={"participant": participant(), "pages": [vision(), letter("brief")]})
    changed = letter("brief", information="Nieuwe tekst.")
    assert "0 nieuw, 1 bijgewerkt" in demo(
        lindehoven={"participant": participant(), "pages": [vision(), changed]}
    )
    assert "Nieuwe tekst." in CouncilLetterPage.objects.get().information[0].value.source


def test_what_somebody_edited_is_never_overwritten(demo):
    demo(lindehoven={"participant": participant(), "pages": [vision()]})
    page = VisionPage.objects.get()
    page.title = "Onze eigen visie"
    page.save_revision(user=User.objects.first()).publish()
    said = demo(lindehoven={"participant": participant(), "pages": [vision(title="Andere visie")]})
    assert "zo gelaten: lindehoven.yaml, lindehoven, visie." in said
    assert VisionPage.objects.get().title == "Onze eigen visie"


def test_who_may_read_a_page_stays_as_somebody_chose_it(demo):
    demo(lindehoven={"participant": participant(), "pages": [vision()]})
    VisionPage.objects.update(audience="deelnemer")
    demo(lindehoven={"participant": participant(), "pages": [vision(title="Andere visie")]})
    assert VisionPage.objects.values_list("title", "audience").get() == ("Andere visie", "deelnemer")


def test_a_page_that_was_renamed_is_not_made_again(demo):
    demo(lindehoven={"participant": participant(), "pages": [vision()]})
    page = VisionPage.objects.get()
    page.slug = "andere-naam"
    page.save_revision(user=User.objects.first()).publish()
    demo(lindehoven={"participant": participant(), "pages": [vision(), letter("brief")]})
    assert VisionPage.objects.get().slug == "andere-naam"


def test_a_page_that_is_gone_comes_back(demo):
    files = {"lindehoven": {"participant": participant(), "pages": [vision()]}}
    demo(**files)
    VisionPage.objects.get().delete()
    assert "1 nieuw" in demo(**files)


def test_without_its_memory_it_still_spares_what_people_wrote(demo, data):
    demo(lindehoven={"participant": participant(), "pages": [vision(), letter("brief")]})
    page = VisionPage.objects.get()
    page.title = "Onze eigen visie"
    page.save_revision(user=User.objects.first()).publish()
    (data / "demo-content.json").write_text("{damaged")
    said = demo(lindehoven={"participant": participant(), "pages": [vision(title="Andere"), letter("brief")]})
    assert "0 nieuw, 0 bijgewerkt" in said
    assert VisionPage.objects.get().title == "Onze eigen visie"


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        (
            {"participant": participant(fields={"summary": "S.", "naam": "x"})},
            "lindehoven: veld 'naam': bestaat niet",
        ),
        ({"participant": participant(rounds=["ronde-9"])}, "veld 'rounds': ronde 'ronde-9' bestaat niet"),
        ({"participant": participant(codes=["gm9999"])}, "veld 'municipalities': 'gm9999' bestaat niet"),
        ({"participant": participant(soort="x")}, "'soort' hoort niet bij een pagina"),
        ({"participant": participant(fields={})}, "Schrijf eerst de samenvatting in één zin."),
        ({"participant": participant(audience="iedereen")}, "'iedereen' zegt niet wie dit mag lezen"),
        ({"participant": {"title": "Zonder slug"}}, "een pagina zonder 'title' of 'slug'"),
        ({"participant": participant(), "pages": [vision(kind="visioen")]}, "soort 'visioen' bestaat niet"),
        (
            {"participant": participant(), "pages": [vision(title="x" * 256)]},
            "lindehoven, visie: veld 'title':",
        ),
        ({"participant": participant(), "pages": [vision(replaced_by="weg")]}, "visie: verwijst naar 'weg'"),
        (
            {"participant": participant(), "pages": [letter("brief", annexes=[{"titel": "Bijlage"}])]},
            "brief: veld 'annexes': rij 1: 'titel' is geen kolom",
        ),
        (
            {"participant": participant(), "pages": [vision(published="2021-02-30")]},
            "visie: veld 'published': '2021-02-30' is geen datum",
        ),
        (
            {"participant": participant(), "pages": [letter("brief", letter_date="2021-02-30")]},
            "brief: veld 'letter_date': ",
        ),
        ({"paginas": []}, "'paginas' hoort niet in een bestand met inhoud"),
        (["lijst"], "heeft geen deelnemers, pagina's of nieuws"),
    ],
)
def test_a_mistake_is_named_with_file_page_and_field(demo, parts, reason):
    with pytest.raises(CommandError) as refusal:
        demo(lindehoven=parts)
    assert str(refusal.value).startswith("lindehoven.yaml")
    assert reason in str(refusal.value)
    assert not VisionPage.objects.exists()


def test_a_file_that_is_no_yaml_is_refused_in_one_sentence(demo, tmp_path):
    (tmp_path / "content" / "stuk.yaml").write_text("participant: [")
    with pytest.raises(CommandError, match=r"^stuk\.yaml is geen goede YAML"):
        demo()


def test_a_date_that_does_not_exist_is_named_as_people_write_it(demo, tmp_path):
    page = "participant: {title: L, slug: l, fields: {summary: S., launched_on: 2021-02-30}}"
    (tmp_path / "content" / "l.yaml").write_text(page)
    with pytest.raises(CommandError, match=r"^l\.yaml, l: veld 'launched_on': .*2021-02-30"):
        demo()


def test_it_refuses_on_a_production_setting(settings, demo):
    settings.EXAMPLE_CONTENT_ALLOWED = False
    with pytest.raises(CommandError, match="hoort niet op deze site"):
        demo()
    assert not User.objects.exists()


def test_every_line_of_the_project_s_own_content_can_be_loaded(data, capsys):
    call_command("demo")
    assert ParticipantPage.objects.filter(is_fictitious=True, live=True).count() == 3
    assert "0 bijgewerkt" in capsys.readouterr().out
