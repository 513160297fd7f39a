"""The coming days at somebody's desk: what is due in them, and what is overdue."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Organization
from casework.desk.clocked import ours_until
from casework.desk.due import Day, Due
from casework.desk.held import Look, Row
from casework.desk.unread import IN_TIME, REST, SUNDAY, working_days
from casework.desk.waits import Wait

AHEAD = timedelta(days=14)
"""How far a desk looks ahead; what is overdue stays until it is done."""


class DueCase(msgspec.Struct, frozen=True, gc=False):
    """One thing that is due, of which case, and whether its day has passed."""

    day: Day
    row: Row
    is_late: bool


def coming_days(db: Session, look: Look, rows: Sequence[Row]) -> list[DueCase]:
    """All that is due in the next fourteen days or was due and is not done, the earliest first."""
    today = look.now.astimezone(ZoneInfo(look.actor.time_zone)).date()
    found = [(day, row) for row in rows for day in row.days]
    # What a committee owes has its own clock, by the rules of its country.
    unclocked = [row for row in rows if not row.clocks]
    found += _receipts(db, [row for row in unclocked if Wait.ACKNOWLEDGE in row.waits])
    near = [DueCase(day, row, day.on < today) for day, row in found if day.on <= today + AHEAD]
    near += [each for row in rows for each in _clocked(row)]
    return sorted(near, key=lambda each: (each.day.on, each.row.code))


def _clocked(row: Row) -> Iterator[DueCase]:
    """What the clocks of a case say, in the days of its factory."""
    for each in ours_until(row.clocks, row.today, row.today + AHEAD):
        day = Day(each.due_on, Due.CLOCK, each.stage.value, each.binding)
        yield DueCase(day, row, each.due_on < row.today)


@lru_cache(maxsize=1024)
def last_day(told: date, rest: int) -> date:
    """The last day on which confirming receipt is in time (casework.desk.unread)."""
    day = told + timedelta(days=IN_TIME)
    while working_days(told, day, rest) < IN_TIME:
        day += timedelta(days=1)
    return day


def _receipts(db: Session, rows: Sequence[Row]) -> Iterator[tuple[Day, Row]]:
    places = _places(db, {row.home for row in rows if row.home})
    for row in rows:
        place = places.get(row.home) if row.home else None
        zone = ZoneInfo(place.time_zone if place else "UTC")
        rest = REST.get(place.country if place else "", SUNDAY)
        yield Day(last_day(row.received_at.astimezone(zone).date(), rest), Due.RECEIPT), row


def _places(db: Session, ids: Iterable[UUID]) -> dict[UUID, Organization]:
    found = db.scalars(select(Organization).where(Organization.id.in_(list(ids))))
    return {each.id: each for each in found}
