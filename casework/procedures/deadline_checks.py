"""What times and calendars of a pack must hold to."""

from collections.abc import Iterator, Sequence
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from casework.procedures.lines import Path
from casework.procedures.pack import Appeal, Calendar, Deadline, Majority, Retention
from casework.procedures.shape import Slip
from casework.procedures.terms import Period, Unit, Weekday

POSITIVE = "A number here is one or more; leave the line out if it is not known."


def deadline(path: Path, part: msgspec.Struct) -> Iterator[Slip]:
    """Its two ends differ; working days are counted as days, and only where the source says so."""
    if not isinstance(part, Deadline | Appeal):
        return
    if part.unit is Unit.WORKING and part.period is not Period.DAY:
        yield Slip((*path, "period"), "Working days are counted in days.")
    if isinstance(part, Appeal):
        return
    if part.from_event is part.to_event:
        yield Slip((*path, "to_event"), "It ends with the event it begins with.")
    if part.unit is Unit.WORKING and not part.unit_stated:
        says = "Where the source does not say which days count, calendar days are counted."
        yield Slip((*path, "unit"), says)
    if part.extension and part.unit is Unit.WORKING and part.extension.period is not Period.DAY:
        yield Slip((*path, "extension", "period"), "Working days are counted in days.")


def amounts(path: Path, part: msgspec.Struct) -> Iterator[Slip]:
    """Every amount that is known is one or more."""
    numbers: list[tuple[Path, int | None]] = []
    if isinstance(part, Deadline | Appeal):
        numbers.append(((*path, "amount"), part.amount))
    if isinstance(part, Deadline):
        numbers.append(((*path, "warns_before"), part.warns_before))
        if part.extension:
            numbers.append(((*path, "extension", "amount"), part.extension.amount))
    if isinstance(part, Majority):
        numbers.append(((*path, "age"), part.age))
    if isinstance(part, Retention):
        numbers.append(((*path, "months"), part.months))
    yield from (Slip(at, POSITIVE) for at, number in numbers if number is not None and number < 1)


def linked(rows: Sequence[dict[str, Any]]) -> Iterator[Slip]:
    """A deadline that begins where another ends names one that is there, and not itself."""
    ids = {row.get("id") for row in rows}
    for at, row in enumerate(rows):
        other = row.get("or_end_of")
        if other is not None and (other not in ids or other == row.get("id")):
            yield Slip(("deadlines", at, "or_end_of"), f"There is no other deadline “{other}”.")


def calendar(path: Path, part: Calendar) -> Iterator[Slip]:
    """People work on some day; the time zone is one that is known."""
    if len(set(part.rest_days)) == len(Weekday):
        yield Slip((*path, "rest_days"), "Every day rests: nothing could ever be due.")
    if part.timezone is not None and not _is_zone(part.timezone):
        yield Slip((*path, "timezone"), f"There is no time zone “{part.timezone}”.")


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
