"""Where a case belongs, whose days count in it, and under which pack it runs."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Organization
from casework.case.covers import the_cover
from casework.course.grounds import grounds_of
from casework.course.recording import the_course
from casework.procedures.pack import Pack


def zone_of(db: Session, case: UUID) -> ZoneInfo:
    """The time zone of the place of a case. Raises KeyMissing without a key to the cover."""
    home = the_cover(db, case).text.home
    named = db.scalar(select(Organization.time_zone).where(Organization.id == home))
    return ZoneInfo(named or "UTC")


def pack_of_case(db: Session, case: UUID, now: datetime) -> Pack:
    """The pack a case began under. Raises KeyMissing without keys to cover and outcome."""
    return grounds_of(db, the_cover(db, case).text, the_course(db, case).text, now).pack
