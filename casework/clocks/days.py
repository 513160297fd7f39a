"""Days, months and years counted on the wall calendar of a place."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

MONTHS_IN_A_YEAR = 12


class NaiveInstant(ValueError):
    """An instant says no zone, so nobody can tell which day it was in the factory."""


def day_in(zone: ZoneInfo, at: date | datetime) -> date:
    """The day that was on the factory's wall; a plain day is already one.

    `at`: an aware instant in any zone, or a day. Raises NaiveInstant.
    """
    if not isinstance(at, datetime):
        return at
    if at.tzinfo is None:
        raise NaiveInstant
    return at.astimezone(zone).date()


def months_after(on: date, months: int) -> date:
    """The same day of a later month, or its last day where that month is shorter.

    31 January and one month is 28 or 29 February: the day with the same number, as courts
    count months, and never a day in the month after it.
    """
    month = on.month - 1 + months
    year, month = on.year + month // MONTHS_IN_A_YEAR, month % MONTHS_IN_A_YEAR + 1
    return date(year, month, min(on.day, monthrange(year, month)[1]))


def years_after(on: date, years: int) -> date:
    """The same day of a later year; 29 February becomes 28 February where there is none."""
    return months_after(on, years * MONTHS_IN_A_YEAR)


def days_after(on: date, days: int) -> date:
    """A number of days later; the first day does not count."""
    return on + timedelta(days=days)
