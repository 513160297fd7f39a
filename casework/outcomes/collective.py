"""What a union may say of a factory as a whole: counts of what it follows that point at nobody.

A sheet is made for the employer: it is told as outside. It counts the cases in which something
happened in a quarter, as they stood on its last day: who is taken out of a later one is missing in
no sum of an earlier one. It is counted once and kept (casework.outcomes.sheets).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, tzinfo
from typing import TypeVar

import msgspec

from casework.measures.counts import OUTSIDE, TOTAL, Cell, Counts, Masked
from casework.measures.quarters import Quarter
from casework.measures.suppression import suppress
from casework.outcomes.following import Row
from casework.outcomes.stood import DAYS, OPEN, PROGRESS, REMEDIES, SIGNS, Stood

DECIDED = PROGRESS[1:]
Level = TypeVar("Level")


class Line(msgspec.Struct, frozen=True):
    """One line of a sheet: what it counts, and the counts."""

    name: str
    counts: tuple[int | None, ...]
    label: str = ""
    """Of a sanction, the words of its country's procedure."""


class Collective(msgspec.Struct, frozen=True, kw_only=True):
    """Counts after suppression; what is hidden is None."""

    until: date
    """The day they are of."""
    cases: int | None
    by_progress: tuple[Line, ...]
    """How far; then how many by DAYS, and all of them."""
    by_class: tuple[Line, ...]
    """What was decided about the respondent; then how many by DECIDED, and all of them."""
    hides_classes: bool
    """Whether there are classes of which not even the sum is shown: they are not named."""
    by_remedy: tuple[Line, ...]
    by_sign: tuple[Line, ...]


def collective(rows: Iterable[Row], zone: tzinfo, quarter: Quarter) -> Collective:
    """The counts of one factory's cases; `rows` are those that are counted together there."""
    at = Stood(zone, quarter.last_day)
    joined = [row for row in rows if at.has_moved(row, quarter.first_day)]
    if len(joined) < OUTSIDE.minimum:
        joined = []
    classes = sorted({at.decided_about_him(row) for row in joined if at.progress(row) in DECIDED})
    days, sorts = _alike(
        _counts(joined, at, DAYS, at.kept),
        _counts(joined, at, [(OPEN, ""), *classes], at.decided_about_him),
    )
    lines = [
        Line(name, _line(sorts, 1 + each), label) for each, (name, label) in enumerate(classes)
    ]
    return Collective(
        until=at.until,
        cases=days.of((TOTAL, TOTAL)),
        by_progress=tuple(
            Line(name, tuple(days.of((each, day)) for day in (*range(len(DAYS)), TOTAL)))
            for each, name in enumerate(PROGRESS)
        ),
        by_class=tuple(each for each in lines if each.counts[-1] is not None),
        hides_classes=any(each.counts[-1] is None for each in lines),
        by_remedy=_alone(REMEDIES, joined, at.remedy),
        by_sign=_alone(SIGNS, joined, at.sign),
    )


def _counts(
    rows: Iterable[Row], at: Stood, levels: Sequence[Level], sort: Callable[[Row], Level]
) -> Counts:
    """How far, by one more question."""
    cells = Counter[Cell](
        (PROGRESS.index(at.progress(row)), levels.index(sort(row))) for row in rows
    )
    return Counts((len(PROGRESS), len(levels)), cells)


def _alike(*tables: Counts) -> list[Masked]:
    """Suppress until every question hides the same of how far they are: no one tells another's."""
    hide: set[Cell] = set()
    while True:
        found = [suppress(each, OUTSIDE, hide=hide) for each in tables]
        levels = [(level, TOTAL) for level in range(len(PROGRESS))]
        seen = {cell for each in found for cell in levels if each.of(cell) is None}
        if seen <= hide:
            return found
        hide |= seen


def _line(table: Masked, at: int) -> tuple[int | None, ...]:
    levels = (*(PROGRESS.index(each) for each in DECIDED), TOTAL)
    return tuple(table.of((level, at)) for level in levels)


def _alone(
    names: Sequence[str], rows: Iterable[Row], sort: Callable[[Row], str]
) -> tuple[Line, ...]:
    """A question of its own."""
    counts = Counter[Cell]((names.index(sort(row)),) for row in rows)
    table = suppress(Counts((len(names),), counts), OUTSIDE)
    return tuple(Line(name, (table.of((each,)),)) for each, name in enumerate(names))
