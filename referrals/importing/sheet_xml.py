"""The rows of one sheet of an .xlsx file, read piece by piece: no part of it is ever held whole."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import IO
from xml.parsers import expat

from openpyxl.utils.datetime import from_excel

from referrals.importing.archives import ArchiveRefused, Fault
from referrals.importing.rows import CELL_SIGNS, ROW_CELLS, Row, row_of
from referrals.importing.shared_words import SharedWords

PIECE = 128 * 1024
LAST_ROW = 1_048_576
"""No sheet has more rows; a number above it is no row."""
WORDS = {"v", "t"}
"""Elements whose text is the cell's."""
ERRORS = "e"


class Cells:
    """What the numbers in a sheet's cells mean: words shared in its book, and how dates count."""

    def __init__(
        self, words: SharedWords, dates: set[int], durations: set[int], epoch: datetime
    ) -> None:
        self._words = words
        self._dates = dates
        self._durations = durations
        self._epoch = epoch

    def value(self, kind: str, style: str, text: str) -> object:
        """The value of a cell of this kind and style. Raises ValueError, IndexError."""
        if kind == "s":
            return self._words[int(text)]
        if kind in ("str", "inlineStr", "d"):
            return text
        if kind == "b":
            return text.strip() == "1"
        if kind == ERRORS:
            return None
        number = float(text)
        place = int(style or 0)
        if place not in self._dates:
            return number
        try:
            return from_excel(number, self._epoch, timedelta=place in self._durations)
        except (OverflowError, ValueError):
            return number


class _Rows:
    """Listens to the parser: rows as they end."""

    def __init__(self, cells: Cells) -> None:
        self.ended: list[Row] = []
        self._cells = cells
        self._number = 0
        self._at = -1
        self._values: list[object] = []
        self._formulas: set[int] = set()
        self._kind = self._style = ""
        self._text: list[str] | None = None
        self._said: list[str] = []
        self._length = 0
        self._is_sound_of_letters = False

    def begin(self, name: str, given: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "c":
            self._begin_cell(given)
        elif tag in WORDS and not self._is_sound_of_letters:
            self._text = self._said
        elif tag == "row":
            self._begin_row(given.get("r"))
        elif tag == "f":
            self._formulas.add(self._at)
        elif tag == "rPh":
            # How the letters are spoken, which Japanese sheets note beside them.
            self._is_sound_of_letters = True

    def end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag in WORDS:
            self._text = None
        elif tag == "c":
            self._end_cell()
        elif tag == "row":
            self._end_row()
        elif tag == "rPh":
            self._is_sound_of_letters = False

    def words(self, text: str) -> None:
        if self._text is not None and self._length <= CELL_SIGNS:
            self._text.append(text)
            self._length += len(text)

    def _begin_row(self, number: str | None) -> None:
        self._number = int(number) if number else self._number + 1
        if not 0 < self._number <= LAST_ROW:
            raise ArchiveRefused(Fault.TOO_LARGE)
        self._at, self._values, self._formulas = -1, [], set()

    def _begin_cell(self, given: dict[str, str]) -> None:
        place = given.get("r")
        self._at = column_of(place) if place else self._at + 1
        self._kind, self._style = given.get("t", "n"), given.get("s", "")
        self._said, self._length = [], 0

    def _end_cell(self) -> None:
        if not self._said or not 0 <= self._at < ROW_CELLS:
            return
        missing = self._at + 1 - len(self._values)
        self._values.extend([None] * missing)
        self._values[self._at] = self._cells.value(self._kind, self._style, "".join(self._said))

    def _end_row(self) -> None:
        formulas = frozenset(each for each in self._formulas if each < ROW_CELLS)
        row = row_of(self._number, self._values, formulas)
        if not row.is_empty:
            self.ended.append(row)


def rows_of(source: IO[bytes], cells: Cells) -> Iterator[Row]:
    """The rows of a sheet in their order, empty ones left out. Raises ArchiveRefused."""
    found = _Rows(cells)
    parse = _parser(found)
    while piece := source.read(PIECE):
        _parsed(parse, piece)
        yield from found.ended
        found.ended.clear()


def column_of(place: str) -> int:
    """The column of a cell such as AB12, from 0. Raises ArchiveRefused for what is no place."""
    at = 0
    for letter in place:
        if letter.isdigit():
            break
        at = at * 26 + ord(letter) - 64
        if not 0 < at <= 16_384:
            raise ArchiveRefused(Fault.NOT_A_ZIP)
    return at - 1


def _parser(found: _Rows) -> Callable[[bytes, bool], int]:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def declared(*_what: object) -> None:
        raise ArchiveRefused(Fault.ENTITIES)

    parser.StartDoctypeDeclHandler = declared
    parser.EntityDeclHandler = declared
    parser.StartElementHandler = found.begin
    parser.EndElementHandler = found.end
    parser.CharacterDataHandler = found.words
    return parser.Parse


def _parsed(parse: Callable[[bytes, bool], int], piece: bytes) -> None:
    try:
        parse(piece, False)
    except (expat.ExpatError, ValueError, IndexError) as wrong:
        raise ArchiveRefused(Fault.NOT_A_ZIP) from wrong
