"""Rows of a spreadsheet (.xlsx), one after the other, whatever the length of the sheet."""

import warnings
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import IO, Any
from zipfile import BadZipFile

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.xml.constants import ARC_STYLE, SHARED_STRINGS, WORKSHEET_TYPE

from referrals.importing.archives import (
    MEGABYTE,
    PICTURES,
    ArchiveRefused,
    Fault,
    check_xml,
    opened_archive,
)
from referrals.importing.merges import filled_in, merges_in
from referrals.importing.rows import Row
from referrals.importing.shared_words import SharedWords
from referrals.importing.sheet_xml import Cells, rows_of

WORDS = 64 * MEGABYTE
"""The shared words of a book: read one by one and held packed."""
BESIDE = 16 * MEGABYTE
"""What a book holds beside its rows and words, and beside pictures, which nobody reads: read whole,
so bounded.
"""
BROKEN = (InvalidFileException, BadZipFile, KeyError, ValueError, SyntaxError, TypeError, OSError)


class Spreadsheet:
    """An .xlsx file that is read row by row. Close it; `file` stays the caller's.

    Raises ArchiveRefused for a file that is none, or that would unpack to more than it should.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._archive = opened_archive(file)
        check_xml(self._archive)
        self._reader: Any = _loaded(file)
        self._book: Any = self._reader.wb

    @cached_property
    def _words(self) -> SharedWords:
        part = self._reader.package.find(SHARED_STRINGS)
        if part is None:
            return SharedWords()
        try:
            with self._archive.open(part.PartName.lstrip("/")) as source:
                return SharedWords(source)
        except (BadZipFile, KeyError, EOFError, OSError) as wrong:
            raise ArchiveRefused(Fault.NOT_A_ZIP) from wrong

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
            self._words,
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


class _Reader(ExcelReader):
    """Reads of a book what its rows need to be understood, and leaves everything else."""

    def read_strings(self) -> None:
        """Before anything else is read: it is known now what each part is, however it is called."""
        _check_parts(self)

    def read_properties(self) -> None:
        """Who wrote it and when."""

    def read_custom(self) -> None:
        """What somebody noted of it."""

    def read_theme(self) -> None:
        """Its colours."""

    def read_chartsheet(self, sheet: object, rel: object) -> None:
        """A picture of rows that stand elsewhere."""


def _check_parts(reader: ExcelReader) -> None:
    """Refuse a book of which more would be read whole than any list needs."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for each in reader.package.Override:
        kinds[each.PartName.lstrip("/")].add(each.ContentType)
    words = beside = 0
    for part in reader.archive.infolist():
        said = kinds[part.filename]
        if said == {SHARED_STRINGS}:
            words += part.file_size
        elif not _is_left(part.filename, said):
            beside += part.file_size
    if words > WORDS or beside > BESIDE:
        raise ArchiveRefused(Fault.TOO_LARGE)


def _is_left(name: str, kinds: set[str]) -> bool:
    """Whether a part is read row by row, or by nobody."""
    if kinds == {WORKSHEET_TYPE}:
        return name != ARC_STYLE and not name.endswith(".rels")
    return not kinds and name.lower().endswith(PICTURES)


def _loaded(file: IO[bytes]) -> ExcelReader:
    """The book: the names of its sheets, where its words are and which numbers are dates.

    What openpyxl keeps of these for its own reader is read from it; the rows are not.
    """
    file.seek(0)
    with warnings.catch_warnings():
        # openpyxl warns of every extension it does not know; none of them is a cell.
        warnings.simplefilter("ignore")
        try:
            reader = _Reader(file, read_only=True, data_only=False, keep_links=False)
            reader.read()
        except BROKEN as wrong:
            raise ArchiveRefused(Fault.NOT_A_ZIP) from wrong
    return reader
