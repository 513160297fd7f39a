"""Single values as HSDS writes them; what would not be valid there is left out."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import quote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import UNSET, UnsetType

from referrals.directory.areas import upwards
from referrals.hsds.gathering import Region
from referrals.hsds.shapes import PlaceKind

WEB = re.compile(r"https?://[^\s/?#]+[^\s]*")
MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
KEPT = ":/?#[]@!$&'()*+,;=%~"
"""What has its own meaning in a web address; all other letters are written by their bytes."""
MINUTES = 24 * 60


def uri(typed: str) -> str:
    """A web address by RFC 3986; empty for what is none."""
    text = typed.strip()
    return quote(text, safe=KEPT) if WEB.fullmatch(text) else ""


def email(typed: str) -> str:
    """An address of mail; empty for what is none."""
    return typed.strip() if MAIL.fullmatch(typed.strip()) else ""


def number(value: float | None) -> int | float | UnsetType:
    """A number, unset where there is none."""
    return UNSET if value is None else value


def place_kind(word: str) -> PlaceKind:
    """Which kind of place it is; one with a door where nobody said."""
    match word:
        case "postal" | "virtual":
            return word
        case _:
            return "physical"


def day(on: date | None) -> str:
    """A day (ISO 8601), empty where there is none."""
    return on.isoformat() if on else ""


def moment(on: date | None) -> str:
    """The first moment of a day in UTC (RFC 3339): no finer time is kept here."""
    return f"{on.isoformat()}T00:00:00Z" if on else ""


def offset(areas: Mapping[str, Region], code: str, at: datetime) -> timedelta | None:
    """How far the clocks of an area are from UTC; None where nobody said."""
    known = (areas[each].time_zone for each in upwards(areas, code) if each in areas)
    zone = next(filter(None, known), "")
    return _offset(zone, at) if zone else None


def hours(from_utc: timedelta | None) -> int | float | UnsetType:
    """The distance from UTC in hours: 5.5 in India."""
    if from_utc is None:
        return UNSET
    told = from_utc.total_seconds() / 3600
    return int(told) if told.is_integer() else told


def clock(minutes: int | None, from_utc: timedelta | None) -> str:
    """Minutes after midnight as HH:MM with the distance from UTC; past midnight it begins anew."""
    if minutes is None:
        return ""
    told = (datetime.combine(date.min, time()) + timedelta(minutes=minutes % MINUTES)).time()
    return f"{told:%H:%M}{_signed(from_utc)}"


def _signed(from_utc: timedelta | None) -> str:
    if from_utc is None:
        return ""
    minutes = int(from_utc.total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _offset(zone: str, at: datetime) -> timedelta | None:
    try:
        return at.astimezone(ZoneInfo(zone)).utcoffset()
    except (ZoneInfoNotFoundError, ValueError):
        return None


def now() -> datetime:
    """The time by which clocks are compared with UTC."""
    return datetime.now(UTC)
