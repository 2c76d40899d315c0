"""``python -m tests.benchmarks.at_size NAME``: every measure on the database of this process, a row for each."""

import sys

# Sets Django up, and when Python looks for garbage, as the web server does.
import kennisbank.wsgi  # noqa: F401
from tests.benchmarks.measures import MEASURES
from tests.benchmarks.table import print_line


def main(name: str) -> None:
    for measure in MEASURES:
        for line in measure():
            print_line(name, line)


if __name__ == "__main__":
    main(sys.argv[1])
