"""How a clock stands on a day, told from remembered days alone: lists ask it a thousand times."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import msgspec

from casework.clocks.counting import OURS
from casework.procedures.terms import Binding, DeadlineKind, Owner, StageId


class State(StrEnum):
    """How one clock stands."""

    WAITING = "waiting"
    """What it counts from has not happened."""
    RUNNING = "running"
    DUE_SOON = "due_soon"
    DUE_TODAY = "due_today"
    LATE = "late"
    PASSED = "passed"
    """A window that closed, or a bar that fell."""
    TOO_EARLY = "too_early"
    """It may not be done yet."""
    ALLOWED = "allowed"
    """Enough time lies between: it may be done."""
    DONE = "done"
    DONE_LATE = "done_late"
    DONE_TOO_EARLY = "done_too_early"
    PAUSED = "paused"
    RESTING = "resting"
    """Not on the route she chose, or the case is closed."""
    UNKNOWN = "unknown"
    """The pack has no number."""
    OFF = "off"
    """The rule is listed and does not run."""


OPEN = frozenset({State.RUNNING, State.DUE_SOON, State.DUE_TODAY, State.LATE})
"""Somebody still has to do something by a day."""
URGENT = frozenset({State.DUE_SOON, State.DUE_TODAY, State.LATE})


class Days(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a case remembers of one clock: enough to show and to sort it without a calendar."""

    rule: str
    stage: StageId
    kind: DeadlineKind
    owner: Owner
    binding: Binding
    started_on: date
    due_on: date
    """For what must not happen too soon: the first day on which it may."""
    safe_on: date
    """In time under every reading; the due day itself where there is only one."""
    warn_on: date
    calendar: str
    """The version of the calendar it was computed with."""
    done_on: date | None = None
    presumed: bool = False
    """Counted from the complaint, because nobody recorded when the employer knew."""


def standing(days: Days, today: date) -> State:
    """How a clock stands at the end of a day, in the factory's own time."""
    if today < days.started_on and days.done_on is None:
        return State.WAITING
    if days.kind is DeadlineKind.NOT_BEFORE:
        return _between(days, today)
    if days.done_on is not None:
        return State.DONE if days.done_on <= days.due_on else State.DONE_LATE
    if today > days.due_on:
        return State.LATE if days.kind is DeadlineKind.DUE else State.PASSED
    if today == days.due_on:
        return State.DUE_TODAY
    return State.DUE_SOON if today >= days.warn_on else State.RUNNING


def late_by(days: Days, today: date) -> int:
    """By how many calendar days it is, or was, late; 0 when it is not.

    What must be done is late from the day after its due day on.
    """
    if days.kind is DeadlineKind.NOT_BEFORE:
        return 0
    return max(0, ((days.done_on or today) - days.due_on).days)


def is_owed(days: Days) -> bool:
    """Whether committee or employer has to do something by its day."""
    return days.kind is DeadlineKind.DUE and days.owner in OURS


def kept(clocks: Iterable[Days], on: date, stage: StageId | None = None) -> bool | None:
    """Whether what committee and employer owed by a day was done by it, of a stage or of all.

    Late is also what nobody has done. None where nothing was owed, or nothing of it is done and
    its day has not passed. What others owe, and what only may be done from a day on, is no
    promise that committee or employer could break.
    """
    owed = [each for each in clocks if is_owed(each) and stage in {None, each.stage}]
    if any(late_by(each, on) for each in owed):
        return False
    return True if any(each.done_on is not None for each in owed) else None


def next_due(clocks: Iterable[Days], today: date) -> Days | None:
    """The clock of a case that must be seen to first; one that is late comes before all others.

    Left out is what is done, what a body outside owes, what only may be done from a day on, and
    a window or a bar that has passed: nobody here can still do anything about those.
    """
    first: Days | None = None
    for each in clocks:
        if (first is None or each.due_on < first.due_on) and _asks(each, today):
            first = each
    return first


def _asks(each: Days, today: date) -> bool:
    if each.done_on is not None or each.owner is Owner.OUTSIDE:
        return False
    if each.kind is DeadlineKind.DUE:
        return True
    return each.kind is not DeadlineKind.NOT_BEFORE and today <= each.due_on


def _between(days: Days, today: date) -> State:
    if days.done_on is not None:
        return State.DONE if days.done_on >= days.due_on else State.DONE_TOO_EARLY
    return State.ALLOWED if today >= days.due_on else State.TOO_EARLY
