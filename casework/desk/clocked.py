"""What a list says of a case's clocks: what is due next, and whether it is late."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Organization
from casework.case.one_pass import ListedCourse
from casework.clocks.counting import OURS
from casework.clocks.standing import URGENT, Days, State, late_by, next_due, standing
from casework.models.cover import CoverText
from casework.procedures.terms import DeadlineKind


class Next(msgspec.Struct, frozen=True, gc=False):
    """What of a case must be seen to first, as it stands today."""

    days: Days
    state: State
    late_by: int = 0

    @property
    def is_late(self) -> bool:
        """Whether its day has passed and nobody has done it."""
        return self.state is State.LATE

    @property
    def is_urgent(self) -> bool:
        """Whether its day is near, or has come, or has passed."""
        return self.state in URGENT


def next_of(course: ListedCourse | None, today: date) -> Next | None:
    """The clock of a course that comes first; None where nothing is due."""
    days = next_due(course.clocks, today) if course is not None else None
    if days is None:
        return None
    return Next(days, standing(days, today), late_by(days, today))


def ours_until(clocks: Iterable[Days], today: date, last: date) -> Iterable[Days]:
    """What a committee or an employer owes until a day, or owed and has not done."""
    return (
        each
        for each in clocks
        if each.done_on is None
        and each.owner in OURS
        and each.due_on <= last
        and (each.kind is DeadlineKind.DUE or today <= each.due_on)
        and each.kind is not DeadlineKind.NOT_BEFORE
    )


def is_older(course: ListedCourse | None, cover: CoverText) -> bool:
    """Whether a course is not the one its cover names: somebody put another one there."""
    return bool(cover.course) and (course is None or course.mark != cover.course)


@dataclass(frozen=True)
class Places:
    """The names of some factories and programmes, and which day it is there."""

    names: Mapping[UUID, str]
    days: Mapping[UUID, date]
    else_day: date

    def name(self, place: UUID | None) -> str:
        """What a place is called; nothing for none."""
        return self.names.get(place, "") if place else ""

    def day(self, place: UUID | None) -> date:
        """Which day it is there."""
        return self.days.get(place, self.else_day) if place else self.else_day


def places_of(db: Session, ids: Iterable[UUID | None], now: datetime) -> Places:
    """The places of some cases, in one query."""
    columns = select(Organization.id, Organization.name, Organization.time_zone)
    rows = db.execute(columns.where(Organization.id.in_({each for each in ids if each}))).all()
    zones = {zone: now.astimezone(ZoneInfo(zone)).date() for _id, _name, zone in rows}
    return Places(
        {place: name for place, name, _zone in rows},
        {place: zones[zone] for place, _name, zone in rows},
        now.date(),
    )
