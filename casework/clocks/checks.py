"""The days on which somebody asks her, in safety, whether she is being punished for speaking."""

from datetime import date
from enum import StrEnum
from functools import lru_cache

import msgspec

from casework.clocks.days import days_after

KNOWN = 1024
"""Of so many cases the check-ins are not computed twice: a list asks for a thousand."""
AFTER_DAYS = (2, 7, 30, 90, 180)


class After(StrEnum):
    """What a check-in follows: each of these is a moment at which somebody learns of it."""

    COMPLAINT = "complaint"
    NOTICE = "notice"
    DECISION = "decision"


class CheckIn(msgspec.Struct, frozen=True, order=True):
    """One question to her, on one day, by her safe channel or in person."""

    on: date
    days: int
    after: After


@lru_cache(maxsize=KNOWN)
def check_ins(
    complaint: date, notice: date | None = None, decision: date | None = None
) -> tuple[CheckIn, ...]:
    """All check-ins of a case, in their order, one a day; days off are days like others.

    Each later moment begins the series again. Where two fall on one day, it is the one nearer
    to what it follows: that is when danger is greatest.
    """
    begun = ((After.COMPLAINT, complaint), (After.NOTICE, notice), (After.DECISION, decision))
    every = [
        CheckIn(days_after(on, days), days, after)
        for after, on in begun
        if on is not None
        for days in AFTER_DAYS
    ]
    nearest = {each.on: each for each in sorted(every, key=lambda each: -each.days)}
    return tuple(sorted(nearest.values()))
