"""The days a factory does not work, and counting in the days on which it does."""

import hashlib
from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

import msgspec

DAYS_IN_A_WEEK = 7
FINGERPRINT_LENGTH = 16


class NoWorkingDay(ValueError):
    """A calendar whose every weekday is a rest day: nothing could ever be due."""


class Origin(StrEnum):
    """Where a holiday comes from."""

    SEED = "seed"
    """A public list. It is right in most years and wrong in some."""
    ASSUMED = "assumed"
    """A public list that says itself it is guessing: an estimated moon, or a day in lieu for a
    weekend that this factory may not have."""
    FACTORY = "factory"
    """Somebody of the factory wrote it down."""


class Holiday(msgspec.Struct, frozen=True, order=True):
    """One day off that is not a weekly rest day."""

    on: date
    name: str
    origin: Origin = Origin.SEED


class Calendar(msgspec.Struct, frozen=True, dict=True):
    """The days off of one factory.

    `rest_days`: weekdays, Monday = 0; `worked`: days that look like days off and are worked,
    because a rest day was swapped or the public list is wrong here; `confirmed`: the years that
    somebody of the factory has looked through; `zone`: IANA name.
    Raises NoWorkingDay when nothing is left to work on.
    """

    zone: str
    rest_days: frozenset[int]
    holidays: tuple[Holiday, ...] = ()
    worked: frozenset[date] = frozenset()
    confirmed: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if len(self.rest_days & set(range(DAYS_IN_A_WEEK))) == DAYS_IN_A_WEEK:
            raise NoWorkingDay

    @cached_property
    def timezone(self) -> ZoneInfo:
        """The zone of the factory's wall clock. Raises ZoneInfoNotFoundError for a wrong name."""
        return ZoneInfo(self.zone)

    @cached_property
    def version(self) -> str:
        """Sixteen hexadecimal digits that change whenever any day of this calendar does."""
        parts = (
            self.zone,
            sorted(self.rest_days),
            sorted((each.on, each.name, each.origin) for each in self.holidays),
            sorted(self.worked),
            sorted(self.confirmed),
        )
        return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:FINGERPRINT_LENGTH]

    @cached_property
    def _off(self) -> frozenset[date]:
        return frozenset(each.on for each in self.holidays) - self.worked

    @cached_property
    def _years(self) -> dict[int, tuple[int, ...]]:
        return {}

    def rests(self, on: date) -> bool:
        """Whether nobody works on that day."""
        return on in self._off or (on.weekday() in self.rest_days and on not in self.worked)

    def unconfirmed(self, first: date, last: date) -> tuple[int, ...]:
        """The years from one day to another that nobody of the factory has looked through."""
        years = range(first.year, last.year + 1)
        return tuple(year for year in years if year not in self.confirmed)

    def working_day_after(self, on: date, count: int) -> date:
        """The count-th working day after a day that does not count itself; 0 is that day."""
        if count <= 0:
            return on
        year, at = on.year, bisect_right(self._worked(on.year), on.toordinal()) + count - 1
        while at >= len(self._worked(year)):
            at -= len(self._worked(year))
            year += 1
        return date.fromordinal(self._worked(year)[at])

    def working_day_before(self, on: date, count: int) -> date:
        """The count-th working day before a day that does not count itself; 0 is that day."""
        if count <= 0:
            return on
        year, at = on.year, bisect_left(self._worked(on.year), on.toordinal()) - count
        while at < 0:
            year -= 1
            at += len(self._worked(year))
        return date.fromordinal(self._worked(year)[at])

    def working_days(self, after: date, until: date) -> int:
        """How many working days lie after one day, up to another and with it."""
        return sum(
            bisect_right(worked, until.toordinal()) - bisect_right(worked, after.toordinal())
            for worked in (self._worked(year) for year in range(after.year, until.year + 1))
        )

    def on_or_after(self, on: date) -> date:
        """That day, or the next one on which people work."""
        return self.working_day_after(on, 1) if self.rests(on) else on

    def on_or_before(self, on: date) -> date:
        """That day, or the last one before it on which people work."""
        return self.working_day_before(on, 1) if self.rests(on) else on

    def _worked(self, year: int) -> tuple[int, ...]:
        """The working days of a year as ordinals: counting in them is a search, not a walk."""
        known = self._years.get(year)
        if known is None:
            days = (date(year, 1, 1) + timedelta(days=each) for each in range(_length(year)))
            known = tuple(day.toordinal() for day in days if not self.rests(day))
            self._years[year] = known
        return known


def _length(year: int) -> int:
    return date(year, 12, 31).timetuple().tm_yday
