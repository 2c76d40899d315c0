"""What happens when a curator changes the vocabulary, and when a site is set up."""

from typing import Any

from django.db.models.signals import post_delete, post_save

from kennisbank.signals import site_prepared
from search.vocabulary.filling import add_shipped_rules
from search.vocabulary.models import AnalysisException, SynonymRule, VocabularyVersion


def connect() -> None:
    site_prepared.connect(_site_prepared, dispatch_uid="search.vocabulary.site_prepared")
    for signal in (post_save, post_delete):
        for model in (SynonymRule, AnalysisException):
            signal.connect(_changed, sender=model, dispatch_uid="search.vocabulary.changed")


def _site_prepared(**kwargs: Any) -> None:
    add_shipped_rules()


def _changed(using: str, **kwargs: Any) -> None:
    VocabularyVersion.renew(using)
