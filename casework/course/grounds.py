"""What the clocks of a case are counted from: the pack it began under, and its factory's days."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import uuid4

import msgspec
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from auth.models import Organization
from casework.clocks.calendars import Calendar
from casework.committee.rules import calendar_of, pack_of, rules_of
from casework.models.committee import Rules
from casework.models.course import CourseText, PackVersion
from casework.models.cover import CoverText
from casework.procedures import loading, own_rules
from casework.procedures.covering import pack_for
from casework.procedures.pack import Pack
from casework.procedures.terms import Gender
from crypto.errors import SealBroken

KNOWN = 64
"""Packs that a process keeps at hand."""


@dataclass(frozen=True)
class Grounds:
    """A pack as it holds in one case, and the days off of the place."""

    pack: Pack
    calendar: Calendar


def first_grounds(
    db: Session, cover: CoverText, now: datetime, gender: Gender = Gender.UNSAID
) -> Grounds:
    """What a case begins with: the pack of its place as it holds today, for whom it covers."""
    place = db.get(Organization, cover.home) if cover.home else None
    generic = loading.the_pack(loading.GENERIC)
    pack = pack_for(pack_of(db, place, now.date()), gender, generic)
    return Grounds(pack, _calendar(db, place, pack, now))


def grounds_of(db: Session, cover: CoverText, course: CourseText, now: datetime) -> Grounds:
    """What a running case counts from: the version it began under, whatever holds by now.

    Raises SealBroken where that version is gone or was changed.
    """
    place = db.get(Organization, cover.home) if cover.home else None
    pack = _kept_pack(db, course)
    return Grounds(pack, _calendar(db, place, pack, now))


def _calendar(db: Session, place: Organization | None, pack: Pack, now: datetime) -> Calendar:
    rules = rules_of(db, place.id)[0] if place else Rules()
    return calendar_of(rules, place, pack, now.year)


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
