"""When a place is open, in words."""

from collections.abc import Collection
from datetime import date, time

from babel.dates import format_time
from flask_babel import format_date, get_locale
from flask_babel import gettext as _

from referrals.directory.offered import Offered, Opening
from referrals.matching.rules import read
from referrals.models.terms import Known
from referrals.words.recurring import recurring

WEEK = 7
DAY = 24 * 60
CLOCK = "HH:mm"


def hours(place: Offered) -> str:
    """All that is known of its hours; empty where nothing is."""
    if place.always_open is Known.YES:
        always: str = _("Day and night, every day")
        return always
    told = filter(None, (opening_words(each) for each in _by_first_day(place.openings)))
    return ". ".join(filter(None, ("; ".join(told), place.hours_words)))


def days_words(days: Collection[int]) -> str:
    """Weekdays, those that follow each other as one span: "Sat – Wed, Fri"."""
    if len(set(days)) == WEEK:
        every: str = _("Every day")
        return every
    return ", ".join(_span(first, last) for first, last in _spans(frozenset(days)))


def opening_words(opening: Opening) -> str:
    """On which days, from when to when; empty where no sentence says all of it."""
    rule = read(opening.rule) if opening.rule else None
    days = days_words(opening.days)
    if opening.rule:
        days = recurring(rule, days, opening.since) if rule is not None else ""
    if not days:
        return ""
    said = f"{days} {_clock(opening.opens)}–{_clock(opening.closes)}"
    season = _season(opening, opening.until or (rule.until if rule is not None else None))
    return f"{said} ({season})" if season else said


def _season(opening: Opening, last: date | None) -> str:
    """Between which days; where a rule is counted from a day, that is said with the rule."""
    first = opening.since
    if first is not None and last is not None:
        return str(_("from %(first)s until %(last)s", first=_day(first), last=_day(last)))
    if last is not None:
        return str(_("until %(day)s", day=_day(last)))
    return str(_("from %(day)s", day=_day(first))) if first and not opening.rule else ""


def _day(day: date) -> str:
    return str(format_date(day))


def _by_first_day(openings: Collection[Opening]) -> list[Opening]:
    return sorted(openings, key=lambda each: (min(each.days, default=WEEK), each.opens))


def _clock(minutes: int) -> str:
    at = time(minutes % DAY // 60, minutes % 60)
    return format_time(at, CLOCK, locale=get_locale())


def _spans(days: frozenset[int]) -> list[tuple[int, int]]:
    """First and last day of each run, the week taken as a circle."""
    found = []
    for first in sorted(days):
        if (first - 1) % WEEK in days:
            continue
        last = first
        while (last + 1) % WEEK in days:
            last = (last + 1) % WEEK
        found.append((first, last))
    return found


def _span(first: int, last: int) -> str:
    named = get_locale().days["stand-alone"]["abbreviated"]
    if first == last:
        return str(named[first])
    return f"{named[first]} – {named[last]}"
