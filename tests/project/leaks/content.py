"""All content of the leak test: every page type, for every audience, in every state, and everything beside pages."""

import datetime
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import models
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.models import Comment, Page, UploadedFile
from wagtail.search import index as search_index

from kennisbank.kinds import page_types
from kennisbank.models import (
    CustomDocument,
    CustomImage,
    ImportUpload,
    KnowledgePage,
    LifeDomain,
    OrganisationForm,
    PlainWord,
    TargetGroup,
    Theme,
)
from kennisbank.placing import change_audience
from kennisbank.read_model.tasks import fill_changed
from lessons.models import ProductKind
from municipalities.models import Invitation, Membership, Municipality, ParticipantPage, Round, Traject
from search.attachments.reading import read_document
from search.models import MissedQuery
from search.vocabulary.models import AnalysisException, SynonymRule
from tests.factories import make_participant
from tests.kennisbank.files.making import picture_bytes
from tests.project.leaks.filling import fill
from tests.project.leaks.people import Person, make_people
from tests.project.leaks.secret_words import (
    CURATORS,
    EDITORS,
    NETWORK,
    ONE_PERSON,
    OPEN,
    PARTICIPANT,
    Secret,
    SecretWords,
)

AUDIENCES = (OPEN, NETWORK, PARTICIPANT)
PUBLISHED, NEVER, UNPUBLISHED, SCHEDULED = (
    "published with a draft",
    "never published",
    "unpublished",
    "scheduled",
)
MADE = [
    *((audience, PUBLISHED) for audience in AUDIENCES),
    # What is not published would leak first where its audience is wide.
    *((OPEN, state) for state in (NEVER, UNPUBLISHED, SCHEDULED)),
]
NEVER_SHOWN = {"unplaced", "contact_mailbox"}
VOCABULARIES = (TargetGroup, LifeDomain, OrganisationForm, ProductKind)
ADMINISTRATOR = frozenset({"applicatiebeheerder"})
PROGRAMME = frozenset({"programmateam"})


@dataclass(frozen=True)
class MadePage:
    """A page with its files; ``secret`` stands in its fields, ``address`` in its slug and the names of its files."""

    page: KnowledgePage
    audience: str
    state: str
    secret: Secret
    address: Secret
    document: CustomDocument
    picture: CustomImage


@dataclass
class Content:
    words: SecretWords = field(default_factory=SecretWords)
    places: dict[str, ParticipantPage] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    pages: list[MadePage] = field(default_factory=list)
    things: dict[type[models.Model], list[models.Model]] = field(default_factory=dict)

    def page(self, kind: str, audience: str, state: str) -> MadePage:
        return next(
            made
            for made in self.pages
            if (made.page.kind, made.audience, made.state) == (kind, audience, state)
        )


def build() -> Content:
    """Make everything, inside a transaction that is rolled back afterwards."""
    content = Content()
    content.places = {title: make_participant(title) for title in ("Lindehoven", "Waterdrecht")}
    content.people = make_people(content.places)
    theme = Theme.objects.create(name="Bekendheid", slug="bekendheid")
    for model in page_types().values():
        for parent in _parents(model, content):
            content.pages += [
                _make_page(content, model, parent, audience, state, theme) for audience, state in MADE
            ]
    _add_what_colleagues_say(content)
    _add_things(content)
    fill_changed()
    for made in content.pages:
        read_document(made.document.pk)
    return content


def _parents(model: type[KnowledgePage], content: Content) -> list[Page]:
    """The place of Lindehoven, and pages of the site itself, below which this type may stand."""
    lindehoven = content.places["Lindehoven"]
    lists = [
        page for page in Page.objects.filter(depth=3).specific() if model in page.allowed_subpage_models()
    ]
    return [*([lindehoven] if model in lindehoven.allowed_subpage_models() else []), *lists]


def _make_page(
    content: Content, model: type[KnowledgePage], parent: Page, audience: str, state: str, theme: Theme
) -> MadePage:
    where = f"{model.kind} below {parent.title}, {audience}, {state}"
    owner = parent.title if isinstance(parent, ParticipantPage) else None
    known_to = audience if state == PUBLISHED else EDITORS
    # Who gives roles, or says who was in a traject, has to know the names of all participants.
    also = ADMINISTRATOR | PROGRAMME if model is ParticipantPage else frozenset()
    words = content.words
    secret, hidden = words.new(where, known_to, owner), words.new(f"{where}: never shown", EDITORS, owner)
    address = words.new(f"{where}: address and names of files", known_to, owner, also)
    title = words.new(f"{where}: title", known_to, owner, also)
    document, picture = _files(content, parent, address, secret)
    named = {"title": title.text, **dict.fromkeys(NEVER_SHOWN, hidden.text)}

    page = model(live=False, slug=address.word)
    fill(page, lambda name: named.get(name, secret.text), document, picture)
    parent.add_child(instance=page)
    change_audience(page, audience, None)
    page = model.objects.get(pk=page.pk)
    page.tags.add(secret.word)
    page.themes.add(theme)
    if state == SCHEDULED:
        page.go_live_at = timezone.now() + datetime.timedelta(days=9)
    revision = page.save_revision()
    if state != NEVER:
        revision.publish()
    if state == UNPUBLISHED:
        model.objects.get(pk=page.pk).unpublish()
    if state == PUBLISHED:
        draft = words.new(f"{where}: its draft", EDITORS, owner)
        page = model.objects.get(pk=page.pk)
        fill(page, lambda name: draft.text, document, picture)
        page.tags.add(draft.word)
        page.save_revision(log_action=True)
    return MadePage(model.objects.get(pk=page.pk), audience, state, secret, address, document, picture)


def _files(
    content: Content, parent: Page, address: Secret, secret: Secret
) -> tuple[CustomDocument, CustomImage]:
    place = {"collection": parent.folder()} if isinstance(parent, ParticipantPage) else {}
    document = CustomDocument(title=secret.text, **place)
    document.file.save(f"{address.word}.txt", ContentFile(secret.text.encode()))
    file = ImageFile(BytesIO(picture_bytes()), f"{address.word}.png")
    picture = CustomImage.objects.create(title=secret.text, description=secret.text, file=file, **place)
    for one in (document, picture):
        search_index.insert_or_update_object(one)
    return document, picture


def _add_what_colleagues_say(content: Content) -> None:
    """A comment, and a text that waits for approval, at a page for Lindehoven only."""
    page, writer = content.page("visie", PARTICIPANT, PUBLISHED).page, content.people["own redacteur"].user
    words = content.words
    comment = words.new("a comment", EDITORS, "Lindehoven")
    Comment.objects.create(page=page, user=writer, text=comment.text, contentpath="mission")
    state = page.get_workflow().start(page, writer)
    note = words.new("a note at an approval", EDITORS, "Lindehoven")
    state.current_task_state.comment = note.text
    state.current_task_state.save()


def _add_things(content: Content) -> None:
    """Everything with text that is no page; ``things`` has one of each model for the addresses that name one."""
    words, day = content.words, datetime.date(2024, 5, 6)
    only = words.new("a file that waits to be imported", ONE_PERSON, "own redacteur")
    writer = content.people["own redacteur"].user
    asked, noted, split = (
        words.new(f"{what}", CURATORS) for what in ("a missed query", "a note", "a second note")
    )
    writer.first_name = words.new("the name of an account", EDITORS, "Lindehoven", ADMINISTRATOR).word
    writer.save()
    made: list[models.Model] = [
        ImportUpload.objects.create(
            owner=writer,
            parent=content.places["Lindehoven"],
            kind="nieuwsbericht",
            name=f"{only.word}.txt",
            content=f"{only.text}\n\nTekst.".encode(),
        ),
        MissedQuery.objects.create(words=asked.text, days=9, first_on=day, last_on=day),
        SynonymRule.objects.create(words="brug", finds="viaduct", note=noted.text),
        AnalysisException.objects.create(
            word="bruggen", kind=AnalysisException.Kind.values[0], note=split.text
        ),
        Round.objects.create(name="Ronde", slug="ronde", years="2030"),
        Traject.objects.create(title="Samen verder"),
        Municipality.objects.create(code="GM9999", name="Lindehoven", province_code="30"),
        *(model.objects.create(name="Woord", slug="woord") for model in VOCABULARIES),
        _upload(writer, only),
        _session(content, writer),
        _invitation(content),
        PlainWord.objects.create(jargon="zorgzwaartetoewijzing", plainer="hoeveel hulp iemand krijgt"),
        writer,
        writer.memberships.get(),
        content.people["curator"].user.platform_roles.get(),
    ]
    content.things = {type(one): [one] for one in made}


def _invitation(content: Content) -> Invitation:
    address = content.words.new("the address of who is invited", CURATORS, also=ADMINISTRATOR)
    return Invitation.objects.create(
        participant=content.places["Lindehoven"],
        role=Membership.Role.READER,
        email=f"{address.word}@example.nl",
        token_hash="0" * 64,
        invited_by=content.people["curator"].user,
        expires_at=timezone.now() + datetime.timedelta(days=9),
    )


def _upload(writer: Any, only: Secret) -> UploadedFile:
    """What lies between choosing many files at once and giving them a title."""
    kind = ContentType.objects.get_for_model(CustomDocument)
    file = ContentFile(only.text.encode(), f"{only.word}.txt")
    return UploadedFile.objects.create(for_content_type=kind, file=file, uploaded_by_user=writer)


def _session(content: Content, writer: Any) -> EditingSession:
    page = content.page("visie", PARTICIPANT, PUBLISHED).page.page_ptr
    return EditingSession.objects.create(user=writer, content_object=page, last_seen_at=timezone.now())


def any_of(model: type[models.Model], content: Content) -> list[Any]:
    """One object of this model; raises ``LookupError`` when the content has none."""
    found = content.things.get(model) or list(model._default_manager.all()[:1])
    if not found:
        raise LookupError(
            f"The leak test has no {model._meta.label}: make one, with a secret word in its texts, in "
            "tests/project/leaks/content.py (_add_things)."
        )
    return found
