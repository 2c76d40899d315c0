"""Word and OpenDocument text to HTML by pandoc, in its sandbox: it reads no other file and no network."""

import subprocess

import pypandoc

from kennisbank.importing.files import too_large
from kennisbank.importing.problems import ImportProblem

MOST_MEMORY = "240m"
LONGEST_RUN = 60  # seconds


def to_html(name: str, content: bytes, source: str) -> bytes:
    """HTML in UTF-8 of a file of format `source` ("docx", "odt"). Raises ImportProblem."""
    command = [pypandoc.get_pandoc_path(), "+RTS", f"-M{MOST_MEMORY}", "-RTS"]
    command += ["--sandbox", f"--from={source}", "--to=html", "--wrap=none", "--mathml"]
    try:
        result = subprocess.run(command, input=content, capture_output=True, timeout=LONGEST_RUN, check=False)
    except subprocess.TimeoutExpired as error:
        raise ImportProblem(
            f"“{name}” is te groot of te ingewikkeld om in te lezen; splits het bestand."
        ) from error
    if result.returncode == 0:
        return result.stdout
    if b"heap" in result.stderr.lower() or result.returncode in (251, 252):
        raise too_large(name)
    raise ImportProblem(f"“{name}” is beschadigd en kan niet worden gelezen.")
