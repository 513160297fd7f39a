"""Published measures on their way out: as a table for programs, a workbook, a sheet of paper."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO

from flask_babel import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from casework.measures.indicators import BY_ID, INDICATORS
from casework.measures.reading import QuarterRead
from casework.measures.shown import share
from casework.measures.tables import Row, Table
from casework.paper.blocks import Block, Heading, Note
from casework.paper.sheets import Sheet, beside, table
from casework.words.measuring import (
    bucket_words,
    definition,
    place_words,
    suppression_note,
    title_of,
)

FORMULAS = ("=", "+", "-", "@", "\t", "\r")
OPTIONS = {
    "in_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
WIDTH = 24
LONGEST = 31
"""Of a sheet's name; some signs may not stand in it."""
NO_NAME = str.maketrans("", "", "[]:*?/\\'")
Cell = str | int


@dataclass(frozen=True)
class Taken:
    """What is taken out: the quarters and measures that were asked, of one place."""

    quarters: Sequence[QuarterRead]
    name: str
    place: str = ""
    """The id of a factory or a union, as its own row has it; nothing for a programme."""
    indicator: str = ""
    """One measure alone, or nothing for all."""

    def tables(self, read: QuarterRead) -> Iterator[Table]:
        """What was asked of a quarter, in the order of the list."""
        for each in INDICATORS:
            found = read.table(each.id) if self.indicator in ("", each.id) else None
            if found is not None:
                yield found

    def where(self, row: Row) -> str:
        """A row's place, as the screen calls it."""
        is_its_own = row.place and row.place == self.place
        return self.name if is_its_own else place_words(row.place)

    @property
    def note(self) -> str:
        """What hidden means in it."""
        every = (each.minimum for read in self.quarters for each in read.tables)
        return suppression_note(max(every, default=0))


def hidden() -> str:
    """Stands where a number is not shown: an empty cell would be read as 0."""
    return str(_("hidden"))


def _head() -> list[str]:
    return [
        _("Quarter"),
        _("Measure"),
        _("What"),
        _("Where"),
        _("Group"),
        _("How many"),
        _("Out of"),
        _("Share, in per cent"),
        _("Middle, in days"),
    ]


def _rows(taken: Taken) -> Iterator[list[Cell]]:
    for read in taken.quarters:
        for one in taken.tables(read):
            yield from _lines(taken, str(read.quarter), one)


def _lines(taken: Taken, quarter: str, one: Table) -> Iterator[list[Cell]]:
    """Words are looked up once a table: there are many thousand lines."""
    said: list[Cell] = [quarter, one.indicator, title_of(one.indicator)]
    together, buckets = str(_("Together")), [bucket_words(each) for each in one.buckets]
    for row in one.rows:
        at: list[Cell] = [*said, taken.where(row)]
        out_of = _count(row.n)
        yield [*at, together, out_of, *_figures(one, row)]
        for words, count in zip(buckets, row.counts, strict=True):
            yield [*at, words, _count(count), out_of, "", ""]


def _count(count: int | None) -> Cell:
    return hidden() if count is None else count


def _figures(one: Table, row: Row) -> list[Cell]:
    """Out of how many, the share, and the middle, where there are such."""
    part = share(one, row)
    middle = "" if row.middle is None else bucket_words(str(row.middle))
    return [part.out_of, part.percent, middle] if part is not None else ["", "", middle]


def as_csv(taken: Taken) -> str:
    """One line a number, the definitions, and the note. No cell can be read as a formula."""
    written = StringIO()
    to = csv.writer(written)
    to.writerow(_head())
    to.writerows([_safe(cell) for cell in cells] for cells in _rows(taken))
    to.writerow([])
    to.writerow([_("Definitions")])
    to.writerows([_safe(cell) for cell in cells] for cells in _defined(taken))
    to.writerow([taken.note])
    return "\ufeff" + written.getvalue()


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULAS) else cell


def as_workbook(taken: Taken) -> bytes:
    """A sheet of numbers, and one of definitions. Text is written as text."""
    made = BytesIO()
    book = Workbook(made, OPTIONS)
    bold = book.add_format({"bold": True})
    numbers = book.add_worksheet(_sheet_name(_("Measures")))
    numbers.freeze_panes(1, 0)
    numbers.set_column(0, len(_head()) - 1, WIDTH)
    for at, heading in enumerate(_head()):
        numbers.write_string(0, at, heading, bold)
    _write(numbers, _rows(taken))
    defined = book.add_worksheet(_sheet_name(_("Definitions")))
    defined.set_column(0, 2, WIDTH)
    defined.write_string(0, 0, taken.note, bold)
    _write(defined, _defined(taken))
    book.close()
    return made.getvalue()


def _write(sheet: Worksheet, rows: Iterable[Sequence[Cell]]) -> None:
    for line, cells in enumerate(rows, 1):
        for at, cell in enumerate(cells):
            if isinstance(cell, str):
                sheet.write_string(line, at, cell)
            else:
                sheet.write_number(line, at, cell)


def _sheet_name(name: str) -> str:
    return name.translate(NO_NAME)[:LONGEST]


def _defined(taken: Taken) -> Iterator[tuple[str, str, str]]:
    for each in INDICATORS:
        if taken.indicator in ("", each.id):
            for label, words in definition(each.id):
                yield title_of(each.id), label, words


def as_sheet(taken: Taken) -> Sheet:
    """Quarters on paper: every table with what it counts beneath it."""
    blocks: list[Block] = [Note(text=taken.note)]
    for read in taken.quarters:
        for one in taken.tables(read):
            if any(row.n != 0 for row in one.rows):
                blocks += _on_paper(taken, one)
    names = ", ".join(str(each.quarter) for each in taken.quarters)
    heading = f"{taken.name}, {names}"
    return Sheet(id="M01", heading=heading, blocks=blocks, layout="sheet", is_coded=False)


def _on_paper(taken: Taken, one: Table) -> list[Block]:
    head = [_("What"), *(taken.where(row) for row in one.rows)]
    rows = [[_("Together"), *(_number(row.n) for row in one.rows)]]
    rows += [
        [bucket_words(bucket), *(_number(row.counts[at]) for row in one.rows)]
        for at, bucket in enumerate(one.buckets)
    ]
    figures = [_figures(one, row) for row in one.rows]
    if any(each[1] != "" for each in figures):
        rows.append([_("Share"), *(_part(one, row) for row in one.rows)])
    if any(each[2] for each in figures):
        rows.append([_("Middle, in days"), *(str(each[2] or "–") for each in figures)])
    return [
        Heading(text=title_of(one.indicator)),
        table(head, rows),
        beside(*definition(one.indicator)),
    ]


def _part(one: Table, row: Row) -> str:
    part = share(one, row)
    if part is None:
        return "–" if row.n == 0 else hidden()
    said: str = _("%(percent)s%% of %(n)s", percent=part.percent, n=part.out_of)
    return said


def _number(count: int | None) -> str:
    return hidden() if count is None else str(count)


def is_measure(id_: str) -> bool:
    """Whether there is a measure of this name."""
    return id_ in BY_ID
