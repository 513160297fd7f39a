"""The course of an opened case as a page shows it: stages, clocks, and what may be done next."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from casework.case.timeline import Line
from casework.clocks import course as stages
from casework.clocks.course import Move, Reason, Verb
from casework.clocks.days import day_in
from casework.clocks.due import LATE_STATES, Clock, clocks
from casework.clocks.extending import Extended, may_extend
from casework.clocks.routes import INQUIRING, Route
from casework.clocks.stages import Step
from casework.clocks.standing import Days, State, late_by, standing
from casework.course.grounds import Grounds, grounds_of
from casework.course.noting import noted_by_hand
from casework.course.recording import MARK, record_of, state_of
from casework.models.course import CourseText
from casework.models.cover import CoverText
from casework.procedures.terms import Event, StageId
from crypto.compartments import Compartment

LISTED = frozenset({State.UNKNOWN, State.OFF})
"""What is in the pack and runs in no case: without a number, or not in force."""
NOT_YET = frozenset({State.WAITING, State.RESTING, State.PAUSED})
OVER = frozenset({State.DONE, State.DONE_LATE, State.DONE_TOO_EARLY, State.PASSED})
ANYBODY, ANY_REASON = UUID(int=0), "-"


class Place(msgspec.Struct, frozen=True):
    """One of the ten stages in one case."""

    stage: StageId
    is_now: bool
    was_there: bool
    is_on_route: bool
    """Whether the route she chose leads through it."""


@dataclass(frozen=True)
class Way:
    """One step that leads on, and what stands against it now."""

    step: Step
    against: tuple[Reason, ...]


@dataclass(frozen=True)
class Procedure:
    """The course of one case on one day."""

    text: CourseText
    grounds: Grounds
    today: date
    places: list[Place]
    open: list[Clock]
    """What runs, the earliest day first; what is late stands on top by that."""
    waiting: list[Clock]
    over: list[Clock]
    listed: list[Clock]
    """What does not run: no number is known, or it is not in force."""
    ways: list[Way]
    events: list[Event]
    """What somebody may note by hand."""
    history: list[Line] = field(repr=False)

    @property
    def knows_when_employer_knew(self) -> bool:
        """Whether anybody noted who of the employer knew when."""
        return Event.EMPLOYER_KNEW in self.text.events

    @property
    def asks_who_knew(self) -> bool:
        """Whether a deadline counts from what the employer knew, and nobody has noted it."""
        return Event.EMPLOYER_KNEW in self.events and not self.knows_when_employer_knew

    @property
    def unconfirmed(self) -> list[int]:
        """Years through which a deadline runs and whose days off nobody has confirmed."""
        return sorted({year for each in self.open for year in each.unconfirmed})

    def clock(self, rule_id: str) -> Clock | None:
        """One of the clocks that run or are over."""
        shown = [*self.open, *self.waiting, *self.over]
        return next((each for each in shown if each.rule.id == rule_id), None)

    def can_extend(self, clock: Clock) -> bool:
        """Whether this deadline may be made longer by anything at all today."""
        if clock.days is None or clock.days.done_on is not None:
            return False
        asked = Extended(clock.rule.id, 1, clock.rule.period, self.today, ANY_REASON)
        return not may_extend(clock.rule, asked, self.text.extended, clock.days.due_on)

    def can_pause(self, clock: Clock) -> bool:
        """Whether it may stand still for a reason that the pack cites, or stands still now."""
        is_open = clock.days is not None and clock.days.done_on is None
        return clock.state is State.PAUSED or (
            bool(clock.rule.pauses) and is_open and clock.state not in LATE_STATES
        )


def procedure(
    db: Session, cover: CoverText, course: CourseText, lines: Iterable[Line], now: datetime
) -> Procedure:
    """What the page shows of a course that was checked.

    Raises SealBroken where the pack it began under is gone.
    """
    grounds = grounds_of(db, cover, course, now)
    today = day_in(grounds.calendar.timezone, now)
    found = _as_kept(
        clocks(grounds.pack, record_of(course), grounds.calendar, today), course, today
    )
    history = [each for each in lines if _is_of_the_course(each)]
    return Procedure(
        text=course,
        grounds=grounds,
        today=today,
        places=_places(course, history),
        open=sorted((each for each in found if _runs(each)), key=_by_day),
        waiting=[each for each in found if each.state in NOT_YET],
        over=sorted((each for each in found if each.state in OVER), key=_by_day),
        listed=[each for each in found if each.state in LISTED],
        ways=_ways(course),
        events=noted_by_hand(grounds),
        history=history,
    )


def _as_kept(found: Iterable[Clock], course: CourseText, today: date) -> list[Clock]:
    """Clocks with the days that the case keeps: a calendar edited since moves none of them."""
    kept = {each.rule: each for each in course.clocks}
    return [_with_days(each, kept.get(each.rule.id), today) for each in found]


def _with_days(clock: Clock, kept: Days | None, today: date) -> Clock:
    if kept is None or clock.days is None or kept.calendar == clock.days.calendar:
        return clock
    return Clock(
        clock.rule,
        standing(kept, today),
        kept,
        late_by=late_by(kept, today),
        owes_reason=clock.owes_reason,
        unconfirmed=clock.unconfirmed,
    )


def _runs(clock: Clock) -> bool:
    return clock.days is not None and clock.state not in OVER | NOT_YET | LISTED


def _by_day(clock: Clock) -> tuple[date, str]:
    return (clock.days.due_on if clock.days else date.max, clock.rule.id)


def _places(course: CourseText, history: Iterable[Line]) -> list[Place]:
    been = {str(each.facts.get("stage", "")) for each in history}
    away = frozenset() if course.route in (None, Route.FORMAL) else INQUIRING
    late_stages = frozenset({StageId.DECIDE, StageId.APPEAL}) if away else frozenset()
    return [
        Place(each, each is course.stage, each.value in been, each not in away | late_stages)
        for each in StageId
    ]


def _ways(course: CourseText) -> list[Way]:
    state = state_of(course)
    found = []
    for step in stages.ways(state):
        # Somebody and a reason are asked on the page of the move itself.
        asked = Move(verb=Verb.GO, who=ANYBODY, why=ANY_REASON, to=step.to)
        found.append(Way(step, stages.may_move(state, asked)))
    return found


def _is_of_the_course(line: Line) -> bool:
    return line.compartment is Compartment.OUTCOME and MARK in line.facts
