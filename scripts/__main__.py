"""``python3 -m scripts COMMAND``: refuses a Python that is too old, in words that such a Python can still read."""

import sys

OLDEST = (3, 11)

if sys.version_info < OLDEST:
    sys.stderr.write(
        "This project needs Python %d.%d or newer and this is Python %d.%d: install a newer one "
        "and name it, as in `make run PYTHON=python3.12`.\n" % (OLDEST + tuple(sys.version_info[:2]))
    )
    sys.exit(1)

from scripts.commands import main  # noqa: E402 - an old Python could not parse it

sys.exit(main(sys.argv[1:]))
