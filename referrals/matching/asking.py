"""What is asked, worked out once before any service is looked at."""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import cached_property
from typing import Final

from referrals.matching.entries import Clock
from referrals.matching.ground import Ground
from referrals.matching.hours import ALWAYS, hours_of
from referrals.matching.needs import AgeBand, Needs, Shift
from referrals.models.terms import Category, Known, Whom

SOONEST: Final = timedelta(hours=72)
"""Within which HIV can be prevented (WHO, UNFPA, UNHCR: Clinical management of rape, 2020)."""
LATEST: Final = timedelta(hours=120)
"""Within which pregnancy can still be prevented (the same)."""
CARE = frozenset({Category.HEALTH})
PROTECTS = frozenset({Category.EMERGENCY, Category.SAFETY, Category.SHELTER})
OLDEST = 130

YEARS = {
    AgeBand.UNKNOWN: (0, OLDEST),
    AgeBand.UNDER_6: (0, 5),
    AgeBand.FROM_6: (6, 11),
    AgeBand.FROM_12: (12, 14),
    AgeBand.FROM_15: (15, 17),
    AgeBand.UNDER_18: (0, 17),
    AgeBand.ADULT: (18, OLDEST),
    AgeBand.FROM_18: (18, 24),
    AgeBand.FROM_25: (25, 59),
    AgeBand.FROM_60: (60, OLDEST),
}
MAJORITY = 18


class Asking:
    """One question: needs, the moment (aware), and the ground on which areas lie."""

    def __init__(self, needs: Needs, when: datetime, ground: Ground) -> None:
        self.needs = needs
        self.when = when
        self.ground = ground
        self.clock = Clock(when)

    @cached_property
    def left(self) -> timedelta | None:
        """How long care with its hours still has, of the longer window; None when none is open."""
        happened = self.needs.happened_at
        if happened is None or self.needs.exposed is Known.NO:
            return None
        left = LATEST - max(self.when - happened, timedelta())
        return left if left > timedelta() else None

    @property
    def in_hurry(self) -> bool:
        """Whether hours count: she needs care while it helps, or is not safe."""
        return self.left is not None or self.needs.in_danger

    @cached_property
    def kinds(self) -> frozenset[Category]:
        """What she asked for, and what is offered unasked because hours count."""
        if not self.needs.kinds:
            return frozenset()
        care = CARE if self.left is not None else frozenset()
        return self.needs.kinds | care | (PROTECTS if self.needs.in_danger else frozenset())

    @cached_property
    def country(self) -> str:
        """Hers; that of her area when only this is known."""
        return self.needs.country or (self.ground.path(self.needs.area) or ("",))[-1]

    @property
    def years(self) -> tuple[int, int]:
        """The youngest and the oldest she may be."""
        return YEARS[self.needs.age]

    @property
    def counts_as_child(self) -> bool:
        """Whether she is under age for certain."""
        return self.years[1] < MAJORITY

    def counts_as(self, group: Whom) -> Known:
        """Whether she is one of those a service is there for. Not said is not a no."""
        said = self.needs.whom
        if group in said or (group is Whom.CHILDREN and self.counts_as_child):
            return Known.YES
        if group is Whom.CHILDREN and self.years[0] >= MAJORITY:
            return Known.NO
        other = {Whom.WOMEN: Whom.MEN, Whom.MEN: Whom.WOMEN}.get(group)
        return Known.NO if other in said else Known.UNKNOWN

    @cached_property
    def days_off(self) -> frozenset[int]:
        """Weekdays on which she does not work, as far as she said."""
        worked = _days(self.needs.shifts)
        return self.needs.rest_days | (frozenset(range(7)) - worked if worked else frozenset())

    @property
    def says_hours(self) -> bool:
        """Whether she said when she works, or when she does not."""
        return bool(self.needs.shifts or self.needs.rest_days)

    @cached_property
    def day_off(self) -> int:
        """The minutes of her days off, less what a night shift takes of them."""
        return hours_of(self.days_off, 0, 1440) & ~self.at_work(0)

    @cached_property
    def off_by_door(self) -> int:
        """Minutes at which she can be at a door on a week of work; none when no shift is known."""
        return ALWAYS & ~self.at_work(self.needs.travel_minutes) if self.needs.shifts else 0

    @cached_property
    def off_by_phone(self) -> int:
        """Minutes at which she can call, outside her work."""
        return ALWAYS & ~self.at_work(0) if self.needs.shifts else 0

    def at_work(self, margin: int) -> int:
        """The minutes of her shifts, so many minutes wider at both ends."""
        week = 0
        for each in self.needs.shifts:
            days = each.days - self.needs.rest_days
            week |= hours_of(days, each.begins - margin, each.ends + margin)
        return week


def _days(shifts: Collection[Shift]) -> frozenset[int]:
    return frozenset().union(*(each.days for each in shifts))
