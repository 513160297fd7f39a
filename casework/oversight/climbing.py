"""How far up a clock that is late has come: who was told of it last, and when CARE is."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from casework.clocks.calendars import Calendar
from casework.clocks.counting import OURS
from casework.clocks.escalation import Rung, steps
from casework.clocks.standing import Days, State, late_by, standing
from casework.models.cover import Capacity, CoverText
from crypto.compartments import Compartment

HIGHER = {
    Capacity.EXTERNAL_MEMBER: Rung.EXTERNAL,
    Capacity.SUPERVISOR: Rung.CARE,
    Capacity.CHILD_PROTECTION_OFFICER: Rung.CARE,
}


@dataclass(frozen=True)
class Climbed:
    """One clock whose day has passed, and nobody has done it."""

    days: Days
    by: int
    """Days."""
    rung: Rung | None
    """Who was told last."""
    care_on: date | None = None
    """The day on which CARE is told, where that day has not come."""

    @property
    def is_with_care(self) -> bool:
        """Whether it has come up to CARE."""
        return self.rung is Rung.CARE


def climbed(
    clocks: Iterable[Days], calendar: Calendar, eligible: AbstractSet[Rung], today: date
) -> list[Climbed]:
    """Every clock of a case that is late, the one that has waited longest first; pure."""
    late = [each for each in clocks if each.owner in OURS and standing(each, today) is State.LATE]
    return [_one(each, calendar, eligible, today) for each in sorted(late, key=_day)]


def who_can_be_told(cover: CoverText) -> frozenset[Rung]:
    """The rungs on which somebody follows the outcome; whoever reads first stands for the chair."""
    followers = cover.holders_of(Compartment.OUTCOME)
    return frozenset(HIGHER.get(each.capacity, Rung.CHAIR) for each in followers)


def _day(days: Days) -> date:
    return days.due_on


def _one(days: Days, calendar: Calendar, eligible: AbstractSet[Rung], today: date) -> Climbed:
    ladder = steps(days, calendar, eligible)
    told = [each.rung for each in ladder if each.on <= today]
    rung = told[-1] if told else None
    coming = [each.on for each in ladder if each.on > today and each.rung is Rung.CARE]
    care_on = None if rung is Rung.CARE else min(coming, default=None)
    return Climbed(days, late_by(days, today), rung, care_on)
