"""Which of the cases she follows a representative wants to see; nothing of it is case text."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from casework.outcomes.following import Kept, Need, Row, Shared
from casework.procedures.terms import OutcomeKind


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
SHARED: Mapping[str, Shared] = MappingProxyType(
    {"o": Shared.NOTHING, "p": Shared.PLACE, "n": Shared.NAME}
)
ANY = "a"
"""Whatever it is that needs the union."""


class Decided(StrEnum):
    """What was decided, in classes; one case can be in several."""

    SANCTION = "s"
    REMEDY = "r"
    SETTLED = "t"
    NOTHING = "n"
    """It is decided, and there is nothing to be carried out."""


KINDS: Mapping[Decided, OutcomeKind] = MappingProxyType(
    {
        Decided.SANCTION: OutcomeKind.DISCIPLINARY,
        Decided.REMEDY: OutcomeKind.REMEDY,
        Decided.SETTLED: OutcomeKind.SETTLEMENT,
    }
)


@dataclass(frozen=True)
class Filter:
    """What is wanted; nothing means everything. Months are named by their first day."""

    state: State | None = None
    kept: Kept | None = None
    need: str = ""
    """A letter of NEEDS, or ANY."""
    since: date | None = None
    until: date | None = None
    factory: UUID | None = None
    decided: Decided | None = None
    sanction: str = ""
    """The id of one sanction of its country's procedure."""
    shared: Shared | None = None

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
        yield from self._asks_what()
        if self.since is not None:
            yield lambda row: month_of(row, zone) >= (self.since or date.min)
        if self.until is not None:
            yield lambda row: month_of(row, zone) <= (self.until or date.max)

    def _asks_what(self) -> Iterable[Callable[[Row], bool]]:
        if self.factory is not None:
            yield lambda row: row.home == self.factory
        if self.decided is not None:
            yield lambda row: was_decided(row, self.decided)
        if self.sanction:
            yield lambda row: self.sanction in sanctions([row])
        if self.shared is not None:
            yield lambda row: row.shared is self.shared


def was_decided(row: Row, decided: Decided | None) -> bool:
    """Whether something of this class was decided."""
    if row.decided is None:
        return False
    kinds = {each.kind for each in row.decided.items}
    if decided is None or decided is Decided.NOTHING:
        return not any(each.is_carried_out for each in row.decided.items)
    return KINDS[decided] in kinds


def sanctions(rows: Iterable[Row]) -> dict[str, str]:
    """Every sanction that was decided in some cases, with the procedure's words for it."""
    items = (each for row in rows if row.decided is not None for each in row.decided.items)
    found = {each.outcome: each.label for each in items if each.kind is OutcomeKind.DISCIPLINARY}
    return dict(sorted(found.items()))


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
