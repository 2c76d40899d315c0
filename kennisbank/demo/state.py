"""What the last run made: so that a run skips what is there and spares what people edited since."""

import json
import os
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class State:
    """``files`` maps a file name to the hash of its text; ``pages`` the place of a page to its mark."""

    files: dict[str, str] = field(default_factory=dict)
    pages: dict[str, dict[str, Any]] = field(default_factory=dict)

    def marks_of(self, file_name: str) -> list[dict[str, Any]]:
        """The marks of the pages of one file."""
        return [mark for place, mark in self.pages.items() if place.startswith(f"{file_name}, ")]


def read_state(path: Path) -> State:
    """The state in the file; an empty one when it is not there or damaged, which only costs time."""
    try:
        return State(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return State()


def write_state(path: Path, state: State) -> None:
    write_whole(path, json.dumps(asdict(state), indent=1, sort_keys=True))


def write_whole(path: Path, text: str) -> None:
    """Write a file that only its owner may read (mode 0600): the whole new text or the old, never a part."""
    handle, name = tempfile.mkstemp(
        dir=path.parent, prefix=f".{path.name}-"
    )  # mkstemp makes it with mode 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
