"""One reader for each kind of file: bytes in, a Reading out."""

from kennisbank.importing.files import check
from kennisbank.importing.problems import ImportProblem
from kennisbank.importing.readers.docx import read_docx
from kennisbank.importing.readers.odt import read_odt
from kennisbank.importing.readers.pdf import read_pdf
from kennisbank.importing.readers.txt import read_txt
from kennisbank.importing.readers.web import read_html
from kennisbank.importing.reading import Reading

READERS = {"txt": read_txt, "html": read_html, "docx": read_docx, "odt": read_odt, "pdf": read_pdf}


def read(name: str, content: bytes) -> Reading:
    """The words and blocks of a file. Raises ImportProblem, also when no word is in it."""
    kind = check(name, content)
    reading = READERS[kind](name, content)
    if not reading.words:
        reason = "; misschien is het een scan" if kind == "pdf" else ""
        raise ImportProblem(f"In “{name}” staat geen tekst die wij kunnen lezen{reason}.")
    return reading
