"""What the clocks of a case are counted from: the pack it began under, and its factory's days."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import uuid4

import msgspec
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from auth.models import Organization, OrganizationKind
from casework.clocks.calendars import Calendar
from casework.clocks.seeding import WEEK, seeded
from casework.models.course import CourseText, PackVersion
from casework.models.cover import CoverText
from casework.procedures import loading, own_rules
from casework.procedures.pack import Pack
from casework.procedures.terms import Weekday
from crypto.errors import SealBroken

BEFORE, AFTER = 1, 3
"""Years of public holidays around the present one: no deadline of a case reaches further."""
UTC_ZONE = "UTC"
KNOWN = 64
"""Packs and calendars that a process keeps at hand."""


@dataclass(frozen=True)
class Grounds:
    """A pack as it holds in one case, and the days off of the place."""

    pack: Pack
    calendar: Calendar


def first_grounds(db: Session, cover: CoverText, now: datetime) -> Grounds:
    """What a case begins with: the pack of its place as it holds today."""
    place = db.get(Organization, cover.home) if cover.home else None
    pack = pack_of(place)
    return Grounds(pack, calendar_of(place, pack, now))


def grounds_of(db: Session, cover: CoverText, course: CourseText, now: datetime) -> Grounds:
    """What a running case counts from: the version it began under, whatever holds by now.

    Raises SealBroken where that version is gone or was changed.
    """
    place = db.get(Organization, cover.home) if cover.home else None
    pack = _kept_pack(db, course)
    return Grounds(pack, calendar_of(place, pack, now))


def pack_of(place: Organization | None) -> Pack:
    """The pack of a factory by its country; elsewhere there is no committee, and it is generic."""
    if place is None or place.kind is not OrganizationKind.FACTORY:
        return loading.the_pack(loading.GENERIC)
    return loading.for_country(place.country)


def calendar_of(place: Organization | None, pack: Pack, now: datetime) -> Calendar:
    """The days off of a place: the pack's rest days and its country's public holidays."""
    zone = place.time_zone if place else UTC_ZONE
    return _seeded(pack.country, pack.calendar.rest_days, zone, now.year)


def keep_version(db: Session, pack: Pack) -> str:
    """Keep a pack as it holds, once, for the cases that begin under it; gives back its version."""
    version = own_rules.version(pack)
    if _content(db, version) is None:
        insert = postgresql.insert if db.get_bind().dialect.name == "postgresql" else sqlite.insert
        values = {"id": uuid4(), "version": version, "content": own_rules.keep(pack)}
        # Without a savepoint: its rollback would expire, and so close, every row of the session.
        db.connection().execute(insert(PackVersion).values(values).on_conflict_do_nothing())
    return version


def _kept_pack(db: Session, course: CourseText) -> Pack:
    known = _from_content(_content(db, course.version) or b"")
    if known is None or own_rules.version(known) != course.version:
        raise SealBroken
    return known


def _content(db: Session, version: str) -> bytes | None:
    with db.no_autoflush:
        return db.scalar(select(PackVersion.content).where(PackVersion.version == version))


@lru_cache(maxsize=KNOWN)
def _from_content(content: bytes) -> Pack | None:
    try:
        return own_rules.kept(content)
    except msgspec.DecodeError:
        return None


@lru_cache(maxsize=KNOWN)
def _seeded(country: str, rest_days: tuple[Weekday, ...], zone: str, year: int) -> Calendar:
    resting = frozenset(WEEK.index(each) for each in rest_days)
    return seeded(Calendar(zone, resting), country, range(year - BEFORE, year + AFTER + 1))
