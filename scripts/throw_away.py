"""What the servers for one test run share: an account that is not root, and ports that nobody else has."""

import contextlib
import os
import pwd
import socket
from typing import Any

from scripts.stop import Stop


def ordinary_account(server: str) -> dict[str, Any]:
    """Many a server refuses root: the account to run it as then, in the words of ``subprocess``."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            found = pwd.getpwnam(name)
            return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    raise Stop(f"{server} does not run as root and there is no account named postgres or nobody.")


def free_ports(count: int) -> list[int]:
    """As many ports of this machine that nothing listens on."""
    with contextlib.ExitStack() as stack:
        # All are held until the last is found: otherwise the system may name one twice.
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]
