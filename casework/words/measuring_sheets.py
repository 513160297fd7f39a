"""Published measures on their way out: as a table for programs, a workbook, a sheet of paper."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, StringIO

from flask_babel import gettext as _
from xlsxwriter import Workbook

from casework.measures.indicators import INDICATORS
from casework.measures.reading import QuarterRead
from casework.measures.shown import lines
from casework.measures.tables import Table
from casework.paper.blocks import Block, Heading, Note
from casework.paper.sheets import Sheet, beside, table
from casework.words.measuring import bucket_words, definition, suppression_note, title_of

HIDDEN = "hidden"
"""Stands where a number is not shown: an empty cell would be read as 0."""
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
FACTS = {
    "in_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
WIDTH = 24


def _head() -> list[str]:
    return [_("Quarter"), _("Measure"), _("What"), _("Where"), _("Group"), _("How many")]


def _rows(quarters: Iterable[QuarterRead]) -> Iterator[tuple[str, str, str, str, str, int | None]]:
    for quarter, id_, place, bucket, count in lines(quarters):
        where = place if len(place) == 2 else ""
        words = bucket_words(bucket) if bucket else str(_("Together"))
        yield quarter, id_, title_of(id_), where, words, count


def _minimum(quarters: Sequence[QuarterRead]) -> int:
    return max((each.minimum for read in quarters for each in read.tables), default=0)


def as_csv(quarters: Sequence[QuarterRead]) -> str:
    """One line a number, and the note at the end. No cell can be read as a formula."""
    written = StringIO()
    to = csv.writer(written)
    to.writerow(_head())
    for *said, count in _rows(quarters):
        to.writerow([*map(_safe, map(str, said)), HIDDEN if count is None else count])
    to.writerow([suppression_note(_minimum(quarters))])
    return "\ufeff" + written.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULAS) else cell


def as_workbook(quarters: Sequence[QuarterRead]) -> bytes:
    """A sheet of numbers, and one of definitions. Text is written as text."""
    made = BytesIO()
    book = Workbook(made, FACTS)
    bold = book.add_format({"bold": True})
    numbers = book.add_worksheet("Measures")
    numbers.freeze_panes(1, 0)
    numbers.set_column(0, len(_head()) - 1, WIDTH)
    for at, heading in enumerate(_head()):
        numbers.write_string(0, at, heading, bold)
    for line, (*said, count) in enumerate(_rows(quarters), 1):
        for at, text in enumerate(said):
            numbers.write_string(line, at, str(text))
        if count is None:
            numbers.write_string(line, len(said), HIDDEN)
        else:
            numbers.write_number(line, len(said), count)
    defined = book.add_worksheet("Definitions")
    defined.set_column(0, 2, WIDTH)
    defined.write_string(0, 0, suppression_note(_minimum(quarters)), bold)
    for line, cells in enumerate(_defined(), 1):
        for at, text in enumerate(cells):
            defined.write_string(line, at, text)
    book.close()
    return made.getvalue()


def _defined() -> Iterator[tuple[str, str, str]]:
    for each in INDICATORS:
        for label, words in definition(each.id):
            yield title_of(each.id), label, words


def as_sheet(read: QuarterRead, where: str) -> Sheet:
    """One quarter on paper: every table with what it counts beneath it."""
    blocks: list[Block] = [Note(text=suppression_note(_minimum([read])))]
    for indicator in INDICATORS:
        found = read.table(indicator.id)
        if found is not None and any(row.n != 0 for row in found.rows):
            blocks += _on_paper(found)
    return Sheet(
        id="M01", heading=f"{where}, {read.quarter}", blocks=blocks, layout="sheet", is_coded=False
    )


def _on_paper(one: Table) -> list[Block]:
    places = [_("All") if not row.place else row.place for row in one.rows if len(row.place) <= 2]
    head = [_("What"), *(places or [_("How many")])]
    rows = [[_("Together"), *(_number(row.n) for row in one.rows)]]
    rows += [
        [bucket_words(bucket), *(_number(row.counts[at]) for row in one.rows)]
        for at, bucket in enumerate(one.buckets)
    ]
    said = definition(one.indicator)
    return [
        Heading(text=title_of(one.indicator)),
        table(head, rows),
        beside(*((label, words) for label, words in said)),
    ]


def _number(count: int | None) -> str:
    return str(_("hidden")) if count is None else str(count)
