"""What a union may say of a factory as a whole: counts of what it follows that point at nobody.

Counted as it stood on the last day of the quarter before, so that two sheets of one quarter are
the same; and a case joins only with at least four others, so that no new one shows by itself.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from casework.inquiry.carrying_out import Carrying
from casework.measures.counts import INSIDE, TOTAL, Cell, Counts, Masked
from casework.measures.suppression import suppress
from casework.outcomes.following import Kept, Row
from casework.outcomes.opened import is_owed
from casework.protection.signs import Signal

MONTHS_OF_A_QUARTER = 3
PROGRESS = ("open", "decided", "seen")
DAYS = (Kept.KEPT, Kept.BROKEN, Kept.NONE)
SIGNS = ("none", "settled", "waiting")


@dataclass(frozen=True)
class Collective:
    """Counts after suppression; what is hidden is None."""

    until: date
    """The day they are of."""
    cases: int | None
    by_progress: tuple[tuple[str, tuple[int | None, ...]], ...]
    """How far; then how many by DAYS, and all of them."""
    by_sign: tuple[tuple[str, int | None], ...]


def collective(rows: Iterable[Row], zone: tzinfo, today: date) -> Collective:
    """The counts of one factory's cases; `rows` are those of that factory that she follows."""
    until = quarter_before(today)
    joined = _joined(sorted(rows, key=lambda row: row.received_at), zone, until)
    ways = Counter[Cell]((_progress(row, zone, until), _kept(row, until)) for row in joined)
    signs = Counter[Cell]((_sign(row, zone, until),) for row in joined)
    table = suppress(Counts((len(PROGRESS), len(DAYS)), ways), INSIDE)
    marks = suppress(Counts((len(SIGNS),), signs), INSIDE)
    return Collective(
        until=until,
        cases=table.of((TOTAL, TOTAL)),
        by_progress=tuple((name, _line(table, at)) for at, name in enumerate(PROGRESS)),
        by_sign=tuple((name, marks.of((at,))) for at, name in enumerate(SIGNS)),
    )


def quarter_before(today: date) -> date:
    """The last day of the quarter before a day."""
    first = (today.month - 1) // MONTHS_OF_A_QUARTER * MONTHS_OF_A_QUARTER + 1
    return date(today.year, first, 1) - timedelta(days=1)


def _joined(rows: list[Row], zone: tzinfo, until: date) -> list[Row]:
    """Those of some cases, the oldest first, that came with enough others to be counted."""
    joined: list[Row] = []
    waiting: list[Row] = []
    quarter: date | None = None
    for row in rows:
        told = row.received_at.astimezone(zone).date()
        if told > until:
            break
        if quarter_before(told) != quarter and len(waiting) >= INSIDE.minimum:
            joined, waiting = [*joined, *waiting], []
        quarter = quarter_before(told)
        waiting.append(row)
    return [*joined, *waiting] if len(waiting) >= INSIDE.minimum else joined


def _line(table: Masked, at: int) -> tuple[int | None, ...]:
    return tuple(table.of((at, each)) for each in (*range(len(DAYS)), TOTAL))


def _progress(row: Row, zone: tzinfo, until: date) -> int:
    if row.decided is None or row.decided.on > until:
        return PROGRESS.index("open")
    due = [each for each in row.carryings if each.item.is_carried_out]
    is_seen = all(_was_seen(each, zone, until) for each in due)
    return PROGRESS.index("seen" if is_seen else "decided")


def _was_seen(each: Carrying, zone: tzinfo, until: date) -> bool:
    return each.seen is not None and each.seen.at.astimezone(zone).date() <= until


def _kept(row: Row, until: date) -> int:
    owed = [each for each in row.clocks if is_owed(each) and each.due_on <= until]
    if any(each.done_on is None or each.done_on > each.due_on for each in owed):
        return DAYS.index(Kept.BROKEN)
    return DAYS.index(Kept.KEPT if owed else Kept.NONE)


def _sign(row: Row, zone: tzinfo, until: date) -> int:
    known = [each for each in row.signals if each.at.astimezone(zone).date() <= until]
    if any(_waits(each, zone, until) for each in known):
        return SIGNS.index("waiting")
    return SIGNS.index("settled" if known else "none")


def _waits(each: Signal, zone: tzinfo, until: date) -> bool:
    if not each.is_in_time:
        return False
    return each.done_at is None or each.done_at.astimezone(zone).date() > until
