"""A schedule of HSDS as hours that matching and pages can count with, and back."""

from collections.abc import Iterable

from referrals.directory.offered import Opening
from referrals.models.details import Schedule

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def opening_of(row: Schedule) -> Opening | None:
    """The hours of one row; None where it does not say on which days or from when to when."""
    days, opens, closes = days_of(row), row.opens_at, row.closes_at
    if not days or opens is None or closes is None:
        return None
    return Opening(
        days=days,
        opens=opens,
        closes=closes if closes > opens else closes + 24 * 60,
        rule=rule_of(row),
        since=row.valid_from or row.dtstart,
        until=row.valid_to or row.until,
    )


def days_of(row: Schedule) -> frozenset[int]:
    """On which weekdays it may fall; 0 is Monday."""
    named = frozenset(
        DAYS.index(each.strip()[-2:]) for each in row.byday.split(",") if each.strip()[-2:] in DAYS
    )
    if named:
        return named
    if row.bymonthday:
        return frozenset(range(7))
    return frozenset({row.dtstart.weekday()}) if row.dtstart is not None else frozenset()


def rule_of(row: Schedule) -> str:
    """The RRULE (RFC 5545) where the weekdays do not say it all; empty where they do."""
    every = row.interval or 1
    if row.freq in ("", "WEEKLY") and every == 1 and row.count is None and not row.byweekno:
        return ""
    parts = (
        ("FREQ", row.freq or "WEEKLY"),
        ("INTERVAL", str(every) if every > 1 else ""),
        ("COUNT", str(row.count) if row.count is not None else ""),
        ("WKST", row.wkst),
        ("BYDAY", row.byday),
        ("BYMONTHDAY", row.bymonthday),
    )
    return ";".join(f"{name}={value}" for name, value in parts if value)


def is_ruled(opening: Opening) -> bool:
    """Whether it says more than hours of every week alike."""
    return bool(opening.rule or opening.since or opening.until)


def ruled(opening: Opening) -> str:
    """Hours by a rule, as one line: "FREQ=MONTHLY;BYDAY=1MO 09:00-12:00 from 2026-01-05"."""
    days = ",".join(DAYS[day] for day in sorted(opening.days))
    since = f" from {opening.since}" if opening.since else ""
    until = f" until {opening.until}" if opening.until else ""
    hours = f"{_clock(opening.opens)}-{_clock(opening.closes)}"
    return f"{opening.rule or f'FREQ=WEEKLY;BYDAY={days}'} {hours}{since}{until}"


def openings_of(rows: Iterable[Schedule]) -> tuple[Opening, ...]:
    """The hours of all rows that say any, in the order of the week."""
    found = [each for row in rows if (each := opening_of(row)) is not None]
    return tuple(sorted(found, key=lambda each: (sorted(each.days), each.opens, each.closes)))


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
