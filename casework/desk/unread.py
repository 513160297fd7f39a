"""At a supervisor's glance: cases whose outcome she follows and that nobody has read in time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.actor import Actor
from auth.models import Organization, Role
from casework.desk.held import Look, Row
from crypto.compartments import Compartment

IN_TIME = 3
"""Working days within which somebody should have confirmed receipt: our own recommendation, no
law's. Three, since two receivers share the reading and one of them may be off for two days."""
FRIDAY, SATURDAY, SUNDAY = 4, 5, 6
REST: Mapping[str, int] = {"BD": FRIDAY, "JO": FRIDAY, "NP": SATURDAY}
"""The weekly day of rest where it is not Sunday. Public holidays and the closed days that a place
tells in words are not counted off: a case shows a day early rather than late."""


@dataclass(frozen=True)
class Late:
    """One case that nobody has read in time."""

    row: Row
    days: int
    """Working days since it was told."""


@dataclass(frozen=True)
class LateAt:
    """The late cases of one factory or programme, the longest waiting first."""

    place: str
    cases: list[Late]


def unread_in_time(db: Session, look: Look, rows: Iterable[Row]) -> list[LateAt]:
    """What of a list a supervisor should ask about, by factory; nothing for anybody else."""
    if not look.actor.standings_as((Role.SUPERVISOR,)):
        return []
    mine = [each for each in rows if each.is_unread and _follows(look.actor, each)]
    places = _places(db, {each.home for each in mine if each.home})
    late: dict[str, list[Late]] = {}
    for row in mine:
        days = _days(row, places.get(row.home) if row.home else None, look)
        if days > IN_TIME:
            late.setdefault(row.place, []).append(Late(row, days))
    return [LateAt(place, _longest_first(late[place])) for place in sorted(late)]


def working_days(told: date, today: date, rest: int) -> int:
    """How many days after one day until another are worked, the last one included."""
    days = (told + timedelta(days=each) for each in range(1, (today - told).days + 1))
    return sum(each.weekday() != rest for each in days)


def _follows(actor: Actor, row: Row) -> bool:
    return actor.ring.holds(row.case, Compartment.OUTCOME)


def _days(row: Row, place: Organization | None, look: Look) -> int:
    zone = ZoneInfo(place.time_zone if place else "UTC")
    rest = REST.get(place.country if place else "", SUNDAY)
    told, today = row.received_at.astimezone(zone), look.now.astimezone(zone)
    return working_days(told.date(), today.date(), rest)


def _places(db: Session, ids: Iterable[UUID]) -> dict[UUID, Organization]:
    found = db.scalars(select(Organization).where(Organization.id.in_(list(ids))))
    return {each.id: each for each in found}


def _longest_first(cases: Sequence[Late]) -> list[Late]:
    return sorted(cases, key=lambda each: (-each.days, each.row.code))
