"""Rules by which hours come again (RRULE, RFC 5545), as far as places that help have such hours.

Days, weeks and months with an interval, weekdays, days of the month, a last day. A feed writes
these rules, so that each is answered day by day in a few steps: a general reader of rules would
reckon one of seconds, or one that never falls, for minutes. What else a rule says makes it
unknown, and never closed.
"""

import re
from datetime import date
from functools import lru_cache
from typing import Final

import msgspec

WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONGEST: Final = 200
_BY_DAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_INTERVAL = re.compile(r"[1-9][0-9]?")
_MONTH_DAY = re.compile(r"-?([1-9]|[12][0-9]|3[01])")
_UNTIL = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(T[0-9:]+Z?)?")
KEYS: Final = {
    "DAILY": frozenset({"FREQ", "INTERVAL", "UNTIL", "WKST"}),
    "WEEKLY": frozenset({"FREQ", "INTERVAL", "UNTIL", "WKST", "BYDAY"}),
    "MONTHLY": frozenset({"FREQ", "INTERVAL", "UNTIL", "WKST", "BYDAY", "BYMONTHDAY"}),
}
EPOCH = date(2024, 1, 1)
"""A Monday, from which days and weeks are counted where nobody said a first day."""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule that was understood."""

    freq: str
    interval: int = 1
    by_day: frozenset[tuple[int, int]] = frozenset()
    """Which one of the month (0 every, negative from its end), and the weekday."""
    by_month_day: frozenset[int] = frozenset()
    until: date | None = None


@lru_cache(maxsize=4096)
def read(text: str) -> Rule | None:
    """The rule, or None for one that is not understood whole."""
    parts = [part.partition("=") for part in _bare(text).split(";")]
    said = {key: value for key, _, value in parts}
    allowed = KEYS.get(said.get("FREQ", ""), frozenset())
    if len(text) > LONGEST or len(said) != len(parts) or not said.keys() <= allowed:
        return None
    try:
        return _rule(said)
    except ValueError:
        return None


def _bare(text: str) -> str:
    return text.strip().upper().removeprefix("RRULE:").removesuffix(";")


def _rule(said: dict[str, str]) -> Rule:
    """Raises ValueError for a part that is not understood."""
    days = [_by_day(each) for each in said["BYDAY"].split(",")] if "BYDAY" in said else []
    months = said["BYMONTHDAY"].split(",") if "BYMONTHDAY" in said else []
    if said["FREQ"] == "WEEKLY" and any(nth for nth, _ in days):
        raise ValueError
    return Rule(
        freq=said["FREQ"],
        interval=int(_matched(_INTERVAL, said.get("INTERVAL", "1"))[0]),
        by_day=frozenset(days),
        by_month_day=frozenset(int(_matched(_MONTH_DAY, each)[0]) for each in months),
        until=_until(said["UNTIL"]) if "UNTIL" in said else None,
    )


def _matched(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    found = pattern.fullmatch(text)
    if found is None:
        raise ValueError
    return found


def _by_day(text: str) -> tuple[int, int]:
    found = _matched(_BY_DAY, text)
    return int(found[1] or 0), WEEKDAYS.index(found[2])


def _until(text: str) -> date:
    found = _matched(_UNTIL, text)
    return date(int(found[1]), int(found[2]), int(found[3]))


def comes_weekly(text: str) -> bool:
    """Whether a rule says no more than weekdays do."""
    rule = read(text) if text else Rule(freq="WEEKLY")
    return rule is not None and rule == Rule(freq="WEEKLY", by_day=rule.by_day)


def falls_on(rule: Rule, day: date, since: date | None) -> bool:
    """Whether a day is one of the rule's, counted from its first day if somebody said one."""
    if rule.until is not None and day > rule.until:
        return False
    begins = since or EPOCH
    return _in_turn(rule, day, begins) and _of_days(rule, day, begins)


def _in_turn(rule: Rule, day: date, begins: date) -> bool:
    if rule.freq == "MONTHLY":
        gone = (day.year - begins.year) * 12 + day.month - begins.month
    elif rule.freq == "WEEKLY":
        gone = (_monday(day) - _monday(begins)) // 7
    else:
        gone = (day - begins).days
    return gone % rule.interval == 0


def _monday(day: date) -> int:
    return day.toordinal() - day.weekday()


def _of_days(rule: Rule, day: date, begins: date) -> bool:
    """A rule that names no day takes any in a week or every day, and the first day's in a month."""
    if rule.freq == "MONTHLY" and not rule.by_day and not rule.by_month_day:
        return day.day == begins.day
    named = not rule.by_month_day or not rule.by_month_day.isdisjoint(_month_days(day))
    return named and (not rule.by_day or not rule.by_day.isdisjoint(_weekdays(day)))


def _month_days(day: date) -> tuple[int, int]:
    return day.day, day.day - _length(day) - 1


def _weekdays(day: date) -> tuple[tuple[int, int], ...]:
    """The day's weekday as every one, as the so-manieth of its month, and from the end."""
    nth, last = (day.day - 1) // 7 + 1, (_length(day) - day.day) // 7 + 1
    return (0, day.weekday()), (nth, day.weekday()), (-last, day.weekday())


def _length(day: date) -> int:
    """How many days its month has."""
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return (following - day.replace(day=1)).days
