"""Hours by a rule in a list: "FREQ=MONTHLY;BYDAY=1MO 09:00-12:00 from 2026-01-05", one a line."""

import re
from datetime import date
from types import MappingProxyType

from referrals.importing.entry import Values

DAY = 24 * 60
COLUMNS = MappingProxyType(
    {
        "FREQ": "freq",
        "INTERVAL": "interval",
        "COUNT": "count",
        "WKST": "wkst",
        "BYDAY": "byday",
        "BYMONTHDAY": "bymonthday",
    }
)
NUMBERS = frozenset({"INTERVAL", "COUNT"})
DATES = MappingProxyType({"since": "valid_from", "until": "valid_to"})
LONGEST = 300
LINE = re.compile(
    r"(?P<rule>FREQ=[A-Z]{5,8}(?:;[A-Z]{4,10}=[A-Z0-9,+-]{1,100}){0,6})"
    r" (\d\d):(\d\d)-(\d\d):(\d\d)"
    r"(?: from (?P<since>\d{4}-\d\d-\d\d))?(?: until (?P<until>\d{4}-\d\d-\d\d))?"
)


def schedules_in(text: str) -> list[Values] | None:
    """The hours of such lines, as columns; None where one of them is none."""
    found = [_schedule(each.strip()) for each in text.splitlines() if each.strip()]
    told = [each for each in found if each is not None]
    return told if told and len(told) == len(found) else None


def _schedule(line: str) -> Values | None:
    found = LINE.fullmatch(line[:LONGEST])
    if found is None:
        return None
    said = dict(each.split("=") for each in found["rule"].split(";"))
    hour, minute, until_hour, until_minute = (int(found[at]) for at in range(2, 6))
    opens, closes = hour * 60 + minute, until_hour * 60 + until_minute
    if not said.keys() <= COLUMNS.keys() or max(opens, closes) > DAY:
        return None
    try:
        days = {DATES[name]: date.fromisoformat(found[name]) for name in DATES if found[name]}
        rule = {COLUMNS[name]: int(v) if name in NUMBERS else v for name, v in said.items()}
    except ValueError:
        return None
    return {**rule, **days, "opens_at": opens, "closes_at": closes + DAY * (closes <= opens)}
