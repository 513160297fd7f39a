"""Where her case stands and what is due when, for the survivor herself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from casework.case.timeline import Line
from casework.clocks.counting import OURS
from casework.clocks.days import day_in
from casework.clocks.due import of_a_case
from casework.clocks.standing import Days, State, standing
from casework.course.checking import checked_course
from casework.course.grounds import grounds_of
from casework.models.cover import Capacity, CoverText
from casework.procedures.pack import Deadline, Pack
from casework.procedures.terms import Binding, DeadlineKind, Event, Owner, StageId
from crypto.compartments import Compartment

AHEAD = timedelta(days=120)
"""A window that closes later than this is on the committee's page: here it would only weigh."""
HERS = frozenset({Owner.SURVIVOR, Owner.PARTY})


@dataclass(frozen=True)
class Promise:
    """One thing that has its day, and how it stands."""

    event: Event
    due_on: date
    state: State
    binding: Binding
    source: str
    """Where it stands, with the section where that is known."""
    barred: str = ""
    """What the employer may do until then and no longer, as the law has it; empty for a duty."""
    is_presumed: bool = False
    """Counted from the complaint, because nobody noted when the employer knew."""

    @property
    def is_late(self) -> bool:
        """Whether its day has passed and it was not done."""
        return self.state in (State.LATE, State.PASSED)


@dataclass(frozen=True)
class Progress:
    """The stage, what others owe, and what she may do."""

    stage: StageId
    is_closed: bool
    has_chosen: bool
    owed: tuple[Promise, ...]
    """By the committee and the employer, the earliest day first."""
    hers: tuple[Promise, ...]
    """What she may do until a day; safe under every reading of the law."""
    pack: Pack
    """What names the law beside each day."""
    is_watched: bool
    """Somebody above the committee reads how far it is."""


def progress(
    db: Session, case: UUID, cover: CoverText, lines: Iterable[Line], now: datetime
) -> Progress | None:
    """How far it is; None where no course has begun, or it is not hers to open.

    Raises RolledBack where what is shown is not what was signed.
    """
    course = checked_course(db, case, cover, lines)
    if course is None or cover.is_concern:
        return None
    grounds = grounds_of(db, cover, course, now)
    today = day_in(grounds.calendar.timezone, now)
    rules = {each.id: each for each in of_a_case(grounds.pack)}
    known = [(each, rules[each.rule]) for each in course.clocks if each.rule in rules]
    owed = (each for each in known if _is_owed(each[0]))
    hers = (each for each in known if _is_hers(each[0], today))
    return Progress(
        stage=course.stage,
        is_closed=course.is_closed,
        has_chosen=course.route is not None,
        owed=_promises(grounds.pack, owed, today),
        hers=_promises(grounds.pack, hers, today),
        pack=grounds.pack,
        is_watched=any(
            each.capacity is Capacity.SUPERVISOR for each in cover.holders_of(Compartment.OUTCOME)
        ),
    )


def _promises(
    pack: Pack, known: Iterable[tuple[Days, Deadline]], today: date
) -> tuple[Promise, ...]:
    made = (_promise(pack, days, rule, standing(days, today)) for days, rule in known)
    return tuple(sorted(made, key=lambda each: each.due_on))


def _promise(pack: Pack, days: Days, rule: Deadline, state: State) -> Promise:
    source = ", ".join(filter(None, (pack.the_source(rule).title, rule.section)))
    ends = days.owner in OURS and days.kind is DeadlineKind.BAR
    barred = rule.to_words if ends else ""
    return Promise(rule.to_event, days.safe_on, state, rule.binding, source, barred, days.presumed)


def _is_owed(days: Days) -> bool:
    has_its_day = days.kind in (DeadlineKind.DUE, DeadlineKind.BAR)
    return days.done_on is None and days.owner in OURS and has_its_day


def _is_hers(days: Days, today: date) -> bool:
    may_end = days.kind in (DeadlineKind.WINDOW, DeadlineKind.BAR)
    is_near = today <= days.due_on <= today + AHEAD
    return days.done_on is None and days.owner in HERS and may_end and is_near
