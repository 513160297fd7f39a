"""The clocks of one case: from a pack's deadlines and what has happened, to days and states."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from casework.clocks.calendars import Calendar
from casework.clocks.counting import OURS, Lean, lean_of, rolled
from casework.clocks.days import day_in, days_after
from casework.clocks.extending import Extended, Paused, extended, paused
from casework.clocks.routes import RESTING, Route
from casework.clocks.standing import Days, State, late_by, standing
from casework.procedures.pack import Deadline, Pack
from casework.procedures.terms import OF_THE_BODY, DeadlineKind, Event, Owner, StageId

NOT_THE_HOUSES = frozenset({Owner.SURVIVOR, Owner.PARTY, Owner.OUTSIDE})
"""Whose deadlines no route and no closure of ours stops."""
NEVER_REST = frozenset({StageId.APPEAL, StageId.MONITOR})
LATE_STATES = frozenset({State.LATE, State.DONE_LATE})


@dataclass(frozen=True)
class Record:
    """What is known of a case, as far as clocks are concerned.

    `happened`: for each event its days, or aware instants, in any order; those of an earlier
    round are left out once a case was opened again. `reasons`: rules whose lateness somebody
    explained.
    """

    happened: Mapping[Event, tuple[date | datetime, ...]]
    extended: tuple[Extended, ...] = ()
    paused: tuple[Paused, ...] = ()
    reasons: frozenset[str] = frozenset()
    route: Route | None = None
    closed: bool = False


@dataclass(frozen=True)
class Clock:
    """One deadline of a case on one day. Binding, section and source stand on its rule."""

    rule: Deadline
    state: State
    days: Days | None = None
    """None where nothing can be counted."""
    late_by: int = 0
    """Calendar days."""
    owes_reason: bool = False
    """It was late, it was ours, and nobody said why."""
    unconfirmed: tuple[int, ...] = ()
    """Years it runs through whose days off nobody of the factory has confirmed."""


@dataclass(frozen=True)
class _Case:
    """What every clock of a case is computed from; days are those of the factory."""

    pack: Pack
    record: Record
    calendar: Calendar
    happened: Mapping[Event, tuple[date, ...]] = field(repr=False)


def clocks(pack: Pack, record: Record, calendar: Calendar, today: date) -> tuple[Clock, ...]:
    """Every deadline that concerns a case, in the pack's order, as it stands on a day.

    `today`: in the factory's zone. Deadlines of the committee itself (that it be formed) are no
    case's. Raises NaiveInstant for an instant without a zone.
    """
    days = {
        event: tuple(sorted(day_in(calendar.timezone, at) for at in times))
        for event, times in record.happened.items()
    }
    case = _Case(pack, record, calendar, days)
    return tuple(_clock(case, rule, today) for rule in of_a_case(pack))


def of_a_case(pack: Pack) -> Iterator[Deadline]:
    """A pack's deadlines without those of the committee itself."""
    return (each for each in pack.deadlines if each.from_event not in OF_THE_BODY)


def remembered(found: tuple[Clock, ...]) -> tuple[Days, ...]:
    """What a case keeps, sealed, of its clocks: the days of those that count."""
    return tuple(
        each.days for each in found if each.days is not None and each.state is not State.RESTING
    )


def _clock(case: _Case, rule: Deadline, today: date) -> Clock:
    if not rule.enabled:
        return Clock(rule, State.OFF)
    if rule.amount is None:
        return Clock(rule, State.UNKNOWN)
    rests = _rests(case.record, rule)
    started, presumed = _started(case, rule)
    if started is None:
        return Clock(rule, State.RESTING if rests else State.WAITING)
    last = _last(case, rule, started)
    if last is None:
        return Clock(rule, State.PAUSED)
    done = _done(case, rule, started)
    days = _days(case.calendar, rule, started, last, done, presumed=presumed)
    if rests and done is None:
        return Clock(rule, State.RESTING, days)
    return _seen(case.calendar, days, rule, today, case.record)


def _last(case: _Case, rule: Deadline, started: date) -> date | None:
    last = extended(case.calendar, rule, started, case.record.extended)
    return last and paused(case.calendar, rule, started, last, case.record.paused)


def _seen(calendar: Calendar, days: Days, rule: Deadline, today: date, record: Record) -> Clock:
    state = standing(days, today)
    ours_late = state in LATE_STATES and rule.owner in OURS
    missed = state is State.PASSED and rule.owner in OURS and rule.kind is DeadlineKind.BAR
    return Clock(
        rule,
        state,
        days,
        late_by=late_by(days, today),
        owes_reason=(ours_late or missed) and rule.id not in record.reasons,
        unconfirmed=calendar.unconfirmed(days.started_on, days.due_on),
    )


def _days(
    calendar: Calendar,
    rule: Deadline,
    started: date,
    last: date,
    done: date | None,
    *,
    presumed: bool = False,
) -> Days:
    lean = lean_of(rule)
    if rule.kind is DeadlineKind.NOT_BEFORE:
        # Whole days lie between: it may happen on the day after the last of them.
        due_on = calendar.on_or_after(days_after(last, 1))
    else:
        due_on = rolled(calendar, started, last, lean)
    may_end = lean is Lean.LATER and rule.kind in (DeadlineKind.WINDOW, DeadlineKind.BAR)
    safe_on = rolled(calendar, started, last, Lean.EARLIER) if may_end else due_on
    return Days(
        rule=rule.id,
        stage=rule.stage,
        kind=rule.kind,
        owner=rule.owner,
        binding=rule.binding,
        started_on=started,
        due_on=due_on,
        safe_on=safe_on,
        warn_on=max(started, calendar.working_day_before(safe_on, rule.warns_before)),
        calendar=calendar.version,
        done_on=done,
        presumed=presumed,
    )


def _started(case: _Case, rule: Deadline) -> tuple[date | None, bool]:
    """The day a rule counts from, and whether it is presumed.

    Of several, the first or the last by the reading that harms nobody. Where nobody recorded
    when the employer knew, its bars run from the complaint: shown from day one, never too late.
    """
    lean = lean_of(rule)
    found = case.happened.get(rule.from_event)
    if found:
        return found[0 if lean is Lean.EARLIER else -1], False
    if rule.from_event is Event.EMPLOYER_KNEW and case.happened.get(Event.COMPLAINT):
        return case.happened[Event.COMPLAINT][0], True
    return (_end_of(case, rule.or_end_of, lean) if rule.or_end_of else None), False


def _end_of(case: _Case, rule_id: str, lean: Lean) -> date | None:
    """The last day of another deadline, read as the one that waits for it reads days."""
    other = next((each for each in case.pack.deadlines if each.id == rule_id), None)
    if other is None or not other.enabled or other.or_end_of:
        return None
    started, _ = _started(case, other)
    last = _last(case, other, started) if started else None
    return rolled(case.calendar, started, last, lean) if started and last else None


def _done(case: _Case, rule: Deadline, started: date) -> date | None:
    """The first day on which it was done; before it could begin nothing counts as done."""
    days = case.happened.get(rule.to_event, ())
    return next((day for day in days if day >= started), None)


def _rests(record: Record, rule: Deadline) -> bool:
    """Whether nobody waits for a deadline on the way she goes, or after a closure.

    A window or a bar runs out whichever way she goes, and she may change her mind; what is owed
    outside runs outside; and the watch over retaliation outlasts every closure.
    """
    if rule.stage in NEVER_REST or rule.owner in NOT_THE_HOUSES:
        return False
    if record.closed:
        return True
    runs_out = rule.kind in (DeadlineKind.WINDOW, DeadlineKind.BAR)
    return not runs_out and record.route is not None and rule.stage in RESTING[record.route]
