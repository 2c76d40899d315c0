"""Word and OpenDocument text to HTML by pandoc, in its sandbox: it reads no other file and no network."""

import ctypes
import subprocess

import pypandoc

from kennisbank.importing.files import too_large
from kennisbank.importing.problems import ImportProblem

# The heap of pandoc; the program itself takes some 80 MB more. Small steps (-A, -F) keep it near what it needs.
MEMORY = ("-M200m", "-A1m", "-F1.3")
LONGEST_RUN = 60  # seconds


def give_back_memory() -> None:
    """Return to the system what XML trees took, before pandoc takes its own share; only the GNU library can."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def to_html(name: str, content: bytes, source: str) -> bytes:
    """HTML in UTF-8 of a file of format `source` ("docx", "odt"). Raises ImportProblem."""
    give_back_memory()
    command = [pypandoc.get_pandoc_path(), "+RTS", *MEMORY, "-RTS"]
    command += ["--sandbox", f"--from={source}", "--to=html", "--wrap=none", "--mathml"]
    try:
        result = subprocess.run(command, input=content, capture_output=True, timeout=LONGEST_RUN, check=False)
    except subprocess.TimeoutExpired as error:
        raise too_large(name) from error
    if result.returncode == 0:
        return result.stdout
    if b"heap" in result.stderr.lower() or result.returncode in (251, 252):
        raise too_large(name)
    raise ImportProblem(f"“{name}” is beschadigd en kan niet worden gelezen.")
