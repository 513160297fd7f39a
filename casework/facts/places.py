"""Where a case is counted: at its factory, or at none where a number there would point at it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Membership, Organization, OrganizationKind
from casework.facts.origin import Origin
from casework.models.cover import Capacity, CoverText
from casework.models.measured import PublicTables
from crypto.measurement_keys import MeasurementStatement

QUARTERS = 4


@dataclass(frozen=True)
class Place:
    """Where a case is counted, and the key of the one programme that counts there."""

    factory: UUID | None
    """None: in the programme's numbers, and in those of no factory."""
    country: str | None
    key: MeasurementStatement


def place_of(
    db: Session, origin: Origin, cover: CoverText, on: date, *, was_apart: bool | None
) -> Place | None:
    """Where something counts on a day; None where no programme counts there, or not yet.

    `was_apart`: it stood at no factory before, and does not come back to one; None where the
    session cannot know that.
    """
    body = db.get(Organization, cover.home) if cover.home is not None else None
    if body is None:
        return None
    is_factory = body.kind is OrganizationKind.FACTORY
    programme = origin.programme_of(db, body.id) if is_factory else body.id
    key = origin.key_of(db, programme, on) if programme is not None else None
    if key is None:
        return None
    since = None if was_apart is None else on
    is_at_factory = is_factory and not (was_apart or is_apart(db, cover, body.id, since))
    return Place(body.id if is_at_factory else None, body.country or None, key)


def zone_of(db: Session, cover: CoverText) -> ZoneInfo:
    """The time zone of the place of a case."""
    body = db.get(Organization, cover.home) if cover.home is not None else None
    return ZoneInfo(body.time_zone if body is not None else "UTC")


def first_open_month(db: Session, programme: UUID, today: date) -> str:
    """The first month that is in no published quarter; empty where none is published.

    No quarter is published before it is over: a row that says so moves nothing.
    """
    this_one = (today.year, (today.month + 2) // 3)
    rows = select(PublicTables.year, PublicTables.number).where(
        PublicTables.programme_id == programme, PublicTables.number.between(1, QUARTERS)
    )
    over = [(year, number) for year, number in db.execute(rows) if (year, number) < this_one]
    if not over:
        return ""
    year, number = max(over)
    return f"{year + number // QUARTERS:04}-{number % QUARTERS * 3 + 1:02}"


def is_apart(db: Session, cover: CoverText, factory: UUID, on: date | None) -> bool:
    """Whether somebody of a factory's committee could read this very case out of its number.

    He takes off the cases that he knows: what is left over is kept from him, so it is about him.
    `on`: the day on which he is of the committee; None for any day, also one that is past.
    """
    if cover.withheld or not any(each.capacity is Capacity.RECEIVER for each in cover.holders):
        return True
    gone = {each.holder for each in cover.departed} - {each.holder for each in cover.holders}
    if not gone:
        return False
    posts = select(Membership).where(
        Membership.organization_id == factory, Membership.person_id.in_(gone)
    )
    return any(on is None or each.is_current(on) for each in db.scalars(posts))
