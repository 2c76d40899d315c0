"""The admin with 342 participants and two thousand people: explorer, chooser and desk, as curator and as redacteur."""

import statistics
import time
from collections.abc import Iterator
from datetime import timedelta

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from kennisbank.models import SearchDocument
from municipalities.models import AudienceRequest, ParticipantIndexPage, ParticipantPage, User
from municipalities.rights.applying import apply_all_rights
from tests.benchmarks.people import curator, first_participant, make_people, redacteur
from tests.benchmarks.table import Line, line_of_times

REQUESTS = 20
WAITING = 100
"""So many texts and so many questions wait for somebody, spread over the participants; as many drafts lie about."""
EVERY_OVERDUE = 10
"""One in so many pages should have been looked at already."""


def admin_pages() -> Iterator[Line]:
    """Each page as the web server hands it over, warm; afterwards all is as it was."""
    with transaction.atomic():
        make_people()
        people = {"curator": curator(), "redacteur": redacteur()}
        apply_all_rights()
        _let_much_wait()
        for who, client in people.items():
            for name, address in _addresses(who).items():
                yield _measured(f"{name}, {who}", client, address)
        transaction.set_rollback(True)


def _addresses(who: str) -> dict[str, str]:
    """The first two begin where the tree does for this person: at all participants, or at the only one."""
    index, participant = ParticipantIndexPage.objects.get(), first_participant()
    top = participant if who == "redacteur" else index
    work_list = reverse("municipalities_work_list")
    return {
        "explorer, top": reverse("wagtailadmin_explore", args=[top.pk]),
        "chooser, top": reverse("wagtailadmin_choose_page_child", args=[index.pk]),
        "chooser, one participant": reverse("wagtailadmin_choose_page_child", args=[participant.pk]),
        "chooser, a word": reverse("wagtailadmin_choose_page_search") + "?q=visie",
        "desk": reverse("wagtailadmin_home"),
        "desk, the list": work_list,
        "desk, pages without a responsible": f"{work_list}?what=verantwoordelijke",
    }


def _let_much_wait() -> None:
    """Texts to read, questions for more readers, drafts, and pages that should have been looked at."""
    author = User.objects.order_by("pk").first()
    pages = Page.objects.descendant_of(ParticipantIndexPage.objects.get()).filter(numchild=0).order_by("pk")
    step = max(1, pages.count() // (3 * WAITING))
    for number, page in enumerate(list(pages[::step][: 3 * WAITING])):
        specific = page.specific
        if number % 3 == 0:
            AudienceRequest.objects.create(page=page, before="netwerk", after="openbaar", asked_by=author)
            continue
        specific.summary = (
            "Een heel andere zin van meer dan tien woorden, zodat iemand anders haar moet lezen."
        )
        specific.save_revision(user=author)
        if number % 3 == 1:
            stored = Page.objects.get(pk=page.pk).specific
            stored.get_workflow().start(stored, author)
    overdue = SearchDocument.objects.pages().filter(live=True)
    late = [pk for at, pk in enumerate(overdue.values_list("pk", flat=True)) if at % EVERY_OVERDUE == 0]
    SearchDocument.objects.filter(pk__in=late).update(
        review_again_on=timezone.localdate() - timedelta(days=30)
    )
    ParticipantPage.objects.update(expected_kinds=["visie", "definitie", "klantreis", "communicatieplan"])


def _measured(name: str, client: Client, address: str) -> Line:
    _get(client, address)
    with CaptureQueriesContext(connection) as captured:
        _get(client, address)
        queries = len(captured)
    times, processor = [], []
    for _ in range(REQUESTS):
        start, used = time.perf_counter(), time.process_time()
        _get(client, address)
        times.append((time.perf_counter() - start) * 1000)
        processor.append((time.process_time() - used) * 1000)
    return line_of_times(
        name, times, f"{statistics.median(processor):.0f} ms of processor, {queries} queries"
    )


def _get(client: Client, address: str) -> None:
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answers {response.status_code}")
