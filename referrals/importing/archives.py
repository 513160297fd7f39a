"""Zip archives and the XML in them, refused before they grow: nothing is unpacked on trust."""

from enum import StrEnum
from typing import IO
from xml.parsers import expat
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

MEGABYTE = 1024 * 1024
MEMBERS = 2_000
UNPACKED = 600 * MEGABYTE
"""A hundred thousand rows of thirty columns are 200 MB of XML."""
RATIO = 200
"""How many times smaller a part may be packed. Sheets of the most regular kind reach 60."""
SMALL = 5 * MEGABYTE
"""Below this no ratio is looked at: a page of equal cells packs well and harms nobody."""
PROLOGUE = 64 * 1024
"""How much may stand before the first element of a part. Nothing of use ever does."""
METHODS = {0, 8}
"""Stored and deflated; no spreadsheet packs in another way."""


PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bmp", ".tif", ".tiff", ".svg")
NAMED_XML = (".xml", ".rels", ".vml")


class Fault(StrEnum):
    """Why an archive is not read."""

    NOT_A_ZIP = "not-a-zip"
    TOO_LARGE = "too-large"
    BOMB = "bomb"
    """It would unpack to far more than it is."""
    ENTITIES = "entities"
    """A part declares a document type: the way to let a few lines grow to gigabytes."""
    ENCRYPTED = "encrypted"


class ArchiveRefused(Exception):
    """It is not opened. `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def opened_archive(file: IO[bytes], unpacked: int = UNPACKED) -> ZipFile:
    """An archive whose every part stays within bounds. Raises ArchiveRefused.

    Sizes are those that the archive declares. zipfile reads no part further than that, so an
    archive that lies about them is cut short and fails its checksum.
    """
    try:
        archive = ZipFile(file)
    except (BadZipFile, LargeZipFile, OSError, ValueError, NotImplementedError) as wrong:
        raise ArchiveRefused(Fault.NOT_A_ZIP) from wrong
    parts = archive.infolist()
    if len(parts) > MEMBERS or sum(each.file_size for each in parts) > unpacked:
        raise ArchiveRefused(Fault.TOO_LARGE)
    for part in parts:
        _look_at(part)
    if len({each.header_offset for each in parts}) < len(parts):
        # Parts that lie over each other: one packed block read again and again.
        raise ArchiveRefused(Fault.BOMB)
    return archive


def check_xml(archive: ZipFile) -> None:
    """Refuse parts of XML that declare a document type. Raises ArchiveRefused.

    Such a declaration can stand before the first element only, so reading stops there.
    """
    for part in archive.infolist():
        name = part.filename.lower()
        if name.endswith(PICTURES):
            continue
        try:
            with archive.open(part) as source:
                _look_into(source)
        except ArchiveRefused as wrong:
            # Under another name it may be XML all the same, or be none and harm nobody.
            if name.endswith(NAMED_XML) or wrong.fault is Fault.ENTITIES:
                raise


def _look_at(part: ZipInfo) -> None:
    if part.flag_bits & 1:
        raise ArchiveRefused(Fault.ENCRYPTED)
    if part.compress_type not in METHODS:
        raise ArchiveRefused(Fault.NOT_A_ZIP)
    if part.file_size > SMALL and part.file_size > part.compress_size * RATIO:
        raise ArchiveRefused(Fault.BOMB)


class _AtFirstElement(Exception):
    """Nothing can be declared any more."""


def _look_into(source: IO[bytes]) -> None:
    parser = expat.ParserCreate()

    def declared(*_what: object) -> None:
        raise ArchiveRefused(Fault.ENTITIES)

    def begun(*_what: object) -> None:
        raise _AtFirstElement

    parser.StartDoctypeDeclHandler = declared
    parser.EntityDeclHandler = declared
    parser.StartElementHandler = begun
    try:
        parser.Parse(source.read(PROLOGUE), False)
    except _AtFirstElement:
        return
    except (expat.ExpatError, BadZipFile, OSError) as wrong:
        raise ArchiveRefused(Fault.NOT_A_ZIP) from wrong
    raise ArchiveRefused(Fault.ENTITIES)
