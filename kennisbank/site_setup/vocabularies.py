"""The first values of the vocabularies; after that they are the curators'."""

from django.apps import apps

from kennisbank.models import Term
from kennisbank.site_setup import read_texts


def vocabularies() -> dict[str, type[Term]]:
    """Every vocabulary by the name that it has in the file (``target_group``)."""
    return {_name_in_file(model): model for model in apps.get_models() if issubclass(model, Term)}


def fill_empty_vocabularies() -> dict[str, int]:
    """Give each vocabulary without any term its first values; say how many, by name."""
    empty = {name: model for name, model in vocabularies().items() if not model._default_manager.exists()}
    texts = read_texts("vocabularies.yaml") if empty else {}
    filled = {}
    for name, model in empty.items():
        if values := texts.get(name):
            model._default_manager.bulk_create(
                model(sort_order=order, **value) for order, value in enumerate(values, start=1)
            )
            filled[str(model._meta.verbose_name_plural)] = len(values)
    return filled


def _name_in_file(model: type[Term]) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in model.__name__).lstrip(
        "_"
    )
