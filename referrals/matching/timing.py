"""Whether it is open in time: for care with its hours, for safety, now, and outside her work."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from referrals.matching import hours
from referrals.matching.asking import CARE, LATEST, PROTECTS, SOONEST, Asking
from referrals.matching.entries import Entry
from referrals.matching.facts import Fact, Reason

AT_A_DOOR: Final = 60
"""Minutes a visit takes at the least."""
ON_THE_PHONE: Final = 20

Said = Callable[[Asking, Entry], Reason | None]
"""One question put to one service; None where it was not asked."""


def care_in_time(asking: Asking, one: Entry) -> Reason | None:
    """Whether a hospital or clinic can be reached while care with its hours still helps."""
    if asking.left is None or one.place.categories.isdisjoint(CARE):
        return None
    if one.place.is_remote:
        return Reason(Fact.CARE_BY_PHONE)
    soonest = asking.left - (LATEST - SOONEST)
    if not one.tells_hours:
        in_first = soonest > timedelta()
        return Reason(Fact.CARE_72_CALL if in_first else Fact.CARE_120_CALL)
    return _care(asking, one, soonest)


def _care(asking: Asking, one: Entry, soonest: timedelta) -> Reason:
    wait = asking.clock.wait(one)
    if wait is not None and timedelta(minutes=wait) < soonest:
        return Reason(Fact.CARE_72)
    if wait is not None and timedelta(minutes=wait) < (asking.left or timedelta()):
        return Reason(Fact.CARE_120)
    return Reason(Fact.CARE_LATE)


def safety_now(asking: Asking, one: Entry) -> Reason | None:
    """Whether somebody who protects can be reached this minute."""
    if not asking.needs.in_danger or one.place.categories.isdisjoint(PROTECTS):
        return None
    if not one.tells_hours:
        return Reason(Fact.SAFE_CALL)
    return Reason(Fact.SAFE_NOW if asking.clock.wait(one) == 0 else Fact.SAFE_LATER)


def open_now(asking: Asking, one: Entry) -> Reason | None:
    """Whether it is open at this moment, where that is asked or hours count."""
    if not (asking.needs.open_now or asking.in_hurry):
        return None
    if not one.tells_hours:
        return Reason(Fact.OPEN_UNKNOWN)
    return Reason(Fact.OPEN if asking.clock.wait(one) == 0 else Fact.CLOSED)


def outside_work(asking: Asking, one: Entry) -> Reason | None:
    """Whether she can go, or call, without asking for leave."""
    if not asking.says_hours or asking.in_hurry:
        return None
    if one.always:
        return Reason(Fact.ROUND_THE_CLOCK)
    if not one.tells_hours:
        return Reason(Fact.HOURS_UNKNOWN)
    return _weekly(asking, one) or _on_dates(asking, one) or _at_work(asking)


def _weekly(asking: Asking, one: Entry) -> Reason | None:
    remote = one.place.is_remote
    length = ON_THE_PHONE if remote else AT_A_DOOR
    week = asking.clock.week(one)
    off = asking.off_by_phone if remote else asking.off_by_door
    for fact, free in ((Fact.ON_DAY_OFF, asking.day_off), (Fact.AROUND_SHIFT, off)):
        found = hours.stretch(week & free, length)
        if found:
            begins, lasts = found
            return Reason(fact, (begins // hours.DAY, begins % hours.DAY, lasts))
    return None


def _on_dates(asking: Asking, one: Entry) -> Reason | None:
    """The first day within two months on which hours that follow a rule suit her."""
    today = asking.clock.local(one.place.time_zone).date()
    found = (
        day
        for each in one.irregular
        for day in hours.dates(each, today, today + hours.AHEAD)
        if day.weekday() in asking.days_off
    )
    first = min(found, default=None)
    return Reason(Fact.SOME_WEEKS, (first.isoformat(),)) if first else None


def _at_work(asking: Asking) -> Reason:
    """With no shift known, what is closed on her day off may still suit her."""
    return Reason(Fact.AT_WORK if asking.needs.shifts else Fact.HOURS_UNKNOWN)


def closed_now(asking: Asking, one: Entry) -> bool:
    """Whether it is known to be closed, and only what is open is of use."""
    return asking.needs.open_now and one.tells_hours and asking.clock.wait(one) != 0
