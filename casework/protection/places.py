"""Where a case belongs, and whose days count in it."""

from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Organization
from casework.case.covers import the_cover


def zone_of(db: Session, case: UUID) -> ZoneInfo:
    """The time zone of the place of a case. Raises KeyMissing without a key to the cover."""
    home = the_cover(db, case).text.home
    named = db.scalar(select(Organization.time_zone).where(Organization.id == home))
    return ZoneInfo(named or "UTC")
