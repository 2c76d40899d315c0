"""What the editor says beside a page: who reads it, what is asked for it, and what somebody may do about that."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from kennisbank.placing import change_audience
from tests.municipalities.editing import editor
from tests.municipalities.review.reviewing import LONGER, review, review_address, submit

pytestmark = pytest.mark.django_db


def submit_again(page, person, **changes):
    """Mend the draft that came back, and ask again in the same request, as the editor does."""
    draft = page.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision(user=person)
    state = Page.objects.get(pk=page.pk).current_workflow_state
    state.resume(person)
    return state.current_task_state


def shown(client, page) -> str:
    return client.get(editor(page)).content.decode()


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ("openbaar", "Iedereen"),
        ("netwerk", "Ingelogde collega&#x27;s van alle deelnemers"),
        ("deelnemer", "Alleen onze gemeente of regio"),
    ],
)
def test_the_panel_of_the_status_and_the_header_say_who_really_reads_the_page(
    client, people, vision, choice, words
):
    change_audience(vision, choice, None)
    client.force_login(people["redacteur"])
    answer = shown(client, vision)
    panel = answer[answer.index("kb-status-audience") :]
    assert f'<p class="w-help-text">{words}</p>' in panel
    assert reverse("kennisbank_audience", args=[vision.pk]) in panel
    assert f'data-w-tooltip-content-value="{words}"' in answer
    assert "Zichtbaar voor iedereen" not in answer
    assert "data-w-privacy" not in answer


def test_the_list_below_a_page_says_who_reads_that_page(client, people, lindehoven):
    change_audience(lindehoven, "netwerk", None)
    client.force_login(people["redacteur"])
    answer = client.get(reverse("wagtailadmin_explore", args=[lindehoven.pk])).content.decode()
    assert "Ingelogde collega&#x27;s van alle deelnemers" in answer
    assert "Zichtbaar voor iedereen" not in answer


def test_only_a_request_that_waits_is_called_back(client, people, vision):
    client.force_login(people["redacteur"])
    assert "Verzoek intrekken" not in shown(client, vision)
    submit(vision, people["redacteur"], mission=LONGER)
    assert "Verzoek intrekken" in shown(client, vision)
    client.force_login(people["beheerder"])
    review(client, vision, "reject", "Noem de kosten.")
    client.force_login(people["redacteur"])
    answer = shown(client, vision)
    assert "Noem de kosten." in answer
    assert "Verzoek intrekken" not in answer


def test_who_reads_along_sees_what_may_be_private_and_what_was_asked_before(client, people, vision):
    first = submit(vision, people["redacteur"], mission="Bel Jan op 06 12345678, bsn 111222333.")
    client.force_login(people["beheerder"])
    page = client.get(review_address(vision)).content.decode()
    assert "burgerservicenummer" in page
    assert "06 12345678" in page
    assert "vroeg op" not in page
    review(client, vision, "reject", "Haal het nummer weg <b>nu</b>.")

    second = submit_again(vision, people["redacteur"], mission=LONGER)
    client.force_login(people["curator"])
    page = client.get(review_address(vision)).content.decode()
    assert "burgerservicenummer" not in page
    assert "beheerder.lindehoven@example.nl vroeg op" in page
    assert "Haal het nummer weg &lt;b&gt;nu&lt;/b&gt;." in page
    for earlier in ("live", first.revision_id):
        compare = reverse(
            "wagtailadmin_pages:revisions_compare", args=[vision.pk, earlier, second.revision_id]
        )
        assert compare in page
        assert client.get(compare).status_code == 200


def test_what_was_asked_before_an_approval_is_done(client, people, vision):
    submit(vision, people["redacteur"], mission=LONGER)
    client.force_login(people["beheerder"])
    review(client, vision, "reject", "Noem de kosten.")
    submit_again(vision, people["redacteur"], mission=f"{LONGER} En dit kost het.")
    review(client, vision)
    submit(
        vision, people["redacteur"], mission="Weer iets heel anders, met meer dan vijf nieuwe woorden erin."
    )
    assert "Noem de kosten." not in client.get(review_address(vision)).content.decode()
