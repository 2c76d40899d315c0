"""``make benchmark``: what a page and a search cost, as one Markdown table.

The main pages on the example content, then every measure on generated content of each size. ``BENCHMARK_PAGES``
names the sizes, such as ``2000,20000,100000``; the pages of a size are made once and kept for the next run.
"""

import os
import subprocess
import sys

import django

django.setup()

from search.indexing import index_outdated  # noqa: E402 - Django has to be set up first
from tests.benchmarks.content import ROOT, environment_with  # noqa: E402
from tests.benchmarks.machine import describe_machine  # noqa: E402
from tests.benchmarks.measures import page_lines  # noqa: E402
from tests.benchmarks.measuring import running_server  # noqa: E402
from tests.benchmarks.table import HEADER, print_line  # noqa: E402

SIZES = "2000,20000"


def main() -> int:
    """Print machine and table; returns 1, after one sentence, for sizes that are no numbers."""
    try:
        sizes = [int(size) for size in os.environ.get("BENCHMARK_PAGES", SIZES).split(",")]
    except ValueError:
        print("BENCHMARK_PAGES is numbers with commas between them, such as 2000,20000.", file=sys.stderr)
        return 1
    index_outdated()  # The example content is kept between runs, and no worker looks after it.
    print(f"{describe_machine()}\n\n{HEADER}", flush=True)
    with running_server() as server:
        for line in page_lines(server):
            print_line("example", line)
        print_line("example", server.memory_line())
    for size in sizes:
        name = f"{size:,} pages".replace(",", " ")
        program = [sys.executable, "-m", "tests.benchmarks.at_size", name]
        subprocess.run(program, cwd=ROOT, env=environment_with(size), check=True)
    subprocess.run([sys.executable, "-m", "tests.benchmarks.analysis"], cwd=ROOT, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
