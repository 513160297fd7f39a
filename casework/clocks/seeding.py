"""A first calendar from public lists, which the factory then looks through and corrects.

The list's weekend is not taken: garment factories work six days where offices work five, so
rest days come from the pack or the factory. Moon-sighted days are estimates, and days in lieu
are reckoned from a weekend of two days; both are marked as assumed. Some countries' lists end
(Sri Lanka's in 2026): a year without any day is given back as missing, not as a year without
holidays.
"""

from collections.abc import Iterable
from datetime import date

import holidays as public_lists
import msgspec

from casework.clocks.calendars import Calendar, Holiday, Origin
from casework.procedures.pack import Pack
from casework.procedures.terms import Weekday

ESTIMATED = "(estimated)"
WEEK = tuple(Weekday)


class Seed(msgspec.Struct, frozen=True):
    """What a public list knows."""

    holidays: tuple[Holiday, ...]
    missing_years: tuple[int, ...]
    """Years of which the list knows nothing: somebody must write their days down."""


class ZoneMissing(ValueError):
    """The pack is of no one country, so the factory must say where its wall clock hangs."""


def begun(pack: Pack, years: Iterable[int], zone: str | None = None) -> Calendar:
    """The first calendar of a factory: its pack's rest days, the public holidays of its country.

    `zone`: the factory's own, over the pack's. Raises ZoneMissing when neither says one.
    """
    place = zone or pack.calendar.timezone
    if place is None:
        raise ZoneMissing
    rest_days = frozenset(WEEK.index(each) for each in pack.calendar.rest_days)
    return seeded(Calendar(place, rest_days), pack.country, years)


def seed(country: str, years: Iterable[int]) -> Seed:
    """The public holidays of a country in some years.

    `country`: ISO 3166-1 alpha-2. A country without a list (or the generic pack's `ZZ`) gives
    every year back as missing.
    """
    wanted = sorted(set(years))
    found = tuple(each for year in wanted for each in _of_year(country, year))
    have = {each.on.year for each in found}
    return Seed(found, tuple(year for year in wanted if year not in have))


def seeded(calendar: Calendar, country: str, years: Iterable[int]) -> Calendar:
    """A calendar with the public days of years that nobody has confirmed yet.

    What the factory wrote itself stays, and a confirmed year is not touched: a new release of
    the list moves no day that people have agreed on.
    """
    fresh = [year for year in years if year not in calendar.confirmed]
    own = [each for each in calendar.holidays if _stays(each, fresh)]
    taken = {each.on for each in own} | calendar.worked
    added = [each for each in seed(country, fresh).holidays if each.on not in taken]
    return msgspec.structs.replace(calendar, holidays=tuple(sorted([*own, *added])))


def declared(calendar: Calendar, on: date, name: str) -> Calendar:
    """The calendar with one more day off, written down by the factory."""
    rest = [each for each in calendar.holidays if each.on != on]
    days = tuple(sorted([*rest, Holiday(on, name, Origin.FACTORY)]))
    return msgspec.structs.replace(calendar, holidays=days, worked=calendar.worked - {on})


def struck(calendar: Calendar, on: date) -> Calendar:
    """The calendar in which this factory works on a day; a later public list changes nothing."""
    days = tuple(each for each in calendar.holidays if each.on != on)
    return msgspec.structs.replace(calendar, holidays=days, worked=calendar.worked | {on})


def confirmed(calendar: Calendar, year: int) -> Calendar:
    """The calendar with a year that somebody of the factory has looked through."""
    return msgspec.structs.replace(calendar, confirmed=calendar.confirmed | {year})


def _stays(each: Holiday, fresh: list[int]) -> bool:
    return each.origin is Origin.FACTORY or each.on.year not in fresh


def _of_year(country: str, year: int) -> list[Holiday]:
    if country not in public_lists.list_supported_countries(include_aliases=False):
        return []
    everything = public_lists.country_holidays(country, years=year, language="en_US")
    certain = public_lists.country_holidays(country, years=year, observed=False)
    return [
        Holiday(on, name, _origin(name, on in certain))
        for on, name in sorted(everything.items())
        if on.year == year
    ]


def _origin(name: str, certain: bool) -> Origin:
    return Origin.SEED if certain and ESTIMATED not in name else Origin.ASSUMED
