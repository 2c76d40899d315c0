"""The tree is the boundary: a page belongs to the participant above it, and is never wider to read than its parent."""

import secrets
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from wagtail.locks import ScheduledForPublishLock
from wagtail.models import Page, Revision

from kennisbank.audience import CHOICES, OPEN, PARTICIPANT, choice_of, effective_token, require_readable
from kennisbank.editing.form import CopyAsDraftForm
from kennisbank.editing.planned import PlannedLock
from kennisbank.editing.versions import may_be_overwritten
from kennisbank.models.bin import BinPage
from kennisbank.permissions import SitePagePermissionTester

KEY_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
KEY_LENGTH = 8
GENERATED_KEY = "0"
"""With this begins the key of a generated page, and of no other, because the alphabet has it not."""


def new_key() -> str:
    """Eight characters that nobody mistakes for each other: about 8·10¹¹ keys."""
    return "".join(secrets.choice(KEY_ALPHABET) for _ in range(KEY_LENGTH))


def lock_tree() -> None:
    """Let placing happen one at a time, until the end of this transaction.

    Else a page that is made while the page above it is narrowed could miss the narrowing.
    """
    Page.objects.select_for_update().filter(depth=1).order_by("path").first()


class PlacedPage(Page):
    """A page with a key of its own, an owner and an audience; a revision brings back none of these."""

    owns_pages: ClassVar[bool] = False
    kept_columns: ClassVar[tuple[str, ...]] = ("key", "audience")

    key = models.CharField(max_length=KEY_LENGTH, unique=True, default=new_key, editable=False)
    participant = models.ForeignKey(
        "municipalities.ParticipantPage",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    audience = models.CharField(
        "Wie mag dit lezen?", max_length=10, choices=CHOICES, default=OPEN, editable=False
    )
    effective_audience = models.CharField(max_length=40, default=OPEN, editable=False)

    private_page_options: ClassVar[list[str]] = []
    copy_form_class = CopyAsDraftForm
    exclude_fields_in_copy: ClassVar = ["key", "participant", "effective_audience"]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with the participant and the audience as the tree and the row have them.

        A partial save (``update_fields``) leaves them alone; see ``kennisbank.placing`` for moves.
        """
        if kwargs.get("update_fields") is not None:
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            lock_tree()
            self._keep_own_columns()
            parent = self.get_parent(update=True)
            self.participant_id, self.effective_audience = self.place_below(parent.specific)
            super().save(*args, **kwargs)
            self._own_itself(parent)

    def publish(self, *args: Any, **kwargs: Any) -> Any:
        """All or nothing; and what follows from the save and from the publication is done once, after both."""
        with transaction.atomic():
            return super().publish(*args, **kwargs)

    def save_revision(
        self, *args: Any, overwrite_revision: Revision | None = None, **kwargs: Any
    ) -> Revision:
        """As Wagtail's, but what was published or submitted, or began long ago, is not written over by autosave."""
        if overwrite_revision and not may_be_overwritten(overwrite_revision):
            overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    def _keep_own_columns(self) -> None:
        """The row's own columns win: an instance may be older than the last change of who may read it."""
        row = type(self)._base_manager.filter(pk=self.pk).values(*self.kept_columns).first()
        for name, value in (row or {}).items():
            setattr(self, name, value)

    def _own_itself(self, parent: Page) -> None:
        """A participant belongs to itself, which it can only tell once it has an id."""
        if self.owns_pages and self.participant_id != self.pk:
            self.participant_id, self.effective_audience = self.place_below(parent.specific)
            values = {"participant_id": self.participant_id, "effective_audience": self.effective_audience}
            type(self)._base_manager.filter(pk=self.pk).update(**values)

    @property
    def is_generated(self) -> bool:
        """Whether ``manage.py generate_content`` made this page, so that nobody stands for what it says."""
        return self.key.startswith(GENERATED_KEY)

    def place_below(self, above: Page) -> tuple[int | None, str]:
        """The participant and the effective token that this page has below ``above`` (a specific page).

        In the bin it keeps those that it had.
        """
        if isinstance(above, BinPage):
            return self.participant_id, self.effective_audience
        participant_id = self.pk if self.owns_pages else _owner_of(above)
        parent_token = above.effective_audience if isinstance(above, PlacedPage) else OPEN
        return participant_id, effective_token(self.audience, participant_id, parent_token)

    def can_move_to(self, parent: Page) -> bool:
        """Wagtail's rules; and what only the people of a participant read goes to no other without a second reader.

        Who means it unpublishes first. To the one that its own went into it may: its people read it already.
        """
        return bool(super().can_move_to(parent)) and not self._would_have_others_read(parent)

    def _would_have_others_read(self, parent: Page) -> bool:
        on_the_site = self.live or self.approved_schedule
        if not on_the_site or choice_of(self.effective_audience) != PARTICIPANT:
            return False
        owner_id = self.place_below(parent.specific)[0]
        if owner_id == self.participant_id:
            return False
        return self.participant is None or not self.participant.went_into(owner_id)

    def problem_of_parent(self) -> str:
        """One sentence when the page above is not published, so that this one cannot be either."""
        parent = self.get_parent() if self.path else None
        if parent is None or parent.live:
            return ""
        return f"Publiceer eerst de pagina ‘{parent.title}’, want deze pagina staat daaronder."

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """An older revision never brings back an older audience, place or key."""
        page = super().with_content_json(content)
        for name in (*self.kept_columns, "effective_audience", "participant_id"):
            setattr(page, name, getattr(self, name))
        return page

    def permissions_for_user(self, user: Any) -> SitePagePermissionTester:
        return SitePagePermissionTester(user, self)

    def get_lock(self) -> Any:
        lock = super().get_lock()
        return PlannedLock(self) if isinstance(lock, ScheduledForPublishLock) else lock

    def get_admin_display_title(self) -> str:
        """The published title where there is one: choosers show it to who may read the page but not its draft."""
        return str(self.title) if self.live else str(super().get_admin_display_title())

    def create_alias(self, **kwargs: Any) -> Page:
        """Refuse: an alias would be a second page without an audience of its own."""
        raise PermissionDenied("Een alias van deze pagina kan niet. Maak een kopie of verwijs ernaar.")

    def check_request_method(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse | None:
        """Answer an odd method only to who may read the page, so that it tells nobody else that there is one."""
        require_readable(request.user, self.effective_audience)
        refusal: HttpResponse | None = super().check_request_method(request, *args, **kwargs)
        return refusal

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require_readable(request.user, self.effective_audience)
        return super().serve(request, *args, **kwargs)


def _owner_of(page: Page) -> int | None:
    """The id of the participant that pages below ``page`` belong to."""
    if not isinstance(page, PlacedPage):
        return None
    return page.pk if page.owns_pages else page.participant_id
