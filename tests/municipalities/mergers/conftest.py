"""Two participants, and the command that merges them."""

import pytest
from django.core.management import call_command

from municipalities.rights.applying import apply_all_rights
from tests.factories import make_participant


@pytest.fixture
def places():
    lindehoven, waterdrecht = make_participant("Lindehoven"), make_participant("Waterdrecht")
    apply_all_rights()
    return lindehoven, waterdrecht


@pytest.fixture
def merge(capsys):
    def run(*words: str) -> str:
        capsys.readouterr()
        call_command("merge_municipalities", *words)
        return capsys.readouterr().out

    return run
