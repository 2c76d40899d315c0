"""Word and OpenDocument files are zip archives: look inside without being blown up by one."""

import io
import zipfile
import zlib

from kennisbank.importing.problems import ImportProblem, TooLarge

MEGABYTE = 1024 * 1024
LARGEST_INFLATED = 150 * MEGABYTE
LARGEST_PART = 10 * MEGABYTE  # a part that we read as XML; more takes too much memory
MOST_PARTS = 4000
# A part may be this many times larger than it is packed, once it is larger than a megabyte.
LARGEST_RATIO = 250
PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ")
OFFICE_INSIDE = (".xlsx", ".docx", ".pptx", ".xlsm", ".odt", ".ods", ".odp")

MAIN_PART = {
    "docx": "word/document.xml",
    "odt": "content.xml",
    "ods": "content.xml",
    "pptx": "ppt/presentation.xml",
    "xlsx": "xl/workbook.xml",
}


def check_archive(name: str, content: bytes, kind: str):
    """Whole, of this kind, not protected, no bomb. Raises ImportProblem."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if any(entry.flag_bits & 1 for entry in entries) or is_protected(archive, names):
                raise ImportProblem(
                    f"“{name}” is beveiligd met een wachtwoord; haal de beveiliging eraf en probeer het opnieuw."
                )
            check_declared(name, entries)
            if MAIN_PART[kind] not in names:
                raise ImportProblem(
                    f"“{name}” is niet wat de extensie zegt: de inhoud is van een andere soort of beschadigd."
                )
            check_inflated(name, archive, entries)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        RuntimeError,
    ) as error:
        raise ImportProblem(f"“{name}” is beschadigd en kan niet worden gelezen.") from error


def bomb(name: str) -> ImportProblem:
    return TooLarge(f"“{name}” wordt bij het uitpakken veel te groot en is daarom niet geopend.")


def is_protected(archive: zipfile.ZipFile, names: set[str]) -> bool:
    """OpenDocument files lock their parts one by one, and say so in the manifest."""
    if "encrypted-package" in names:
        return True
    manifest = "META-INF/manifest.xml"
    if manifest not in names or archive.getinfo(manifest).file_size > MEGABYTE:
        return False
    return b"encryption-data" in archive.read(manifest)


def check_declared(name: str, entries: list[zipfile.ZipInfo]):
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_INFLATED:
        raise bomb(name)
    for entry in entries:
        check_entry(name, entry, entry.file_size)


def check_entry(name: str, entry: zipfile.ZipInfo, size: int):
    if size > MEGABYTE and size > LARGEST_RATIO * max(entry.compress_size, 1):
        raise bomb(name)
    if entry.filename.endswith((".xml", ".rels")) and size > LARGEST_PART:
        raise TooLarge(f"“{name}” is te groot of te ingewikkeld om in te lezen; splits het bestand.")


def check_inflated(name: str, archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]):
    """What is declared may be a lie: inflate piece by piece, keep nothing, stop in time."""
    total = 0
    for entry in entries:
        size = 0
        with archive.open(entry) as part:
            while piece := part.read(64 * 1024):
                if (
                    not size
                    and piece.startswith(PACKED)
                    and not entry.filename.lower().endswith(OFFICE_INSIDE)
                ):
                    raise ImportProblem(
                        f"In “{name}” zit een ingepakt archief; haal dat eruit en probeer het opnieuw."
                    )
                size += len(piece)
                total += len(piece)
                if total > LARGEST_INFLATED:
                    raise bomb(name)
                check_entry(name, entry, size)
        if entry.filename.lower().endswith(OFFICE_INSIDE):
            check_inside(name, archive, entry)


def check_inside(name: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo):
    """A document in the document (a sheet behind a graph): its own declared sizes count as well."""
    if entry.file_size > 25 * MEGABYTE:
        raise bomb(name)
    try:
        with zipfile.ZipFile(io.BytesIO(archive.read(entry))) as inner:
            check_declared(name, inner.infolist())
            if any(
                item.filename.lower().endswith((".zip", ".gz", ".7z", ".rar")) for item in inner.infolist()
            ):
                raise ImportProblem(
                    f"In “{name}” zit een ingepakt archief; haal dat eruit en probeer het opnieuw."
                )
    except zipfile.BadZipFile:
        return
