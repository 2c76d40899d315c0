"""The day on which the tests were collected, for those that reckon with it."""

from django.utils import timezone

TODAY = timezone.localdate()
