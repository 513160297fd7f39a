"""What came of it, as the survivor reads it on her own page: days, decision, who saw it applied."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from casework.case.timeline import Line
from casework.course.checking import checked_course
from casework.course.grounds import grounds_of
from casework.inquiry.appeals import Appeal, appeals, may_ask
from casework.inquiry.carrying_out import Carrying, carried_out
from casework.inquiry.decisions import the_decision
from casework.inquiry.outside import Taken, taken_outside
from casework.models.cover import CoverText
from casework.procedures.pack import Pack
from casework.procedures.terms import Event

STEPS = (
    Event.NOTICE,
    Event.REPLY,
    Event.INQUIRY_BEGUN,
    Event.INQUIRY_DONE,
    Event.REPORT,
    Event.DECISION,
    Event.CARRIED_OUT,
    Event.APPEAL,
    Event.APPEAL_DECIDED,
)
"""What she is shown with its day, in this order."""


@dataclass(frozen=True)
class Came:
    """What came of it until now."""

    pack: Pack
    steps: tuple[tuple[Event, date], ...]
    told_on: date | None
    """Before both were told she reads of no decision here: she is told by a person first."""
    carryings: tuple[Carrying, ...]
    appeals: tuple[Appeal, ...]
    review_until: date | None
    """The last day for a review that is in time; one that comes later is taken too."""
    can_ask: bool
    """Whether she can ask for a review here: of what was decided and told, where there is one."""
    taken: tuple[Taken, ...]


def came_of_it(
    db: Session, case: UUID, cover: CoverText, lines: Iterable[Line], now: datetime
) -> Came | None:
    """What came of it; None where no course has begun, or it is not hers to open.

    Raises RolledBack where what is shown is not what was signed.
    """
    read = list(lines)
    course = checked_course(db, case, cover, read)
    if course is None or cover.is_concern:
        return None
    pack = grounds_of(db, cover, course, now).pack
    decided = the_decision(read)
    is_told = decided is not None and decided.told_on is not None
    days = ((each, course.events[each][-1]) for each in STEPS if course.events.get(each))
    rules = {each.id for each in pack.running() if each.to_event is Event.APPEAL}
    windows = (each.safe_on for each in course.clocks if each.rule in rules and not each.done_on)
    return Came(
        pack=pack,
        steps=tuple(days),
        told_on=decided.told_on if decided else None,
        carryings=tuple(carried_out(read)) if is_told else (),
        appeals=tuple(appeals(read)),
        review_until=min(windows, default=None) if is_told else None,
        can_ask=pack.appeal.available is not False and may_ask(course, read),
        taken=tuple(taken_outside(read)),
    )
