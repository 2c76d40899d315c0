"""A page that waits for its moment: nobody edits what was approved, and the editor says so in Dutch."""

from typing import Any

from django.template.defaultfilters import date
from django.utils.timezone import localtime
from wagtail.locks import ScheduledForPublishLock


class PlannedLock(ScheduledForPublishLock):
    def get_message(self, user: Any) -> str:
        moment = date(localtime(self.object.scheduled_revision.approved_go_live_at), "j F Y H:i")
        return f"Deze pagina is goedgekeurd, komt op {moment} op de site en staat tot dan op slot."

    def get_locked_by(self, user: Any) -> str:
        return "Komt later op de site"

    def get_description(self, user: Any) -> str:
        return "Wat goedgekeurd is, verandert niemand meer."
