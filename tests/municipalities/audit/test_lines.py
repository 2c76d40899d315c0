"""The lines by which entries of the log are found per participant."""

import pytest
from django.core import serializers
from django.db import connection
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from kennisbank.placing import change_audience
from municipalities.audit.lines import add_missing_lines
from municipalities.models import LogLine
from tests.factories import make_member, make_vision

pytestmark = pytest.mark.django_db


def test_an_entry_from_a_backup_gets_no_second_line(lindehoven):
    change_audience(make_vision(lindehoven), "netwerk", None)
    backup = serializers.serialize("json", [*PageLogEntry.objects.all(), *LogLine.objects.all()])
    lines = LogLine.objects.count()
    PageLogEntry.objects.all().delete()
    for each in serializers.deserialize("json", backup):
        each.save()
    assert LogLine.objects.count() == lines


def test_the_log_of_one_participant_is_looked_up_by_an_index(lindehoven):
    change_audience(make_vision(lindehoven), "netwerk", None)
    lines = LogLine.objects.filter(participant_id=lindehoven.pk).order_by("-timestamp", "-pk")
    LogLine.objects.bulk_create(
        LogLine(participant_id=number, timestamp=timezone.now()) for number in range(2000, 4000)
    )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE municipalities_logline")
    assert "log_of_participant" in lines.explain()


def test_entries_from_before_get_their_lines(lindehoven):
    vision = make_vision(lindehoven)
    change_audience(vision, "netwerk", None)
    make_member(lindehoven, "lezer")
    before = sorted(LogLine.objects.values_list("participant_id", "page_entry", "model_entry"), key=str)
    LogLine.objects.all().delete()
    add_missing_lines()
    add_missing_lines()
    assert (
        sorted(LogLine.objects.values_list("participant_id", "page_entry", "model_entry"), key=str) == before
    )
    assert LogLine.objects.filter(participant_id=lindehoven.pk).exists()
    assert PageLogEntry.objects.count() + ModelLogEntry.objects.count() == len(before)
