"""``python -m tests.benchmarks.at_size NAME``: every measure on the database of this process, a row for each."""

import sys

import django

django.setup()

from tests.benchmarks.measures import MEASURES  # noqa: E402 - Django has to be set up first
from tests.benchmarks.table import print_line  # noqa: E402


def main(name: str) -> None:
    for measure in MEASURES:
        for line in measure():
            print_line(name, line)


if __name__ == "__main__":
    main(sys.argv[1])
