"""A site with only its lists, a data folder of its own, and the command that makes example content."""

from dataclasses import replace

import pytest
import yaml
from django.core.management import call_command

from tests.factories import make_home


@pytest.fixture
def data(tmp_path, settings):
    """The data folder of this test alone, beside a site with only its lists."""
    make_home()
    folder = tmp_path / "data"
    folder.mkdir()
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, data_dir=folder)
    return folder


@pytest.fixture
def demo(tmp_path, data, capsys):
    """Run the command on these content files (as data); give what it printed."""
    content = tmp_path / "content"
    content.mkdir()

    def run(**files: object) -> str:
        for name, parts in files.items():
            (content / f"{name}.yaml").write_text(yaml.safe_dump(parts, allow_unicode=True), encoding="utf-8")
        call_command("demo", "--content", str(content))
        return capsys.readouterr().out

    return run
