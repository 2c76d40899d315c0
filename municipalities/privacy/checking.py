"""Whether the register of personal data says something about every field that could hold some."""

from collections import defaultdict
from collections.abc import Iterator

from django.apps import apps
from django.db.models import Field, Model

from municipalities.models import User
from municipalities.privacy.entries import Afterwards
from municipalities.privacy.other_fields import ABOUT_NOBODY, COPIES, WRITTEN_BY_EDITORS
from municipalities.privacy.personal_data import PERSONAL_DATA

TEXT_TYPES = {"BinaryField", "CharField", "EmailField", "FileField", "GenericIPAddressField", "ImageField"}
TEXT_TYPES |= {"JSONField", "TextField", "URLField"}

WHAT_TO_DO = (
    "has no entry in the register of personal data. Does it say something about a person, then add it to "
    "municipalities/privacy/personal_data/; is it text by editors or about nobody, to other_fields.py. Then run "
    "python manage.py write_privacy_manual"
)


def problems() -> Iterator[str]:
    """One line for each field without an entry, and for each name in an entry that is no field."""
    for model in models():
        known = known_names(model)
        for field in fields_of(model):
            if needs_entry(model, field) and field.name not in known:
                yield f"{model._meta.label}.{field.name} {WHAT_TO_DO}"
    yield from _names_of_nothing()


def models() -> list[type[Model]]:
    return [model for model in apps.get_models() if not model._meta.proxy]


def fields_of(model: type[Model]) -> list[Field]:
    """The columns and links of the model's own table, without its number."""
    own = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return [field for field in own if not field.primary_key]


def needs_entry(model: type[Model], field: Field) -> bool:
    """A text or a link to an account; everything of a row that goes away with its person."""
    if about_a_person(model) and not field.remote_field:
        return True
    if field.remote_field:
        return field.related_model is User
    return field.get_internal_type() in TEXT_TYPES and not field.choices


def about_a_person(model: type[Model]) -> bool:
    labels = labels_of(model)
    return model is User or any(
        entry.model in labels and entry.afterwards is Afterwards.REMOVED for entry in PERSONAL_DATA
    )


def labels_of(model: type) -> list[str]:
    """The labels of a model and of every abstract one that it inherits."""
    with_fields = [each for each in model.__mro__ if hasattr(each, "_meta")]
    return [each._meta.label for each in with_fields if each is model or each._meta.abstract]


def known_names(model: type[Model]) -> set[str]:
    """The names of all fields of the model that the register knows."""
    by_label = _by_label()
    return {name for label in labels_of(model) for name in by_label[label]}


def _by_label() -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for entry in PERSONAL_DATA:
        found[entry.model].update(entry.names)
    for table in (WRITTEN_BY_EDITORS, COPIES, ABOUT_NOBODY):
        for label, names in table.items():
            found[label].update(names.split())
    return found


def _names_of_nothing() -> Iterator[str]:
    fields: defaultdict[str, set[str]] = defaultdict(set)
    for model in models():
        for label in labels_of(model):
            fields[label].update(field.name for field in model._meta.get_fields())
    for label, names in _by_label().items():
        if label.startswith("wagtailsearch."):  # Its tables differ by database.
            continue
        if label not in fields:
            yield f"{label} stands in the register of personal data, and does not exist."
        for name in sorted(names - fields[label]) if label in fields else []:
            yield f"{label}.{name} stands in the register of personal data, and does not exist."
