"""On which days who is told that a clock comes near: the steps that are still to be taken."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date

from casework.clocks.calendars import Calendar
from casework.clocks.escalation import Rung, Step, steps
from casework.clocks.standing import Days


def planned(
    before: Iterable[Days],
    after: Iterable[Days],
    calendar: Calendar,
    eligible: AbstractSet[Rung],
    today: date,
) -> frozenset[Step]:
    """The steps of all clocks of a case from today on.

    A step whose day has passed was taken under the clock that stood there before. Of a clock
    that is new, or whose day moved, the highest passed step is taken today: somebody noted late
    what had begun to run long ago.
    """
    known = {each.rule: each.due_on for each in before}
    found: set[Step] = set()
    for clock in after:
        ladder = steps(clock, calendar, eligible)
        found |= {each for each in ladder if each.on >= today}
        if known.get(clock.rule) != clock.due_on:
            found |= _overdue(ladder, today)
    return frozenset(found)


def by_person(
    found: Iterable[Step], rungs: Mapping[Rung, Iterable[bytes]]
) -> frozenset[tuple[bytes, date]]:
    """Whom each step reaches, each person once a day. `rungs`: the tags of who stands on a rung."""
    return frozenset((tag, step.on) for step in found for tag in rungs.get(step.rung, ()))


def _overdue(ladder: Iterable[Step], today: date) -> set[Step]:
    passed = [each for each in ladder if each.on < today]
    return {Step(today, max(passed).rung)} if passed else set()
