"""Lines that an officer types: numbers to call, hours of a day, whole numbers."""

import re
import unicodedata
from collections.abc import Iterable

from referrals.directory.offered import Line, Opening

HOURS = re.compile(r"\s*(\d{1,2})[:.](\d{2})\s*[-–—]\s*(\d{1,2})[:.](\d{2})\s*")
NUMBER = re.compile(r"[+(]?\d[\d\s()/.\-]{0,38}")
KINDS = ("whatsapp", "text", "sms", "cell", "fax", "voice")
"""Kinds of line that are understood after a number; without one it is a voice."""
DAY = 24 * 60


class Unreadable(Exception):
    """A line is not in the form that was asked for; `line` is it."""

    def __init__(self, line: str) -> None:
        super().__init__("unreadable")
        self.line = line


def plain_digits(text: str) -> str:
    """The text with the digits of any script as 0 to 9."""
    return "".join(
        str(unicodedata.digit(each)) if unicodedata.category(each) == "Nd" else each
        for each in text
    )


def phones_typed(text: str) -> tuple[Line, ...]:
    """One number a line; after a comma its kind and what it is for. Raises Unreadable."""
    return tuple(_phone(line) for line in text.splitlines() if line.strip())


def phones_shown(phones: Iterable[Line]) -> str:
    """The lines that `phones_typed` reads as these."""
    return "\n".join(
        ", ".join(filter(None, (each.number, "" if each.kind == "voice" else each.kind, each.note)))
        for each in phones
    )


def hours_typed(text: str, day: int) -> tuple[Opening, ...]:
    """Hours of one day: "09:00-12:00, 14:00-17:00", empty for closed. Raises Unreadable."""
    return tuple(
        _hours(part, day)
        for part in plain_digits(text).replace(";", ",").split(",")
        if part.strip()
    )


def hours_shown(week: Iterable[Opening], day: int) -> str:
    """What `hours_typed` reads as the hours of that day."""
    return ", ".join(
        f"{_clock(each.opens)}-{_clock(each.closes)}" for each in week if day in each.days
    )


def _phone(line: str) -> Line:
    number, *rest = (part.strip() for part in line.split(","))
    number = plain_digits(number)
    if not NUMBER.fullmatch(number):
        raise Unreadable(line)
    kind = "voice"
    if rest and rest[0].casefold() in KINDS:
        kind = rest.pop(0).casefold()
    return Line(number=number, kind=kind, note=", ".join(rest)[:300])


def _hours(part: str, day: int) -> Opening:
    found = HOURS.fullmatch(part)
    if found is None:
        raise Unreadable(part)
    first, first_minute, last, last_minute = (int(each) for each in found.groups())
    opens, closes = first * 60 + first_minute, last * 60 + last_minute
    if max(first_minute, last_minute) > 59 or opens >= DAY or closes > DAY:
        raise Unreadable(part)
    return Opening(days=frozenset({day}), opens=opens, closes=closes + DAY * (closes <= opens))


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
