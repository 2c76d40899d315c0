"""Is this file what it says, whole, and safe to open? Asked before a single word is read."""

from kennisbank.importing.archives import check_archive
from kennisbank.importing.problems import ImportProblem, TooLarge

MEGABYTE = 1024 * 1024
LARGEST_FILE = 25 * MEGABYTE
EXTENSIONS = ("txt", "docx", "odt", "html", "pdf")

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
# Beginnings of files that are never text.
BINARY = (
    *ZIP,
    OLE,
    b"%PDF-",
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"MZ\x90",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
    b"BM\xf6",
)


def extension(name: str) -> str:
    """The extension in lower case; .htm counts as html. Raises ImportProblem for what cannot be imported."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    ending = "html" if ending == "htm" else ending
    if ending not in EXTENSIONS:
        raise ImportProblem(
            f"“{name}” kan niet worden ingelezen: kies een bestand van de soort .txt, .docx, .odt, .html of .pdf."
        )
    return ending


def check(name: str, content: bytes) -> str:
    """The kind of file ("docx", …), after looking whether the content fits it. Raises ImportProblem."""
    kind = extension(name)
    check_size(name, len(content))
    if not content.strip(b"\x00 \t\r\n\f\v\xef\xbb\xbf\xff\xfe"):
        raise ImportProblem(f"“{name}” is leeg.")
    CHECKS[kind](name, content)
    return kind


def check_size(name: str, size: int):
    """Also called before a file is read from disk, with the size that the disk gives."""
    if size > LARGEST_FILE:
        raise TooLarge(f"“{name}” is groter dan 25 MB; maak het bestand kleiner, bijvoorbeeld zonder foto's.")


def not_what_it_says(name: str) -> ImportProblem:
    return ImportProblem(
        f"“{name}” is niet wat de extensie zegt: de inhoud is van een andere soort of beschadigd."
    )


def protected(name: str) -> ImportProblem:
    return ImportProblem(
        f"“{name}” is beveiligd met een wachtwoord; haal de beveiliging eraf en probeer het opnieuw."
    )


def too_large(name: str) -> ImportProblem:
    return TooLarge(f"“{name}” is te groot of te ingewikkeld om in te lezen; splits het bestand.")


def damaged(name: str) -> ImportProblem:
    return ImportProblem(f"“{name}” is beschadigd en kan niet worden gelezen.")


def check_office(name: str, content: bytes):
    if content.startswith(OLE):
        raise protected(name) if ENCRYPTED_PACKAGE in content else not_what_it_says(name)
    if not content.startswith(ZIP):
        raise not_what_it_says(name)
    check_archive(name, content, extension(name))


def check_pdf(name: str, content: bytes):
    if b"%PDF-" not in content[:1024]:
        raise not_what_it_says(name)


def check_text(name: str, content: bytes):
    if content.startswith(BINARY):
        raise not_what_it_says(name)
    start = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if extension(name) == "txt" and start.startswith((b"<!doctype html", b"<html", b"<?xml")):
        raise not_what_it_says(name)


CHECKS = {"docx": check_office, "odt": check_office, "pdf": check_pdf, "txt": check_text, "html": check_text}
