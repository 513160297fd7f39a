"""Opening hours as a week of minutes: one integer, whose bit is a minute open.

Bit 0 is Monday 00:00 where the place is; what passes Sunday midnight comes round to Monday.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from referrals.directory.offered import Opening
from referrals.matching.rules import comes_weekly, falls_on, read

DAY = 1440
WEEK = 7 * DAY
ALWAYS = (1 << WEEK) - 1
AHEAD = timedelta(days=62)
"""How far ahead hours are looked for that do not come every week."""


def span(starts: int, ends: int) -> int:
    """The minutes from one to the other, counted from Monday, brought round into the week."""
    length = min(max(ends - starts, 0), WEEK)
    bits = ((1 << length) - 1) << (starts % WEEK)
    return (bits & ALWAYS) | (bits >> WEEK)


def hours_of(days: Iterable[int], starts: int, ends: int) -> int:
    """The same hours on each of these weekdays."""
    week = 0
    for day in days:
        week |= span(day * DAY + starts, day * DAY + ends)
    return week


@lru_cache(maxsize=4096)
def _of(days: frozenset[int], opens: int, closes: int) -> int:
    return hours_of(days, opens, closes)


def weekly(openings: Iterable[Opening], on: date) -> int:
    """The week of what comes every week and is in season on that day."""
    week = 0
    for each in openings:
        if comes_weekly(each.rule) and _in_season(each, on):
            week |= _of(each.days, each.opens, each.closes)
    return week


def _in_season(opening: Opening, on: date) -> bool:
    begun = opening.since is None or opening.since <= on
    return begun and (opening.until is None or on <= opening.until)


def minute_of(local: datetime) -> int:
    """Minutes since Monday midnight."""
    return local.weekday() * DAY + local.hour * 60 + local.minute


def from_minute(week: int, minute: int) -> int:
    """The same week, turned so that it begins at that minute."""
    return (week >> minute) | ((week & ((1 << minute) - 1)) << (WEEK - minute))


def wait(week: int, minute: int) -> int | None:
    """Minutes until it is open, 0 when it is; None for a week without hours."""
    turned = from_minute(week, minute)
    return (turned & -turned).bit_length() - 1 if turned else None


def stretch(week: int, length: int) -> tuple[int, int] | None:
    """The first time in a week with so many minutes on end: its first minute, and how long."""
    twice = week | (week << WEEK)
    room = _runs(twice, length) & ALWAYS
    if not room:
        return None
    starts = (room & -room).bit_length() - 1
    shut = ~(twice >> starts)
    return starts, min((shut & -shut).bit_length() - 1, WEEK)


def _runs(week: int, length: int) -> int:
    """The minutes at which so many open minutes begin: halves are laid over each other."""
    runs, held = week, 1
    while held < length:
        step = min(held, length - held)
        runs &= runs >> step
        held += step
    return runs


@lru_cache(maxsize=64)
def zone(name: str) -> ZoneInfo:
    """The time zone of that name, UTC for a name that is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


@lru_cache(maxsize=4096)
def dates(opening: Opening, since: date, until: date) -> tuple[date, ...]:
    """The days between these on which hours with a rule fall; none for a rule not understood."""
    rule = read(opening.rule)
    if rule is None:
        return ()
    days = (since + timedelta(days=each) for each in range((until - since).days + 1))
    return tuple(
        day
        for day in days
        if _in_season(opening, day)
        and _on_its_days(opening, day)
        and falls_on(rule, day, opening.since)
    )


def _on_its_days(opening: Opening, day: date) -> bool:
    return not opening.days or day.weekday() in opening.days


def wait_for_dates(opening: Opening, local: datetime) -> int | None:
    """Minutes until hours with a rule begin, 0 within them; None when not within two months."""
    now = local.hour * 60 + local.minute
    today = local.date()
    for each in dates(opening, today - timedelta(days=1), today + AHEAD):
        ahead = (each - today).days * DAY
        if ahead + opening.closes > now:
            return max(ahead + opening.opens - now, 0)
    return None
