"""Logging in by password and by a mailed code, and who is kept out."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from kennisbank.clock import PERIODIC_TASKS
from municipalities.accounts.shared_counts import forget_ended
from municipalities.models import User
from tests.factories import make_member, make_participant, make_platform_member, make_user
from tests.municipalities.accounts.conftest import PASSWORD, is_in, log_in

TOO_OFTEN = "U hebt dit te vaak geprobeerd"


def ask_for_code(client, mailoutbox, address: str = "iemand@example.nl") -> str:
    """The code in the mail that came, or nothing when that mail has none."""
    client.post("/inloggen/code/", {"email": address})
    found = re.search(r"^[A-Z]{4}-[A-Z]{4}$", mailoutbox[-1].body, re.MULTILINE)
    return found[0] if found else ""


def log_in_from(client, forwarded: str, address: str = "iemand@example.nl"):
    """With a wrong password, through a proxy that passes ``forwarded`` on."""
    form = {"login": address, "password": "fout"}
    return client.post("/inloggen/", form, headers={"x-forwarded-for": forwarded})


def counted(word: str) -> int:
    """How many counts with ``word`` in their name the database holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM shared_cache WHERE cache_key LIKE %s", [f"%{word}%"])
        return cursor.fetchone()[0]


@pytest.mark.parametrize("address", ["iemand@example.nl", "Iemand@Example.NL", " iemand@example.nl "])
def test_somebody_logs_in_with_a_mail_address_however_it_is_typed(client, person, address):
    log_in(client, address)
    assert is_in(client)


@pytest.mark.parametrize(
    ("role", "destination"), [("lezer", "/ingelogd/"), ("redacteur", "/beheer/"), ("beheerder", "/beheer/")]
)
def test_who_edits_comes_into_the_admin_and_who_reads_back_to_the_site(client, role, destination):
    member = make_member(make_participant(), role)
    assert log_in(client, member.email).url == destination


COLLEAGUES = "U leest nu ook de pagina's die alleen voor collega's van deelnemers zijn."
EVERYBODY = "U leest wat iedereen mag lezen"
NO_ROLE = "Vraag de applicatiebeheerder of een curator om u die te geven."


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: make_member(make_participant(), "lezer"), COLLEAGUES),
        (lambda: make_platform_member("curator"), COLLEAGUES),
        (lambda: make_platform_member("applicatiebeheerder"), EVERYBODY),
        (lambda: User.objects.create_superuser("beheer@example.nl"), COLLEAGUES),
        (lambda: make_user(), NO_ROLE),
    ],
)
def test_who_is_in_reads_what_he_may_read_and_whom_to_ask_for_a_role(client, make, sentence):
    client.force_login(make())
    page = unescape(client.get("/ingelogd/").content.decode())
    assert [each for each in (COLLEAGUES, EVERYBODY, NO_ROLE) if each in page] == [sentence]


@pytest.mark.parametrize(
    ("following", "destination"),
    [
        ("/beheer/pages/", "/beheer/pages/"),
        ("https://evil.example.com/", "/ingelogd/"),
        ("//evil.example.com/", "/ingelogd/"),
        ("/\\evil.example.com", "/ingelogd/"),
        ("javascript:alert(1)", "/ingelogd/"),
    ],
)
def test_the_way_on_after_logging_in_stays_on_this_site(client, person, following, destination):
    assert log_in(client, following=following).url == destination


def test_who_is_in_already_is_not_sent_to_another_site_either(client, person):
    log_in(client)
    assert client.get("/inloggen/?next=/beheer/pages/").url == "/beheer/pages/"
    assert client.get("/inloggen/?next=https://evil.example.com/").url == "/ingelogd/"


def test_a_wrong_password_and_an_unknown_address_get_one_answer_after_as_much_work(
    client, person, monkeypatch
):
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda *args: hashed.append(1) or encode(*args), raising=True
    )
    pages, work = [], []
    for address in ("iemand@example.nl", "onbekend@example.nl"):
        hashed.clear()
        page = log_in(client, address, "niet-het-goede-woord").content.decode().replace(address, "ADRES")
        pages.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page))
        work.append(len(hashed))
    assert pages[0] == pages[1]
    assert "Dit e-mailadres en dit wachtwoord horen niet bij elkaar." in pages[0]
    assert work == [1, 1]
    assert not is_in(client)


def test_after_five_wrong_passwords_the_right_one_has_to_wait(client, person):
    for _ in range(5):
        log_in(client, password="fout")
    assert TOO_OFTEN in log_in(client).content.decode()
    assert not is_in(client)


def test_attempts_are_counted_where_every_process_sees_them(client, person):
    log_in(client, password="fout")
    assert counted("login_failed") > 0


def test_an_hour_later_nobody_knows_any_more_from_where_somebody_tried(client, person):
    log_in(client, password="fout")
    assert "forget_ended" in [task.function.rpartition(".")[2] for task in PERIODIC_TASKS]
    forget_ended()
    assert counted("127.0.0.1") > 0
    with connection.cursor() as cursor:
        cursor.execute("UPDATE shared_cache SET expires = %s", [timezone.now() - timedelta(minutes=1)])
    forget_ended()
    assert counted("127.0.0.1") == 0


def test_counts_are_forgotten_in_the_table_that_the_settings_name(settings):
    settings.CACHES = settings.CACHES | {"shared": settings.CACHES["shared"] | {"LOCATION": "elders"}}
    call_command("createcachetable")
    caches["shared"].set("geteld", 1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE elders SET expires = %s", [timezone.now() - timedelta(minutes=1)])
        forget_ended()
        cursor.execute("SELECT count(*) FROM elders")
        assert cursor.fetchone()[0] == 0


def test_who_logs_in_time_and_again_from_one_address_gets_a_page_that_says_wait(client):
    for number in range(30):
        log_in(client, f"iemand{number}@example.nl")
    answer = log_in(client)
    assert (answer.status_code, "Te vaak geprobeerd" in answer.content.decode()) == (429, True)


@pytest.mark.parametrize("forged", ["{}", "{}, 203.0.113.9", "203.0.113.9, {}"])
def test_an_address_that_a_visitor_makes_up_before_the_one_of_the_proxy_counts_for_nothing(
    client, settings, forged
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(30):
        made_up = forged.format(f"198.51.100.{number}")
        log_in_from(client, f"{made_up}, 192.0.2.1", f"iemand{number}@example.nl")
    assert log_in_from(client, "198.51.100.99, 192.0.2.1").status_code == 429
    assert log_in_from(client, "198.51.100.99, 192.0.2.2").status_code == 200


def test_an_account_that_was_closed_does_not_log_in(client, person):
    User.objects.update(is_active=False)
    assert "afgesloten" in client.get(log_in(client).url).content.decode()
    assert not is_in(client)


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}\n"])
def test_somebody_logs_in_with_a_code_from_the_mail_that_may_be_pasted(client, person, mailoutbox, typed):
    code = ask_for_code(client, mailoutbox)
    client.post("/inloggen/code/invullen/", {"code": typed.format(code.lower())})
    assert is_in(client)
    assert mailoutbox[0].subject == "Uw code om in te loggen bij Kennisbank Koplopers"


def test_a_code_is_tried_three_times_at_most(client, person, mailoutbox):
    code = ask_for_code(client, mailoutbox)
    for _ in range(3):
        client.post("/inloggen/code/invullen/", {"code": "BBBB-BBBB"})
    client.post("/inloggen/code/invullen/", {"code": code})
    assert not is_in(client)


def test_asking_for_a_code_tells_nobody_whether_there_is_an_account(client, person, mailoutbox):
    pages = []
    for address in ("iemand@example.nl", "onbekend@example.nl"):
        answer = client.post("/inloggen/code/", {"email": address}, follow=True)
        page = answer.content.decode().replace(address, "ADRES")
        pages.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page))
        client.post("/uitloggen/")
    assert pages[0] == pages[1]
    assert [mail.to for mail in mailoutbox] == [["iemand@example.nl"], ["onbekend@example.nl"]]
    assert "Er is geen account met dit adres." in mailoutbox[1].body


def test_a_new_password_tells_nobody_whether_there_is_an_account(client, person, mailoutbox):
    answers = [
        client.post("/wachtwoord-vergeten/", {"email": address})
        for address in ("iemand@example.nl", "onbekend@example.nl")
    ]
    assert {answer.url for answer in answers} == {"/wachtwoord-vergeten/verstuurd/"}
    assert len(mailoutbox) == 2


def test_somebody_chooses_a_new_password_by_a_link_that_works_once(client, person, mailoutbox):
    client.post("/wachtwoord-vergeten/", {"email": "iemand@example.nl"})
    link = re.search(r"http://testserver(\S+)", mailoutbox[0].body)[1]
    form = client.get(link, follow=True)
    words = {"password1": "negen-paarse-fietsen", "password2": "negen-paarse-fietsen"}
    client.post(form.request["PATH_INFO"], words)
    person.refresh_from_db()
    assert person.check_password("negen-paarse-fietsen")
    assert "Deze link werkt niet meer" in client.get(link, follow=True).content.decode()


def test_nobody_makes_an_account_for_himself(client):
    form = {"email": "nieuw@example.nl", "password1": PASSWORD, "password2": PASSWORD}
    for answer in (client.get("/account/aanmaken/"), client.post("/account/aanmaken/", form)):
        assert "U kunt hier niet zelf een account maken." in answer.content.decode()
    assert not User.objects.exists()


def test_a_session_lasts_twelve_hours_in_a_cookie_that_scripts_cannot_read(client, person):
    cookie = log_in(client).cookies["sessionid"]
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (12 * 3600, True, "Lax")


def test_logging_out_takes_a_click_and_not_only_an_address(client, person):
    log_in(client)
    assert client.get("/uitloggen/").status_code == 200
    assert is_in(client)
    client.post("/uitloggen/")
    assert not is_in(client)


def test_allauth_is_the_only_way_to_recognise_somebody():
    assert settings.AUTHENTICATION_BACKENDS == ["allauth.account.auth_backends.AuthenticationBackend"]


def test_people_with_one_password_are_told_apart_by_their_address(client, person):
    make_user("ander@example.nl")
    log_in(client, "ander@example.nl")
    assert client.session["_auth_user_id"] == str(User.objects.get(email="ander@example.nl").pk)
