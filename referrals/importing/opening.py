"""What kind of file somebody brought, by how it begins and what is in it, and not by its name."""

from enum import StrEnum
from typing import IO
from zipfile import ZipFile

from referrals.importing.archives import ArchiveRefused, opened_archive

OLD_OFFICE = b"\xd0\xcf\x11\xe0"
ZIP = b"PK"
PAGES = (b"%PDF", b"<!do", b"<htm", b"{\\rt", b"\x89PNG", b"\xff\xd8\xff")
TABLES = ("services.csv", "service.csv")
BLANK = b" \t\r\n"
BYTE_ORDER = b"\xef\xbb\xbf"


class Format(StrEnum):
    """What can be read."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"
    """HSDS: a page of services, a list of them, or a body with its services."""
    TABLES = "tables"
    """HSDS: a data package of CSV files in a zip."""


LISTS = frozenset({Format.XLSX, Format.CSV})
"""Those whose columns somebody has to say the meaning of."""


class Refusal(StrEnum):
    """Why a file is not read at all."""

    EMPTY = "empty"
    OLD_OFFICE = "old-office"
    """A spreadsheet of before 2007, or one with a passphrase: both begin alike."""
    OPEN_DOCUMENT = "open-document"
    NO_LIST = "no-list"
    """A picture, a PDF, a page: nothing with rows."""
    UNSAFE = "unsafe"
    """It would grow to more than a list can be, or declares what no list needs."""
    TOO_LARGE = "too-large"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    NO_HEADINGS = "no-headings"
    NO_SHEET = "no-sheet"
    TOO_MANY_ROWS = "too-many-rows"


class FileRefused(Exception):
    """The file is not read. `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


REFUSALS = {
    "not-a-zip": Refusal.BROKEN,
    "too-large": Refusal.TOO_LARGE,
    "bomb": Refusal.UNSAFE,
    "entities": Refusal.UNSAFE,
    "encrypted": Refusal.ENCRYPTED,
}


def format_of(file: IO[bytes]) -> Format:
    """What kind of file it is. Raises FileRefused."""
    file.seek(0)
    head = file.read(4096)
    file.seek(0)
    if not head.strip(BLANK):
        raise FileRefused(Refusal.EMPTY)
    if head.startswith(OLD_OFFICE):
        raise FileRefused(Refusal.OLD_OFFICE)
    if head.startswith(ZIP):
        return _packed(file)
    if head.lstrip(BLANK).lower().startswith(tuple(each.lower() for each in PAGES)):
        raise FileRefused(Refusal.NO_LIST)
    begin = head.removeprefix(BYTE_ORDER).lstrip(BLANK)
    return Format.JSON if begin[:1] in (b"{", b"[") else Format.CSV


def refused(wrong: ArchiveRefused) -> FileRefused:
    """Why an archive was not opened, as of any file."""
    return FileRefused(REFUSALS[wrong.fault.value])


def _packed(file: IO[bytes]) -> Format:
    try:
        archive = opened_archive(file)
    except ArchiveRefused as wrong:
        raise refused(wrong) from wrong
    with archive:
        return _of_archive(archive)


def _of_archive(archive: ZipFile) -> Format:
    names = {each.lower() for each in archive.namelist()}
    if "xl/workbook.xml" in names:
        return Format.XLSX
    if any(each.rpartition("/")[2] in TABLES for each in names):
        return Format.TABLES
    if "content.xml" in names:
        raise FileRefused(Refusal.OPEN_DOCUMENT)
    raise FileRefused(Refusal.NO_LIST)
