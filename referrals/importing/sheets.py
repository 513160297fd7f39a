"""Rows of a spreadsheet (.xlsx), one after the other, whatever the length of the sheet."""

import warnings
from collections.abc import Iterator
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from referrals.importing.archives import (
    MEGABYTE,
    ArchiveRefused,
    Fault,
    check_xml,
    opened_archive,
)
from referrals.importing.merges import filled_in, merges_in
from referrals.importing.rows import Row
from referrals.importing.sheet_xml import Cells, rows_of

BESIDE = 64 * MEGABYTE
"""What a book holds beside its sheets, its shared words above all: read whole, so bounded."""
BROKEN = (InvalidFileException, BadZipFile, KeyError, ValueError, SyntaxError, TypeError, OSError)


class Spreadsheet:
    """An .xlsx file that is read row by row. Close it; `file` stays the caller's.

    Raises ArchiveRefused for a file that is none, or that would unpack to more than it should.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._archive = opened_archive(file)
        check_xml(self._archive)
        _check_beside(self._archive)
        self._book = _loaded(file)

    @property
    def names(self) -> list[str]:
        """The sheets one can see, in their order. Hidden ones are nobody's list."""
        return [each.title for each in self._sheets() if each.sheet_state == "visible"]

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of one sheet, empty ones left out. Raises ArchiveRefused on the way."""
        sheet = next((each for each in self._sheets() if each.title == name), None)
        if sheet is None:
            return
        path = str(sheet._worksheet_path)
        cells = Cells(
            sheet._shared_strings,
            self._book._date_formats,
            self._book._timedelta_formats,
            self._book.epoch,
        )
        try:
            with self._archive.open(path) as source:
                merges = merges_in(source)
            with self._archive.open(path) as source:
                yield from filled_in(rows_of(source, cells), merges)
        except (BadZipFile, KeyError, EOFError, OSError) as wrong:
            raise ArchiveRefused(Fault.NOT_A_ZIP) from wrong

    def close(self) -> None:
        """Let go of it."""
        self._book.close()
        self._archive.close()

    def _sheets(self) -> list[Any]:
        return [each for each in self._book.worksheets if hasattr(each, "_worksheet_path")]


def _check_beside(archive: ZipFile) -> None:
    beside = [each for each in archive.infolist() if "worksheets/" not in each.filename]
    if sum(each.file_size for each in beside if each.filename.endswith(".xml")) > BESIDE:
        raise ArchiveRefused(Fault.TOO_LARGE)


def _loaded(file: IO[bytes]) -> Any:
    """The book: the names of its sheets, its shared words and which of its numbers are dates.

    What openpyxl keeps of these for its own reader is read from it; the rows are not.
    """
    file.seek(0)
    with warnings.catch_warnings():
        # openpyxl warns of every extension it does not know; none of them is a cell.
        warnings.simplefilter("ignore")
        try:
            return load_workbook(file, read_only=True, data_only=False, keep_links=False)
        except BROKEN as wrong:
            raise ArchiveRefused(Fault.NOT_A_ZIP) from wrong
