"""Which of the cases she follows a representative wants to see; nothing of it is case text."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from enum import StrEnum
from types import MappingProxyType

from casework.outcomes.following import Kept, Need, Row


class State(StrEnum):
    """How far a case is. One letter each: an address stays in a browser's history."""

    OPEN = "o"
    """Nothing is decided yet."""
    DECIDED = "d"
    """Decided, and not all of it was seen applied."""
    SEEN = "v"
    """All that was decided was seen applied."""
    CLOSED = "e"


CLOCKS: Mapping[str, Kept] = MappingProxyType({"k": Kept.KEPT, "b": Kept.BROKEN, "n": Kept.NONE})
NEEDS: Mapping[str, Need] = MappingProxyType(
    {
        "c": Need.BESIDE,
        "r": Need.SIGNAL,
        "x": Need.NOT_APPLIED,
        "v": Need.LOOK,
        "u": Need.UNANSWERED,
        "l": Need.LATE,
        "g": Need.WENT_BACK,
    }
)
ANY = "a"
"""Whatever it is that needs the union."""


@dataclass(frozen=True)
class Filter:
    """What is wanted; nothing means everything. Months are named by their first day."""

    state: State | None = None
    kept: Kept | None = None
    need: str = ""
    """A letter of NEEDS, or ANY."""
    since: date | None = None
    until: date | None = None

    def of(self, rows: Iterable[Row], zone: tzinfo) -> list[Row]:
        """Those of some rows that are wanted, in their order."""
        return [row for row in rows if all(fits(row) for fits in self._asks(zone))]

    def _asks(self, zone: tzinfo) -> Iterable[Callable[[Row], bool]]:
        if self.state is not None:
            yield lambda row: is_in(row, self.state)
        if self.kept is not None:
            yield lambda row: row.kept is self.kept
        if self.need:
            yield (
                lambda row: (
                    NEEDS.get(self.need) in row.needs or bool(self.need == ANY and row.needs)
                )
            )
        if self.since is not None:
            yield lambda row: month_of(row, zone) >= (self.since or date.min)
        if self.until is not None:
            yield lambda row: month_of(row, zone) <= (self.until or date.max)


def is_in(row: Row, state: State | None) -> bool:
    """Whether a case is that far."""
    if state is State.CLOSED or row.is_closed:
        return row.is_closed and state is State.CLOSED
    if row.decided is None:
        return state is State.OPEN
    due = [each for each in row.carryings if each.item.is_carried_out]
    is_seen = all(each.seen is not None for each in due)
    return state is (State.SEEN if is_seen else State.DECIDED)


def month_of(row: Row, zone: tzinfo) -> date:
    """The first day of the month in which a case was told."""
    return row.received_at.astimezone(zone).date().replace(day=1)


def months(rows: Iterable[Row], zone: tzinfo) -> list[date]:
    """Every month in which one of some cases was told, the newest first."""
    return sorted({month_of(row, zone) for row in rows}, reverse=True)
