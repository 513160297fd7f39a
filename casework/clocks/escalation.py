"""Who is told that a day comes near, has come, or has passed, and on which day."""

from collections.abc import Set as AbstractSet
from datetime import date
from enum import StrEnum

import msgspec

from casework.clocks.calendars import Calendar
from casework.clocks.counting import OURS
from casework.clocks.standing import Days
from casework.procedures.terms import DeadlineKind


class Rung(StrEnum):
    """Who is told, in the order in which they are."""

    CHAIR = "chair"
    EXTERNAL = "external"
    CARE = "care"
    """The CARE supervisor: never in a case that the survivor kept from CARE."""


LADDER = (Rung.CHAIR, Rung.EXTERNAL, Rung.CARE)
ALL_RUNGS = frozenset(LADDER)
AFTER = 1
"""Working days after the due day on which the last rung is told."""


class Step(msgspec.Struct, frozen=True, order=True):
    """On a day somebody is told, unless it was done before."""

    on: date
    rung: Rung


def steps(days: Days, calendar: Calendar, eligible: AbstractSet[Rung]) -> tuple[Step, ...]:
    """The escalation of one clock: before its day, on it, and on the working day after.

    `eligible`: who may be told of this case at all. Leave out whoever is conflicted, and CARE
    where the survivor said so: then it ends at the external member. A step whose rung is left
    out goes to the next one up; where none is, to nobody. Empty for what is done, for what only
    may be done, and for what is not ours to do.
    """
    if days.done_on is not None or days.owner not in OURS:
        return ()
    if days.kind not in (DeadlineKind.DUE, DeadlineKind.BAR):
        return ()
    # A bar that has fallen cannot be mended the day after: the last rung hears on the day.
    after = 0 if days.kind is DeadlineKind.BAR else AFTER
    planned = (
        (days.warn_on, Rung.CHAIR),
        (days.due_on, Rung.EXTERNAL),
        (calendar.working_day_after(days.due_on, after), Rung.CARE),
    )
    found = ((on, up_from(rung, eligible)) for on, rung in planned)
    return tuple(sorted({Step(on, rung) for on, rung in found if rung is not None}))


def up_from(rung: Rung, eligible: AbstractSet[Rung]) -> Rung | None:
    """The rung itself, or the next one up where nobody on it may be told; None for nobody."""
    above = LADDER[LADDER.index(rung) :]
    return next((each for each in above if each in eligible), None)
