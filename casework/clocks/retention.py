"""Until when a case is kept, from which day she is told, and when it may be destroyed."""

from datetime import date

import msgspec

from casework.clocks.days import days_after, months_after
from casework.procedures.pack import Retention

WARNED_FOR = 60
"""Days for which she knows before anything is destroyed."""


class Kept(msgspec.Struct, frozen=True):
    """The last days of a case."""

    until: date
    """The last day of the pack's time."""
    warn_on: date
    """From this day on she is told."""
    destroyed_on: date | None
    """The first day on which it may be: None while somebody holds it, or she was not told."""


def kept(
    rule: Retention, last_activity: date, warned: date | None = None, *, held: bool = False
) -> Kept | None:
    """The last days of a case; None where the pack does not know, and then it is kept.

    `warned`: the day on which she was told, for this time: activity after a warning takes it
    back. `held`: somebody, or she herself, holds the case. A case whose warning came late is kept
    for the whole of its sixty days.
    """
    if rule.months is None or not rule.enabled:
        return None
    until = months_after(last_activity, rule.months)
    warn_on = max(last_activity, days_after(until, -WARNED_FOR))
    told = warned if warned is not None and warned >= last_activity else None
    if held or told is None:
        return Kept(until, warn_on, None)
    return Kept(until, warn_on, days_after(max(until, days_after(told, WARNED_FOR)), 1))
