"""The programs of Elasticsearch and OpenSearch: fetched once by Maven, and unpacked inside ``build``."""

import hashlib
import os
import shutil
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from scripts.places import BUILD, LOGS, ROOT, child_environment
from scripts.search_servers.java import find_java
from scripts.stop import Stop

CACHE = BUILD / "cache" / "search-servers"
PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
NO_MAVEN = "no Maven was found (install the package maven)"
WAIT_SECONDS = 900
# What Maven writes when it reaches no repository.
NETWORK_SIGNS = (
    "Connect to ",
    "Connection refused",
    "Connection reset",
    "Network is unreachable",
    "No route to host",
    "Unknown host",
    "connect timed out",
    "Connect timed out",
)


@dataclass(frozen=True)
class Distribution:
    """One kind of server: what Maven calls it, and where it wants to be told what."""

    title: str
    artifact: str
    sha256: str
    program: str
    variables: str  # The first word of its environment variables.
    first_masters: str  # The setting that names the nodes that found a cluster.
    settings: dict[str, object] = field(default_factory=dict)
    left_out: str = "-"  # The beginning of the names of files that are not unpacked.

    @property
    def name(self) -> str:
        """As in the names of its files."""
        return self.artifact.split(":")[1]

    @property
    def folder(self) -> Path:
        """Where it stands unpacked; nothing writes in it afterwards."""
        return CACHE / f"{self.name}-{self.artifact.split(':')[2]}"


DISTRIBUTIONS = {
    "elasticsearch": Distribution(
        title="Elasticsearch",
        artifact="org.elasticsearch.distribution.integ-test-zip:elasticsearch:9.2.0:zip",
        sha256="bf44938a0490ba2a303d39c9cb64b38963dd08c812ce93e10816e878585bcb6b",
        program="bin/elasticsearch",
        variables="ES",
        first_masters="cluster.initial_master_nodes",
        settings={"xpack.security.enabled": False},
    ),
    "opensearch": Distribution(
        title="OpenSearch",
        artifact="org.opensearch.distribution.integ-test-zip:opensearch:3.8.0:zip",
        sha256="196c3cf4602c394f2e40e6174ccbf2a924eae37246f08fa6bbb6b75f9fd5ff1f",
        program="bin/opensearch",
        variables="OPENSEARCH",
        first_masters="cluster.initial_cluster_manager_nodes",
        # The analysers of all languages: we do without, and that for Thai stops a Java that does not know Thai.
        left_out="modules/analysis-common/",
    ),
}


def obtain(kind: str) -> Path:
    """The folder of the unpacked server, fetched first where it is not there yet (100 to 160 MB)."""
    distribution = DISTRIBUTIONS[kind]
    if not distribution.folder.is_dir():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE, prefix="new-") as folder:
            archive = _fetch(distribution, Path(folder))
            _check(distribution, archive)
            unpacked = _unpack(archive, Path(folder), distribution.left_out)
            try:
                # Last, so that interrupted work is done again.
                unpacked.rename(distribution.folder)
            except OSError:
                if not distribution.folder.is_dir():  # Another run may have been first.
                    raise
    return distribution.folder


def _fetch(distribution: Distribution, folder: Path) -> Path:
    maven = shutil.which("mvn")
    if maven is None:
        raise Stop(f"{distribution.title} cannot be fetched: {NO_MAVEN}.")
    print(f"Fetching {distribution.title} for the tests (the first time takes a minute) …", flush=True)
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"maven-{folder.name}.log"
    options = ["--batch-mode", f"-Dmaven.repo.local={BUILD / 'cache' / 'maven'}"]
    options += [PLUGIN, f"-Dartifact={distribution.artifact}", f"-DoutputDirectory={folder}"]
    with log.open("wb") as output:
        try:
            code = subprocess.run(
                [maven, *options],
                cwd=folder,  # Where no pom.xml is.
                env=child_environment(**_java_for_maven()),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                timeout=WAIT_SECONDS,
            ).returncode
        except subprocess.TimeoutExpired:
            code = 1
    if code:
        raise Stop(_why_not_fetched(distribution, log))
    log.unlink()
    return next(folder.glob("*.zip"))


def _java_for_maven() -> dict[str, str]:
    """Its own choice, which knows the certificates of the system; ours only where there is no other."""
    ours = None if os.environ.get("JAVA_HOME") or shutil.which("java") else find_java()
    return {"JAVA_HOME": str(ours)} if ours else {}


def _why_not_fetched(distribution: Distribution, log: Path) -> str:
    if any(sign in log.read_text(errors="replace") for sign in NETWORK_SIGNS):
        return (
            f"{distribution.title} cannot be fetched because Maven's repository cannot be reached: "
            "check the network or the proxy in Maven's settings.xml and try again."
        )
    return f"{distribution.title} could not be fetched; Maven's last words stand in {log.relative_to(ROOT)}."


def _check(distribution: Distribution, archive: Path) -> None:
    with archive.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != distribution.sha256:
        raise Stop(
            f"What Maven fetched as {distribution.title} is not what was tested: its SHA-256 is {found}."
        )


def _unpack(archive: Path, folder: Path, left_out: str) -> Path:
    """Unpack with the permissions of the archive, which ``zipfile`` leaves out."""
    target = folder / "unpacked"
    with zipfile.ZipFile(archive) as packed:
        for member in packed.infolist():
            if member.filename.partition("/")[2].startswith(left_out):
                continue
            file = packed.extract(member, target)
            # Readable for all: where we are root, another account runs it.
            os.chmod(file, (member.external_attr >> 16) & 0o777 | 0o444 | (0o111 if member.is_dir() else 0))
    return next(target.iterdir())
