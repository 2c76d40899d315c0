"""What a newcomer reads when ``make run`` or ``make test`` cannot go on: one sentence, never a traceback."""

import ast
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOWHERE = "http://127.0.0.1:9"  # The discard port: nothing listens.


@pytest.fixture
def fresh_copy(tmp_path: Path) -> Path:
    """The bootstrap and its inputs in an empty folder, as after a clone."""
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("package.json", "package-lock.json", ".npmrc", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def bootstrap(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    unset = ("PORT", "DATA_DIR", "REQUIRE", "ARGS", "PIP_FIND_LINKS", "PIP_RETRIES")
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    environment["PYTHONPATH"] = str(folder)
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment | variables,
        capture_output=True,
        text=True,
        timeout=120,
    )


def assert_one_sentence(finished: subprocess.CompletedProcess[str], *parts: str) -> None:
    assert finished.returncode == 1
    assert finished.stderr.count("\n") == 1, finished.stderr
    assert finished.stderr.endswith(".\n")
    for part in parts:
        assert part in finished.stderr


def test_a_busy_port_is_said_before_anything_is_installed(fresh_copy):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert_one_sentence(
            bootstrap(fresh_copy, "-m", "scripts", "run", PORT=port), f"Port {port} is in use"
        )
    assert not (fresh_copy / ".venv").exists()


@pytest.mark.parametrize("port", ["web", "0", "65536", "-1", "8000.5"])
def test_a_port_that_is_no_port_is_said(fresh_copy, port):
    finished = bootstrap(fresh_copy, "-m", "scripts", "run", PORT=port)
    assert_one_sentence(finished, "PORT is not a number between 1 and 65535")


def test_a_data_folder_that_cannot_be_made_is_said(fresh_copy):
    (fresh_copy / "file").touch()
    finished = bootstrap(
        fresh_copy, "-m", "scripts", "run", PORT="8199", DATA_DIR=str(fresh_copy / "file" / "data")
    )
    assert_one_sentence(finished, "data folder", "DATA_DIR")


def test_a_python_that_is_too_old_is_said(fresh_copy):
    program = (
        "import runpy, sys; sys.version_info = (3, 6, 15, 'final', 0); sys.argv = ['scripts', 'run'];"
        "runpy.run_module('scripts', run_name='__main__')"
    )
    finished = bootstrap(fresh_copy, "-c", program)
    assert_one_sentence(finished, "needs Python 3.11 or newer", "this is Python 3.6")


@pytest.mark.parametrize("name", ["__init__.py", "__main__.py"])
def test_an_old_python_can_read_as_far_as_the_sentence(name):
    source = (ROOT / "scripts" / name).read_text()
    ast.parse(source, feature_version=(3, 6))
    source.encode("ascii")  # Python 2 stops at anything else, before it reads a line.


@pytest.mark.parametrize("module", ["ensurepip", "venv"])
def test_a_python_without_the_parts_for_a_virtual_environment_is_said(fresh_copy, module):
    program = f"import sys; sys.modules['{module}'] = None; from scripts.commands import main; sys.exit(main(['run']))"
    finished = bootstrap(fresh_copy, "-c", program, PORT="8199")
    assert_one_sentence(finished, f"no module {module}", "apt install python3.")


def test_no_network_for_python_packages_is_said(fresh_copy):
    finished = bootstrap(
        fresh_copy,
        *("-m", "scripts", "assets"),
        PIP_INDEX_URL=f"{NOWHERE}/simple",
        PIP_CONFIG_FILE=os.devnull,
        PIP_RETRIES="0",
        no_proxy="127.0.0.1",
    )
    assert_one_sentence(finished, "registry cannot be reached", "check the network")
    assert not list((fresh_copy / ".venv").glob("installed-*")), "the next try would think that all is there"


def test_no_network_for_node_packages_is_said(fresh_copy):
    (fresh_copy / ".venv").symlink_to(Path(sys.prefix))
    program = (
        "import sys; from scripts import commands, packages;"
        "commands.COMMANDS['node'] = packages.install_node_packages; sys.exit(commands.main(['node']))"
    )
    finished = bootstrap(
        fresh_copy,
        *("-c", program),
        npm_config_registry=NOWHERE,
        npm_config_fetch_retries="0",
        no_proxy="127.0.0.1",
        HOME=str(fresh_copy),
    )
    assert_one_sentence(finished, "registry cannot be reached", "check the network")
    assert not (fresh_copy / "node_modules" / ".installed").exists()


def test_packages_are_not_installed_again_while_the_lock_is_the_same(fresh_copy):
    program = (
        "from pathlib import Path; from scripts import packages, places;"
        "lock = Path('requirements.lock'); places.put_stamp(places.VENV / 'installed-requirements.lock',"
        "places.fingerprint([lock.resolve()])); (places.VENV / 'bin').mkdir();"
        "(places.VENV / 'bin' / 'python').touch();"
        "packages._logged = lambda *_: print('installed');"
        "packages._make_virtual_environment = lambda: None;"
        "packages.install_python_packages('requirements.lock'); print('first');"
        "lock.write_text(lock.read_text() + '# changed');"
        "packages.install_python_packages('requirements.lock')"
    )
    lines = bootstrap(fresh_copy, "-c", program).stdout.split("\n")
    assert lines[0] == "first"
    assert "installed" in lines[1:]


def test_an_unknown_requirement_is_said(fresh_copy):
    assert_one_sentence(bootstrap(fresh_copy, "-m", "scripts", "test", REQUIRE="postgres,oracle"), "oracle")


@pytest.mark.parametrize(("required", "fails"), [(frozenset(), False), (frozenset({"chromium"}), True)])
def test_what_is_left_out_is_named_and_fails_only_when_it_was_required(required, fails):
    from scripts.suite import Report

    report = Report(required)
    report.ran("SQLite", 0, "12 passed")
    report.left_out("Browser", "chromium", "no Chromium was found")
    assert report.lines == ["SQLite: 12 passed", "Browser: LEFT OUT, no Chromium was found"]
    assert report.failed is fails


def test_when_the_worker_dies_the_web_server_ends_as_well(fresh_copy):
    (fresh_copy / ".venv").symlink_to(Path(sys.prefix))
    marker = fresh_copy / "still-alive"
    (fresh_copy / "Procfile").write_text(f"web: sleep 8 && touch {marker}\nworker: sleep 1 && exit 3\n")
    program = (
        "import sys; from pathlib import Path; from scripts import places, serve;"
        "sys.exit(serve.serve(places.child_environment(PORT='8199'), 8199, Path('.')))"
    )
    started = time.monotonic()
    finished = bootstrap(fresh_copy, "-c", program)
    assert finished.returncode == 3
    assert time.monotonic() - started < 7
    assert "SIGTERM to web" in finished.stdout
    assert not marker.exists()


def test_files_are_not_collected_again_because_they_were_collected(fresh_copy):
    program = (
        "from scripts import serve; calls = [];"
        "serve.manage = lambda *arguments, **words: calls.append(1);"
        "collected = serve.BUILD / 'static'; collected.mkdir(parents=True);"
        "serve.collect_static_files({}); (collected / 'staticfiles.json').write_text('{}');"
        "serve.collect_static_files({}); print(len(calls));"
        "sheet = serve.ROOT / 'static' / 'build' / 'main.css'; sheet.parent.mkdir(parents=True);"
        "sheet.write_text('a{}');"
        "serve.collect_static_files({}); print(len(calls))"
    )
    assert bootstrap(fresh_copy, "-c", program).stdout.split() == ["1", "2"]
