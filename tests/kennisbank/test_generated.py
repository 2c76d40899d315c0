"""Generated content: the same for everybody, plausible, marked, true in search, and gone again when asked."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from kennisbank.audience import ANONYMOUS, choice_of
from kennisbank.facets import FACET_NAMES
from kennisbank.generated.plan import ROUND, plan_page
from kennisbank.kinds import page_types
from kennisbank.models import KnowledgePage, SearchDocument, VisionPage
from municipalities.models import Municipality, ParticipantPage, Traject
from search.address import Address
from search.models import IndexedRow
from search.results import find
from tests.factories import add_page, make_home, make_member, make_participant

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def site():
    make_home()


@pytest.fixture
def generate(site, capsys):
    """Run the command with these words; give what it printed."""

    def run(words: str = "--participants 3 --pages 40") -> str:
        call_command("generate_content", *words.split())
        return capsys.readouterr().out

    return run


def pages() -> list[KnowledgePage]:
    return [
        page
        for model in page_types().values()
        for page in model.objects.filter(key__startswith="0").order_by("key")
    ]


def facets_of(row: SearchDocument) -> list[tuple[str, str]]:
    return sorted((value.facet, value.value) for value in row.facet_values.all())


def contents() -> list[tuple]:
    rows = SearchDocument.objects.order_by("key").prefetch_related("facet_values")
    return [
        (row.key, row.title, row.url, choice_of(row.audience), row.sections, row.date, facets_of(row))
        for row in rows
    ]


def test_a_visitor_finds_pages_of_every_kind_each_with_its_label(generate, client):
    assert "3 nieuwe deelnemers en 40 nieuwe pagina's" in generate()
    assert {page.kind for page in pages()} == set(page_types())
    assert len(pages()) == 43
    assert {row.label for row in SearchDocument.objects.all()} == {KnowledgePage.GENERATED_LABEL}
    results = find(Address("cliëntondersteuning"), ANONYMOUS)
    assert results.total > 5
    shown = client.get(results.hits[0].url).content.decode()
    assert KnowledgePage.GENERATED_LABEL in shown
    assert "noindex" in shown


def test_search_rows_index_and_tree_are_as_if_people_had_made_the_pages(generate):
    generate()
    call_command("rebuild_search", "--check")
    assert Page.find_problems() == ([], [], [], [], [])
    indexed = IndexedRow.objects.filter(present=True).values_list("row_id", flat=True)
    assert set(indexed) == set(SearchDocument.objects.filter(live=True).values_list("pk", flat=True))


def test_every_filter_of_the_search_page_has_something_to_choose(generate):
    generate("--participants 12 --pages 80")
    used = set(SearchDocument.objects.values_list("facet_values__facet", flat=True))
    assert set(FACET_NAMES) <= used


def test_the_same_arguments_give_the_same_content_in_another_process():
    script = (
        "import django; django.setup()\n"
        "from kennisbank.generated.plan import plan_page\n"
        "from kennisbank.generated.writing import Subject, Writer\n"
        "plan = plan_page(1, 7, 3)\n"
        "print(plan.key, plan.kind, plan.owner, plan.words, plan.audience, plan.published)\n"
        "print(Writer(Subject('Vught', 2024, ['bekendheid'], [], []), plan.random).prose(400))\n"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "kennisbank.settings.test"}
    said = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={**environment, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "42")
    }
    assert len(said) == 1


def test_a_second_run_makes_nothing_and_a_higher_number_only_what_is_missing(generate):
    generate("--participants 3 --pages 80")
    whole = contents()
    generate("--remove")
    assert contents() == []
    generate("--participants 3 --pages 50")
    assert "0 nieuwe deelnemers en 0 nieuwe pagina's" in generate("--participants 3 --pages 50")
    assert "0 nieuwe deelnemers en 30 nieuwe pagina's" in generate("--participants 3 --pages 80")
    assert contents() == whole


def test_another_seed_gives_other_content_and_does_not_mix_with_the_first(generate):
    generate()
    first = contents()
    with pytest.raises(CommandError, match="--remove"):
        generate("--participants 3 --pages 40 --seed 2")
    generate("--remove")
    generate("--participants 3 --pages 40 --seed 2")
    assert {title for _key, title, *_ in contents()} != {title for _key, title, *_ in first}


def test_removing_leaves_the_site_as_it_was(generate):
    call_command("setup_site")
    before = {model: model._default_manager.count() for model in (Page, SearchDocument, Traject, IndexedRow)}
    generate()
    generate("--remove")
    assert {model: model._default_manager.count() for model in before if model is not IndexedRow} == {
        model: number for model, number in before.items() if model is not IndexedRow
    }
    assert not IndexedRow.objects.filter(present=True).exists()
    assert Page.find_problems() == ([], [], [], [], [])


def test_what_a_person_wrote_below_a_generated_participant_stays(
    generate, django_capture_on_commit_callbacks
):
    generate()
    participant = ParticipantPage.objects.filter(key__startswith="0").first()
    with django_capture_on_commit_callbacks(execute=True):
        own = add_page(VisionPage, participant, title="Van onszelf", reason=[("text", "<p>Zelf.</p>")])
        assert participant.title in generate("--remove")
    assert [page.key for page in pages()] == [participant.key]
    assert VisionPage.objects.get(pk=own.pk).live
    call_command("rebuild_search", "--check")


def test_a_municipality_with_a_page_of_its_own_keeps_it_and_its_current_vision(
    generate, django_capture_on_commit_callbacks
):
    call_command("sync_municipalities")
    generate("--participants 5 --pages 0")
    made = ParticipantPage.objects.filter(key__startswith="0").first()
    code, title = made.municipalities.get().code, made.title
    generate("--remove")
    with django_capture_on_commit_callbacks(execute=True):
        own = make_participant(title, municipalities=[Municipality.objects.get(code=code)])
        vision = add_page(VisionPage, own, title="Onze visie", reason=[("text", "<p>Zelf.</p>")])
        generate("--participants 5 --pages 200")
    vision.refresh_from_db()
    assert vision.is_current
    assert own.get_children().count() > 5
    assert not [
        page for page in VisionPage.objects.child_of(own).exclude(pk=vision.pk).live() if page.is_current
    ]
    call_command("rebuild_search", "--check")


def test_a_redacteur_opens_a_generated_page_in_the_editor(generate, client):
    generate()
    participant = ParticipantPage.objects.filter(key__startswith="0", numchild__gt=0).first()
    client.force_login(make_member(participant, "redacteur"))
    for page in participant.get_children().specific():
        answer = client.get(f"/beheer/pages/{page.pk}/edit/")
        assert answer.status_code == 200, page.title


def test_audiences_drafts_and_lengths_are_spread_as_on_a_real_site():
    plans = [plan_page(1, number, 342) for number in range(4000)]
    below = [plan for plan in plans if not plan.place]
    shares = {
        name: sum(plan.audience == name for plan in below) / len(below) for name in ("openbaar", "netwerk")
    }
    assert 0.77 < shares["openbaar"] < 0.83
    assert 0.10 < shares["netwerk"] < 0.14
    assert 0.015 < sum(plan.draft for plan in plans) / len(plans) < 0.05
    lengths = sorted(plan.words for plan in plans)
    assert 320 < lengths[2000] < 400
    assert lengths[-3] > 3000
    assert len({plan.key for plan in plans}) == len(plans)
    assert {kind for kind, _place in ROUND} == set(page_types()) - {"deelnemer"}


def test_the_text_reads_as_dutch_and_holds_rare_words(generate):
    generate("--participants 3 --pages 80")
    text = " ".join(row.body for row in SearchDocument.objects.all())
    words = re.findall(r"[^\W\d_]+", text.lower())
    counts = Counter(words)
    assert {"de", "en", "van", "het"} <= {word for word, _number in counts.most_common(12)}
    assert len(counts) > 2500
    assert "{" not in text


def test_generated_content_is_refused_in_production(site, settings):
    settings.EXAMPLE_CONTENT_ALLOWED = False
    with pytest.raises(CommandError, match="hoort niet op deze site"):
        call_command("generate_content")
    assert not pages()


@pytest.mark.parametrize(
    "words",
    ["--participants 343", "--participants 0", "--pages -1", "--pages 99999999", "--seed -1", "--seed 961"],
)
def test_a_number_that_cannot_be_gets_one_sentence(generate, words):
    with pytest.raises(CommandError) as refusal:
        generate(f"--participants 3 --pages 40 {words}")
    assert str(refusal.value).endswith(".")
    assert "\n" not in str(refusal.value)
    assert not pages()
