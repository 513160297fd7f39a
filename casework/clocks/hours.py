"""Hours after contact in which care helps most: shown first, and counted from the event.

Clinical management of rape (WHO, UNFPA, UNHCR 2020): medicine against HIV as soon as possible
and within 72 hours, emergency contraception as soon as possible and up to 120 hours. Health care
is offered after both as well; a window that has closed never closes a door.
"""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

import msgspec

from casework.clocks.days import NaiveInstant


class Care(StrEnum):
    """What has its hours."""

    HIV_MEDICINE = "hiv_medicine"
    EMERGENCY_CONTRACEPTION = "emergency_contraception"


HOURS = {Care.HIV_MEDICINE: 72, Care.EMERGENCY_CONTRACEPTION: 120}


class Still(StrEnum):
    """Whether there is still time."""

    OPEN = "open"
    PERHAPS = "perhaps"
    """Only the day is known: it may be over, so she is sent at once and asked nothing first."""
    OVER = "over"


class Window(msgspec.Struct, frozen=True):
    """The hours for one kind of care. Instants are aware, UTC."""

    care: Care
    still: Still
    until: datetime
    """In time whatever hour it happened."""
    ends_at: datetime
    """The last instant at which it may be in time."""
    left: timedelta
    """To `until`, never less than nothing."""


def windows(event: date | datetime, zone: ZoneInfo, now: datetime) -> tuple[Window, ...]:
    """The windows of care after an event, the shortest first.

    `event`: an aware instant, or the day in the factory where only that is known; then the
    shorter count is from the day's beginning and the longer from its end. Hours are real hours,
    also where clocks are put forward. Raises NaiveInstant.
    """
    first, last = _between(event, zone)
    return tuple(_window(care, hours, first, last, now) for care, hours in HOURS.items())


def _window(care: Care, hours: int, first: datetime, last: datetime, now: datetime) -> Window:
    until, ends_at = first + timedelta(hours=hours), last + timedelta(hours=hours)
    still = Still.OPEN if now <= until else Still.PERHAPS if now <= ends_at else Still.OVER
    return Window(care, still, until, ends_at, max(timedelta(), until - now))


def _between(event: date | datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    if isinstance(event, datetime):
        if event.tzinfo is None:
            raise NaiveInstant
        at = event.astimezone(UTC)
        return at, at
    begins = datetime.combine(event, time(), zone).astimezone(UTC)
    ends = datetime.combine(event + timedelta(days=1), time(), zone).astimezone(UTC)
    return begins, ends
