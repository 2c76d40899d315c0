"""How the fields of allauth's forms look on this site."""

from django import template
from django.forms import BoundField, CheckboxInput, RadioSelect, Select
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
    widget = field.field.widget
    widget.attrs.pop("placeholder", None)
    # A list to choose from counts as read-only in a stylesheet, and would look so.
    look = "utrecht-textbox" if isinstance(widget, Select) else "utrecht-textbox utrecht-textbox--html-input"
    return field.as_widget(attrs={"class": look})
