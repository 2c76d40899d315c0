"""The migrations say what the models say."""

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def test_no_model_lacks_a_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
