"""Prints queries, milliseconds and memory of the main pages, on the example content in ``DATA_DIR``."""

import sys

import django

django.setup()

from tests.benchmarks import search  # noqa: E402 - Django has to be set up first
from tests.benchmarks.machine import describe_machine  # noqa: E402 - Django has to be set up first
from tests.benchmarks.measuring import HEADER, addresses, measure_in_process, running_server  # noqa: E402

REQUESTS = 200


def main() -> int:
    """Measure every address in this process (queries) and through the real server (time, memory)."""
    print(describe_machine())
    print(f"{REQUESTS} requests each, one after another, warm\n")
    print(HEADER)
    missing = []
    with running_server() as server:
        for name, address in addresses().items():
            queries, status = measure_in_process(address)
            if status != 200:
                missing.append(f"{name}: {address} answers {status}")
                continue
            times = server.measure(address, REQUESTS)
            print(f"{name:<14}{queries:>8}{times.p50:>10.1f}{times.p95:>10.1f}  {address}")
        print(f"\nmemory of the web process: {server.memory_megabytes():.0f} MB")
    print("\nsearch among generated pages")
    search.run()
    for line in missing:
        print(f"not measured: {line}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
