"""What a throw-away server is told: settings and Java options, in a folder of its own."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from scripts.search_servers.distribution import Distribution
from scripts.search_servers.node import Node

# Small, and quick to start rather than quick in the long run.
JAVA_OPTIONS = ("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
# Words in lines of the distribution's jvm.options that do not hold here: another heap and collector, files in the
# shared folder, and a module for vectors, which we do not use and not every Java has.
NOT_OURS = ("-Xms", "-Xmx", "G1", "InitiatingHeap", "HeapDump", "ErrorFile", "gc.log", "incubator")
SETTINGS: dict[str, object] = {
    "network.host": "127.0.0.1",
    # How full the disk of the developer is does not matter.
    "cluster.routing.allocation.disk.threshold_enabled": False,
    # The serial collector clears late; what it has not cleared yet would count as a full memory.
    "indices.breaker.total.use_real_memory": False,
    # Would need a setting of the kernel that only root can change.
    "node.store.allow_mmap": False,
}


def configure(home: Path, distribution: Distribution, node: Node, nodes: Sequence[Node]) -> dict[str, str]:
    """Make the folders of one of these nodes, and give the environment that makes the program use them."""
    configuration = node.folder / "config"
    shutil.copytree(home / "config", configuration)
    for name in ("data", "logs", "tmp"):
        (node.folder / name).mkdir()
    settings = SETTINGS | distribution.settings | _discovery(distribution, nodes)
    settings |= {"cluster.name": node.folder.parent.name, "node.name": node.name}
    settings |= {"http.port": node.port, "transport.port": node.transport}
    settings |= {f"path.{name}": str(node.folder / name) for name in ("data", "logs")}
    (configuration / f"{distribution.name}.yml").write_text(
        # What is JSON is YAML too.
        "".join(f"{name}: {json.dumps(value)}\n" for name, value in settings.items())
    )
    options = configuration / "jvm.options"
    lines = [line for line in options.read_text().splitlines() if not any(word in line for word in NOT_OURS)]
    options.write_text("\n".join([*lines, *JAVA_OPTIONS, ""]))
    first = distribution.variables
    return {f"{first}_PATH_CONF": str(configuration), f"{first}_TMPDIR": str(node.folder / "tmp")}


def _discovery(distribution: Distribution, nodes: Sequence[Node]) -> dict[str, object]:
    if len(nodes) == 1:
        return {"discovery.type": "single-node"}
    return {
        "discovery.seed_hosts": [f"127.0.0.1:{node.transport}" for node in nodes],
        distribution.first_masters: [node.name for node in nodes],
    }
