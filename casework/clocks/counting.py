"""An amount of time from one day to another, and what becomes of a last day on a day off.

Hardly any source says what happens when the last day is a rest day or a holiday. Where it is
silent we take the reading that can harm nobody who relies on us:

- what the committee or the employer owes leans *earlier*: done on the working day before, it is
  in time under either reading;
- what somebody may do or answer (the survivor, the respondent, a party) leans *later*: no page
  of ours may tell anybody that a right is gone while a court could still say it is not. The
  earlier reading stands beside it, as the day by which it is safe under either;
- what must not happen too soon leans *later*, and counts whole days between;
- what a body outside owes leans *later*: nobody calls it late before it is.
"""

from datetime import date
from enum import StrEnum

from casework.clocks.calendars import Calendar
from casework.clocks.days import days_after, months_after, years_after
from casework.procedures.pack import Deadline
from casework.procedures.terms import DeadlineKind, Owner, Period, Unit

DAYS_IN_A_WEEK = 7
OURS = frozenset({Owner.RECEIVER, Owner.COMMITTEE, Owner.EMPLOYER})
"""Whose deadlines escalate, and of whom a reason is asked when they were late."""


class Lean(StrEnum):
    """Which of two possible readings of a day is taken."""

    EARLIER = "earlier"
    LATER = "later"


def lean_of(rule: Deadline) -> Lean:
    """The reading of a rule's days that harms nobody."""
    if rule.kind is DeadlineKind.NOT_BEFORE or rule.owner not in OURS:
        return Lean.LATER
    return Lean.EARLIER


def counted(calendar: Calendar, started: date, amount: int, period: Period, unit: Unit) -> date:
    """The last day of an amount of time, the first day not counted, wherever it falls.

    Weeks, months and years are those of the wall calendar in either unit.
    """
    if period is Period.MONTH:
        return months_after(started, amount)
    if period is Period.YEAR:
        return years_after(started, amount)
    if period is Period.WEEK:
        return days_after(started, amount * DAYS_IN_A_WEEK)
    if unit is Unit.WORKING:
        return calendar.working_day_after(started, amount)
    return days_after(started, amount)


def rolled(calendar: Calendar, started: date, last: date, lean: Lean) -> date:
    """A last day, moved off a day off by the reading that is taken.

    Never to the first day itself or before it: a safety check owed by tomorrow is owed tomorrow,
    also when nobody works then.
    """
    if lean is Lean.LATER:
        return calendar.on_or_after(last)
    moved = calendar.on_or_before(last)
    return moved if moved > started else last
