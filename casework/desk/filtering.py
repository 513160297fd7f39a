"""Which of her cases somebody wants to see in a list: in which state, told in which months."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from enum import StrEnum
from types import MappingProxyType

from casework.desk.held import Row
from casework.models.cover import CLOSED


class State(StrEnum):
    """In which state a case is, as a list asks. A case can be in several.

    One letter each: an address stays in a browser's history.
    """

    NEW = "n"
    """Nobody has confirmed receipt."""
    WAITING = "w"
    """Something of it waits for whoever looks."""
    OPEN = "o"
    ENDED = "e"
    CONCERN = "t"
    """Told by somebody else; the survivor has not agreed."""
    WITHDRAWN = "s"
    """She asks to withdraw it."""


IS_IN: Mapping[State, Callable[[Row], bool]] = MappingProxyType(
    {
        State.NEW: lambda row: row.is_unread and row.stage != CLOSED,
        State.WAITING: lambda row: bool(row.waits),
        State.OPEN: lambda row: row.stage != CLOSED,
        State.ENDED: lambda row: row.stage == CLOSED,
        State.CONCERN: lambda row: row.is_concern,
        State.WITHDRAWN: lambda row: row.is_withdrawn,
    }
)


@dataclass(frozen=True)
class Filter:
    """What is wanted; nothing means everything. Months are named by their first day."""

    state: State | None = None
    since: date | None = None
    until: date | None = None

    @property
    def is_chosen(self) -> bool:
        """Whether anything is left out."""
        return any((self.state, self.since, self.until))

    def of(self, rows: Iterable[Row], zone: tzinfo) -> list[Row]:
        """Those of some rows that are wanted, in their order; months are those of a time zone."""
        return [row for row in rows if self._fits(row, zone)]

    def _fits(self, row: Row, zone: tzinfo) -> bool:
        if self.state is not None and not is_in(row, self.state):
            return False
        if self.since is None and self.until is None:
            return True
        month = month_of(row, zone)
        return (self.since or month) <= month <= (self.until or month)


def is_in(row: Row, state: State) -> bool:
    """Whether a case is in a state."""
    return IS_IN[state](row)


def month_of(row: Row, zone: tzinfo) -> date:
    """The first day of the month in which a case was told."""
    return row.received_at.astimezone(zone).date().replace(day=1)


def months(rows: Iterable[Row], zone: tzinfo) -> list[date]:
    """Every month from the first case to the last, the newest first."""
    told = sorted({month_of(row, zone) for row in rows})
    if not told:
        return []
    first, last = ((each.year * 12 + each.month - 1) for each in (told[0], told[-1]))
    return [date(*_split(number), 1) for number in range(last, first - 1, -1)]


def _split(number: int) -> tuple[int, int]:
    year, month = divmod(number, 12)
    return year, month + 1
