"""The hours of an ordinary week: seven days, each with one opening or none."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy.orm import Session

from referrals.directory.offered import Opening
from referrals.directory.openings import DAYS, openings_of, rule_of
from referrals.models.details import Schedule
from referrals.models.listed import Service, ServiceAtLocation

Owner = Service | ServiceAtLocation


def is_weekly(row: Schedule) -> bool:
    """Whether a row says nothing but hours of every week alike."""
    return not rule_of(row) and row.valid_from is None and row.valid_to is None


def week_of(rows: Iterable[Schedule]) -> tuple[Opening, ...]:
    """The ordinary week of some rows, day by day."""
    found = openings_of(row for row in rows if is_weekly(row))
    days = [(day, each) for each in found for day in each.days]
    return tuple(
        Opening(days=frozenset({day}), opens=each.opens, closes=each.closes)
        for day, each in sorted(days, key=lambda one: (one[0], one[1].opens))
    )


def put_week(db: Session, owner: Owner, rows: Iterable[Schedule], week: Iterable[Opening]) -> None:
    """Put another ordinary week in the place of the one in the rows; other rules stay."""
    for row in rows:
        if is_weekly(row):
            db.delete(row)
    by_hours: dict[tuple[int, int], set[int]] = defaultdict(set)
    for each in week:
        by_hours[each.opens, each.closes].update(each.days)
    for (opens, closes), days in sorted(by_hours.items()):
        db.add(_row(owner, opens, closes, days))
    db.flush()


def _row(owner: Owner, opens: int, closes: int, days: set[int]) -> Schedule:
    byday = ",".join(DAYS[day] for day in sorted(days))
    row = Schedule(freq="WEEKLY", byday=byday, opens_at=opens, closes_at=closes)
    if isinstance(owner, Service):
        row.service_id = owner.id
    else:
        row.service_at_location_id = owner.id
    return row
