"""``python -m tests.benchmarks.analysis``: how fast text becomes tokens, and what the lexicon costs a process.

The words are those of the example content, repeated until there are enough; times are of this process alone, so
that other programs on the machine count less.
"""

import re
import subprocess
import sys
import time
from collections.abc import Callable

import django

django.setup()

from search.analysis import analyse, lexicon, tokens, words  # noqa: E402 - Django has to be set up first
from tests.benchmarks.content import ROOT  # noqa: E402
from tests.benchmarks.machine import describe_machine  # noqa: E402
from tests.benchmarks.table import HEADER, Line, print_line  # noqa: E402

CONTENT = ROOT / "kennisbank/demo/content"
WARM_RUNS = 5
_FRESH = """
import time
from pathlib import Path
import search.analysis as analysis
from search.analysis import lexicon

def resident():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))

before, start = resident(), time.perf_counter()
lexicon.find("woning")
opened = time.perf_counter()
for form in list(lexicon._words().iterkeys())[::50]:
    lexicon.find(form)
print((opened - start) * 1000, (resident() - before) / 1024)
"""


def example_text() -> str:
    """All texts of the example content."""
    paths = sorted(
        path for path in CONTENT.rglob("*") if path.suffix in {".yaml", ".yml", ".md", ".txt", ".html"}
    )
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def forget() -> None:
    """Empty every cache of words, as in a process that just started."""
    words.understand.cache_clear()
    tokens.forget()


def per_second(text: str, before: Callable[[], None]) -> float:
    """Tokens per second of processor time, the best of some runs."""
    best = 0.0
    for _run in range(WARM_RUNS):
        before()
        start = time.process_time()
        number = len(analyse(text))
        best = max(best, number / (time.process_time() - start))
    return best


def main() -> None:
    text = example_text()
    different = " ".join(sorted(set(re.findall(r"\w+", text))))
    fresh = subprocess.run(
        [sys.executable, "-c", _FRESH], cwd=ROOT, check=True, capture_output=True, text=True
    )
    milliseconds, megabytes = map(float, fresh.stdout.split())
    analyse(text)
    lines = [
        Line("running text, every word known", f"{per_second(text, lambda: None):,.0f} words/s"),
        Line("running text, empty caches", f"{per_second(text, forget):,.0f} words/s"),
        Line("different words only, empty caches", f"{per_second(different, forget):,.0f} words/s"),
        Line(
            "lexicon opened in a fresh process",
            f"{milliseconds:.0f} ms",
            remarks=f"{megabytes:.1f} MB once all was read",
        ),
        Line("lexicon on disk", f"{lexicon.WORDS.stat().st_size / 1_000_000:.1f} MB"),
    ]
    print(f"{describe_machine()}\n\n{HEADER}")
    for line in lines:
        print_line(f"{len(analyse(text)):,} words", line)


if __name__ == "__main__":
    main()
