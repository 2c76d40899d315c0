"""How the fields of allauth's forms look on this site."""

from django import template
from django.forms import BoundField, CheckboxInput, RadioSelect
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def is_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def is_choice(field: BoundField) -> bool:
    """Whether it is a row of buttons of which one is chosen."""
    return isinstance(field.field.widget, RadioSelect)


@register.filter
def textbox(field: BoundField) -> SafeString:
    """The field with the look of the site, and without the hint inside that says the label again."""
    field.field.widget.attrs.pop("placeholder", None)
    return field.as_widget(attrs={"class": "utrecht-textbox utrecht-textbox--html-input"})
