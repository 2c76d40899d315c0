"""Changing one's own account, and that what it says and mails is ours, Dutch, and says u."""

import re
from pathlib import Path

import allauth
import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import password_validators_help_texts
from django.template.loader import get_template
from wagtail.models import ModelLogEntry

from kennisbank.signals import site_prepared
from municipalities.accounts import sentences
from municipalities.models import User
from tests.factories import make_user
from tests.municipalities.accounts.conftest import PASSWORD, is_in, log_in

ROOT = Path(__file__).resolve().parents[3]
INFORMAL = re.compile(r"\b(je|jij|jou|jouw)\b", re.IGNORECASE)
NEW = "nieuw@example.nl"
WORDS = "negen-paarse-fietsen"


@pytest.fixture
def logged_in(client, person):
    log_in(client)
    return person


def change_address(client, mailoutbox, address: str = NEW) -> str:
    """Asks for a new address, after giving the password again; returns the link in the mail."""
    client.post("/account/bevestigen/", {"password": PASSWORD})
    client.post("/account/e-mailadres/", {"email": address, "action_add": ""})
    return re.search(r"http://testserver(\S+)", mailoutbox[-1].body)[1]


def test_a_new_address_counts_after_the_link_in_the_mail(client, logged_in, mailoutbox):
    link = change_address(client, mailoutbox)
    logged_in.refresh_from_db()
    assert (logged_in.email, mailoutbox[-1].to) == ("iemand@example.nl", [NEW])
    client.post(link)
    logged_in.refresh_from_db()
    assert logged_in.email == NEW

    client.post("/uitloggen/")
    log_in(client, "iemand@example.nl")
    assert not is_in(client)
    log_in(client, NEW)
    assert is_in(client)


def test_a_new_address_that_somebody_else_has_tells_nothing_and_changes_nothing(
    client, logged_in, mailoutbox
):
    make_user(NEW)
    client.post("/account/bevestigen/", {"password": PASSWORD})
    free = client.post("/account/e-mailadres/", {"email": "vrij@example.nl", "action_add": ""})
    taken = client.post("/account/e-mailadres/", {"email": NEW, "action_add": ""})
    assert (free.status_code, free.url) == (taken.status_code, taken.url)
    link = re.search(r"http://testserver(\S+)", mailoutbox[-1].body)[1]
    assert "Dit adres kunt u niet gebruiken." in client.post(link, follow=True).content.decode()
    logged_in.refresh_from_db()
    assert logged_in.email == "iemand@example.nl"


def test_an_address_that_an_administrator_replaced_no_longer_logs_in(client, logged_in, mailoutbox):
    client.post("/uitloggen/")
    person = User.objects.get()
    person.email = NEW
    person.save()
    log_in(client, "iemand@example.nl")
    assert not is_in(client)
    log_in(client, NEW)
    assert is_in(client)
    assert [address.email for address in EmailAddress.objects.all()] == [NEW]


def test_an_account_that_was_made_with_capitals_logs_in(client):
    User.objects.create_superuser("beheer@example.nl", PASSWORD)
    log_in(client, "beheer@example.nl")
    form = {"email": "Nieuw@Example.nl", "first_name": "Nieuwe", "last_name": "Collega"}
    client.post("/beheer/users/new/", form | {"password1": PASSWORD, "password2": PASSWORD})
    client.post("/uitloggen/")
    log_in(client, NEW)
    assert client.session["_auth_user_id"] == str(User.objects.get(email=NEW).pk)


def test_an_old_account_with_capitals_logs_in_after_the_site_was_prepared(client, person):
    User.objects.update(email="Iemand@Example.nl")
    site_prepared.send(sender=None)
    log_in(client)
    assert is_in(client)


@pytest.mark.parametrize(
    ("old", "new", "again", "sentence"),
    [
        ("fout", "negen-paarse-fietsen", "negen-paarse-fietsen", "Dit is niet uw huidige wachtwoord."),
        (PASSWORD, "negen-paarse-fietsen", "tien-paarse-fietsen", "Vul twee keer hetzelfde wachtwoord in."),
        (PASSWORD, "kort", "kort", "Dit wachtwoord is te kort. Neem minstens 12 tekens."),
        (PASSWORD, "administrator", "administrator", "Dit wachtwoord is te algemeen."),
        (PASSWORD, "iemand@example.nl", "iemand@example.nl", "lijkt te veel"),
    ],
)
def test_a_password_that_may_not_be_is_refused_with_a_sentence(client, logged_in, old, new, again, sentence):
    form = {"oldpassword": old, "password1": new, "password2": again}
    assert sentence in client.post("/account/wachtwoord/", form).content.decode()
    assert User.objects.get().check_password(PASSWORD)


def test_somebody_changes_the_password_and_stays_logged_in(client, logged_in):
    words = {"password1": "negen-paarse-fietsen", "password2": "negen-paarse-fietsen"}
    answer = client.post("/account/wachtwoord/", {"oldpassword": PASSWORD, **words}, follow=True)
    assert "Uw wachtwoord is gewijzigd." in answer.content.decode()
    assert User.objects.get().check_password("negen-paarse-fietsen")


def test_whose_password_is_changed_hears_of_it_by_mail(client, logged_in, mailoutbox):
    client.post("/account/wachtwoord/", {"oldpassword": PASSWORD, "password1": WORDS, "password2": WORDS})
    [mail] = mailoutbox
    assert (mail.to, mail.body.splitlines()[0]) == (["iemand@example.nl"], "Uw wachtwoord is gewijzigd.")
    assert "http://testserver/wachtwoord-vergeten/" in mail.body


def test_the_old_address_hears_that_there_is_a_new_one(client, logged_in, mailoutbox):
    client.post(change_address(client, mailoutbox))
    assert mailoutbox[-1].to == ["iemand@example.nl"]
    assert f"U logt voortaan in met {NEW}." in mailoutbox[-1].body


def test_a_password_is_changed_although_no_mail_leaves(client, logged_in, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 9
    client.post("/account/wachtwoord/", {"oldpassword": PASSWORD, "password1": WORDS, "password2": WORDS})
    assert User.objects.get().check_password(WORDS)
    assert f"No mail to user {logged_in.pk}" in caplog.text


def test_allauth_tells_of_no_change_for_which_there_is_no_sentence():
    sources = [path.read_text() for path in Path(allauth.__file__).parent.rglob("*.py")]
    told = re.findall(r'send_notification_mail\(\s*"([\w/]+)"', "\n".join(sources))
    assert set(told) == set(sentences.CHANGES)


def test_somebody_without_a_password_sets_one(client):
    client.force_login(User.objects.create_user("zonder@example.nl"))
    words = {"password1": "negen-paarse-fietsen", "password2": "negen-paarse-fietsen"}
    assert client.get("/account/wachtwoord/").url == "/account/wachtwoord/instellen/"
    client.post("/account/wachtwoord/instellen/", words)
    assert User.objects.get().check_password("negen-paarse-fietsen")


@pytest.mark.parametrize(
    "name", ["login_code", "password_reset_key", "unknown_account", "email_confirmation", "changed"]
)
@pytest.mark.parametrize("part", ["subject", "message"])
def test_every_mail_is_one_of_ours_and_says_u(name, part):
    template = get_template(f"account/email/{name}_{part}.txt")
    assert Path(template.origin.name).is_relative_to(ROOT / "templates")
    assert not INFORMAL.search(Path(template.origin.name).read_text())


def test_every_sentence_says_u():
    tables = [
        sentences.ACCOUNT_ERRORS,
        sentences.FACTOR_ERRORS,
        sentences.PROVIDER_ERRORS,
        sentences.NOTICES,
        sentences.CHANGES,
    ]
    said = [sentence for table in tables for sentence in table.values()] + password_validators_help_texts()
    assert [sentence for sentence in said if INFORMAL.search(str(sentence))] == []


def test_no_sentence_of_allauth_that_says_je_is_left():
    from municipalities.accounts.adapter import AccountAdapter, MFAAdapter
    from municipalities.accounts.oidc import SocialAccountAdapter

    said = [
        str(sentence)
        for adapter in (AccountAdapter, MFAAdapter, SocialAccountAdapter)
        for key, sentence in adapter.error_messages.items()
        if not key.startswith(("username", "phone"))  # This site has neither.
    ]
    assert [sentence for sentence in said if INFORMAL.search(sentence)] == []


def test_somebody_changes_and_removes_his_own_name(client, logged_in):
    assert "niet ingevuld" in client.get("/account/").content.decode()
    answer = client.post("/account/naam/", {"first_name": "Nieuwe", "last_name": "Collega"}, follow=True)
    assert "Uw naam is opgeslagen." in answer.content.decode()
    assert "Nieuwe Collega" in answer.content.decode()
    refused = client.post("/account/naam/", {"first_name": "www.elders.example/x"}).content.decode()
    assert "Gebruik alleen letters" in refused
    assert str(User.objects.get(pk=logged_in.pk)) == "Nieuwe Collega"
    client.post("/account/naam/", {"first_name": "", "last_name": ""})
    assert str(User.objects.get(pk=logged_in.pk)) == "iemand@example.nl"


def test_nobody_has_a_name_to_change_before_he_logs_in(client):
    assert client.get("/account/naam/").url.startswith("/inloggen/")


def test_a_new_address_of_ones_own_stands_in_the_audit_log(client, logged_in, mailoutbox):
    client.post(change_address(client, mailoutbox))
    entry = ModelLogEntry.objects.get(action="municipalities.address_changed")
    assert (entry.object_id, entry.user) == (str(logged_in.pk), logged_in)
    assert "@" not in str(entry.data)
