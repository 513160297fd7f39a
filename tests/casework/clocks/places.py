"""The packs as clocks meet them, and factories whose days off are known by heart."""

from datetime import date
from functools import cache

from casework.clocks.calendars import Calendar, Holiday, Origin
from casework.clocks.due import Clock, Record, clocks
from casework.procedures.loading import the_pack
from casework.procedures.pack import Deadline, Pack
from casework.procedures.terms import Event, Weekday

PACKS = ("bd", "generic", "id", "in", "jo", "kh", "la", "lk", "mm", "np", "pk", "vn")
DAYS_OFF = {
    "bd": "2026-03-20 2026-03-21 2026-03-22 2026-03-26 2026-04-14 2026-05-01 2028-02-21",
    "generic": "2026-05-01 2026-12-25",
    "id": "2026-03-19 2026-03-20 2026-03-23 2026-05-01 2026-08-17",
    "in": "2026-01-26 2026-08-15 2026-10-02 2028-02-29",
    "jo": "2026-05-25 2026-05-26 2026-05-27 2026-05-28",
    "kh": "2026-04-14 2026-04-15 2026-04-16 2026-05-01",
    "la": "2026-04-14 2026-04-15 2026-04-16 2026-05-01",
    "lk": "2026-04-13 2026-04-14 2026-05-01 2026-08-27",
    "mm": "2026-04-13 2026-04-14 2026-04-15 2026-04-16 2026-04-17",
    "np": "2026-01-15 2026-10-18 2026-10-19 2026-10-20 2026-10-21",
    "pk": "2026-03-20 2026-03-21 2026-03-23 2026-05-01",
    "vn": "2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-04-27 2026-04-30 2026-05-01",
}


def pack(name: str) -> Pack:
    """One of the twelve, by its country."""
    return the_pack(name)


@cache
def factory(name: str) -> Calendar:
    """A factory under a pack, with its pack's rest days and the days off above."""
    own = pack(name).calendar
    days = tuple(
        Holiday(date.fromisoformat(day), "a day off", Origin.FACTORY)
        for day in DAYS_OFF[name].split()
    )
    rest_days = frozenset(tuple(Weekday).index(each) for each in own.rest_days)
    return Calendar(own.timezone or "Asia/Dhaka", rest_days, days)


def rule_of(name: str, rule: str) -> Deadline:
    """A deadline of a pack, by its id."""
    return next(each for each in pack(name).deadlines if each.id == rule)


def clock(name: str, rule: str, record: Record, today: date) -> Clock:
    """How one deadline of a pack stands in a case on a day."""
    found = clocks(pack(name), record, factory(name), today)
    return next(each for each in found if each.rule.id == rule)


def since(event: Event, on: date) -> Record:
    """A case of which one thing is known."""
    return Record({event: (on,)})
