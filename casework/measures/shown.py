"""Figures made of stored tables, and of nothing else: what a page and an export show."""

from collections.abc import Iterable
from dataclasses import dataclass

from casework.facts.fact import Step
from casework.measures.indicators import APPLIED, BY_ID, FUNNEL
from casework.measures.reading import QuarterRead
from casework.measures.tables import Row, Table

WHOLE = 100


@dataclass(frozen=True)
class Share:
    """Yes out of yes and no, in whole per cent."""

    percent: int
    out_of: int
    """The *n* that stands beside it."""


@dataclass(frozen=True)
class Point:
    """One number of a series. None is hidden, or was never counted."""

    label: str
    count: int | None


def share(table: Table, row: Row) -> Share | None:
    """The share of a row; None where a part is hidden, or where there is nothing to divide by."""
    if table.buckets[:2] != ("yes", "no"):
        return None
    yes, no = row.counts[0], row.counts[1]
    if yes is None or no is None or yes + no < table.minimum:
        return None
    return Share((WHOLE * yes * 2 + yes + no) // (2 * (yes + no)), yes + no)


def series(quarters: Iterable[QuarterRead], indicator: str, place: str) -> list[Point]:
    """How many in each quarter."""
    return [Point(str(each.quarter), _n(each, indicator, place)) for each in quarters]


def funnel(quarter: QuarterRead, place: str) -> list[Point]:
    """Told, acknowledged, decided, applied: each what happened in the quarter."""
    return [Point(each, _reached(quarter, each, place)) for each in FUNNEL]


def shares(
    quarters: Iterable[QuarterRead], indicator: str, place: str
) -> list[tuple[str, Share | None]]:
    """The share in each quarter."""
    found = []
    for each in quarters:
        table = each.table(indicator)
        row = table.row(place) if table is not None else None
        found.append((str(each.quarter), share(table, row) if table and row else None))
    return found


def completed(quarter: QuarterRead, place: str) -> Share | None:
    """Referrals completed out of those accepted in the same quarter; facts are not linked, so it
    can be over a hundred. None where one of both is hidden, or too few were accepted.
    """
    table = quarter.table("I11")
    row = table.row(place) if table is not None else None
    if table is None or row is None:
        return None
    counts = dict(zip(table.buckets, row.counts, strict=True))
    done, accepted = counts[Step.COMPLETED], counts[Step.ACCEPTED]
    if done is None or accepted is None or accepted < table.minimum:
        return None
    return Share((WHOLE * done * 2 + accepted) // (2 * accepted), accepted)


def clocks(quarter: QuarterRead, place: str) -> list[tuple[str, Row, Share | None]]:
    """Of each stage, whether its clock was kept; stages that nothing ended are left out."""
    found = []
    for table in quarter.tables:
        row = table.row(place)
        if table.indicator.startswith("I5-") and row is not None and row.n != 0:
            found.append((table.indicator, row, share(table, row)))
    return found


def lines(quarters: Iterable[QuarterRead]) -> Iterable[tuple[str, str, str, str, int | None]]:
    """Every number of some quarters: quarter, indicator, place, bucket and count."""
    for read in quarters:
        for table in read.tables:
            if table.indicator in BY_ID:
                yield from _lines_of(str(read.quarter), table)


def _lines_of(quarter: str, table: Table) -> Iterable[tuple[str, str, str, str, int | None]]:
    for row in table.rows:
        yield quarter, table.indicator, row.place, "", row.n
        for bucket, count in zip(table.buckets, row.counts, strict=True):
            yield quarter, table.indicator, row.place, bucket, count


def _reached(read: QuarterRead, indicator: str, place: str) -> int | None:
    """How many came so far: of a sanction looked at only what was seen applied."""
    table = read.table(indicator)
    row = table.row(place) if table is not None else None
    if row is None:
        return None
    return row.counts[0] if indicator == APPLIED else row.n


def _n(read: QuarterRead, indicator: str, place: str) -> int | None:
    table = read.table(indicator)
    row = table.row(place) if table is not None else None
    return row.n if row is not None else None
