"""The fixed times of a day at which notices leave, and the hours in which somebody wants none."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

LATEST = timedelta(minutes=30)
"""How long after its time a round still begins: later than that, it waits for the next one.

A notice that leaves whenever a command happens to run tells when somebody wrote.
"""


def round_at(times: Sequence[time], now: datetime) -> int | None:
    """Which round of the day it is time for, 0 for the first; None between them. `now` in UTC."""
    begun = [datetime.combine(now.date(), each, tzinfo=now.tzinfo) for each in times]
    running = (number for number, at in enumerate(begun) if at <= now < at + LATEST)
    return next(running, None)


def is_quiet(now: datetime, zone: str, quiet: tuple[int, int] | None) -> bool:
    """Whether it is one of somebody's quiet hours, by the clock of where she works."""
    if quiet is None:
        return False
    hour, (begin, until) = now.astimezone(ZoneInfo(zone)).hour, quiet
    return begin <= hour < until if begin < until else hour >= begin or hour < until


def own_round(
    now: datetime, times: Sequence[time], zone: str, quiet: tuple[int, int] | None
) -> int:
    """The first round of the day outside somebody's quiet hours; the first where there is none."""
    begun = [datetime.combine(now.date(), each, tzinfo=now.tzinfo) for each in times]
    loud = (number for number, at in enumerate(begun) if not is_quiet(at, zone, quiet))
    return next(loud, 0)


def waits(
    now: datetime, number: int, times: Sequence[time], zone: str, quiet: tuple[int, int] | None
) -> bool:
    """Whether her notice waits for another round of the day, for her quiet hours.

    Where every round of the day falls into them it does not: a day of the law would pass.
    """
    other = own_round(now, times, zone, quiet)
    at = datetime.combine(now.date(), times[other], tzinfo=now.tzinfo)
    return is_quiet(now, zone, quiet) and other != number and not is_quiet(at, zone, quiet)
