"""Which factories of a board are shown, with which of their cases, and in which order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from casework.oversight.board import Board, Followed, Standing


class Show(StrEnum):
    """What can be asked for alone."""

    LATE = "late"
    CARE = "care"
    CALLED = "called"
    PAST = "past"
    SHORT = "short"
    BESIDE = "beside"
    """Something beside the cases waits: a note without an answer, a change that is overdue."""


class Order(StrEnum):
    """What stands first."""

    LATE = "late"
    CASELOAD = "caseload"
    IN_TIME = "in_time"
    NAME = "name"


@dataclass(frozen=True)
class Shown:
    """One factory, and those of its open cases that were asked for."""

    standing: Standing
    cases: list[Followed]


OF_CASES: Mapping[Show, Callable[[Followed], bool]] = {
    Show.LATE: lambda each: each.is_late,
    Show.CARE: lambda each: each.is_with_care,
    Show.CALLED: lambda each: each.called is not None,
    Show.PAST: lambda each: each.is_past_committee,
}
OF_COMMITTEES: Mapping[Show, Callable[[Standing], bool]] = {
    Show.SHORT: lambda each: not each.sitting.is_complete,
    Show.BESIDE: lambda each: each.sitting.waits_beside,
}
SORTED: Mapping[Order, Callable[[Standing], tuple[float, ...]]] = {
    Order.LATE: lambda each: (-each.with_care, -len(each.late), each.sitting.is_complete),
    Order.CASELOAD: lambda each: (-each.most, -len(each.open)),
    Order.IN_TIME: lambda each: (not each.clocks.is_known, each.clocks.share),
    Order.NAME: lambda _each: (),
}


def chosen(board: Board, show: Show | None, order: Order) -> list[Shown]:
    """What was asked for; of two alike the one earlier in the alphabet first. Pure."""
    found = []
    for each in sorted(board.places, key=SORTED[order]):
        cases = listed(each.open, show)
        is_so = OF_COMMITTEES.get(show) if show is not None else None
        if is_so(each) if is_so is not None else cases or show is None:
            found.append(Shown(each, cases))
    return found


def listed(cases: list[Followed], show: Show | None) -> list[Followed]:
    """Of some cases those that were asked for, what came up to CARE and what is late first."""
    wanted = OF_CASES.get(show) if show is not None else None
    found = [each for each in cases if each.is_open and (wanted is None or wanted(each))]
    return sorted(found, key=lambda each: (not each.is_with_care, not each.is_late))
