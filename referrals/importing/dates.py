"""Dates as lists have them: 2025-03-05, 05/03/2025, 5 March 2025, March 2025, or 45721."""

import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januari janvier",
            "february feb februari",
            "march mar maret mars",
            "april apr",
            "may mei mai",
            "june jun juni juin",
            "july jul juli juillet",
            "august aug agustus",
            "september sept sep",
            "october oct oktober okt",
            "november nov",
            "december dec desember des",
        ),
        1,
    )
    for name in names.split()
}
SERIAL = re.compile(r"[34]\d{4}")
"""A day as a spreadsheet counts it, where its cell was never told that it is one: 1982 to 2036."""
SPREADSHEET_BEGAN = date(1899, 12, 30)
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T].*)?")
DAY_FIRST = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{2}|\d{4})")
NAMED = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?[\s\-/,.]*)?([^\W\d_]+)[\s\-/,.']*(\d{2}|\d{4})")
MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")


class DateUnread(Exception):
    """This is no date, or one that cannot be."""


@lru_cache(maxsize=512)
def date_in(text: str) -> date:
    """The day that is written there; the day stands before the month, as everywhere in Asia.

    A month alone is its first day: the earliest that can be meant. Raises DateUnread.
    """
    said = _plain(text)
    if SERIAL.fullmatch(said):
        return SPREADSHEET_BEGAN + timedelta(days=int(said))
    if found := ISO.fullmatch(said):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := DAY_FIRST.fullmatch(said):
        return _day(_year(found[3]), int(found[2]), int(found[1]))
    if found := MONTH_FIRST.fullmatch(said):
        return _day(int(found[3]), _month(found[1]), int(found[2]))
    if found := NAMED.fullmatch(said):
        return _day(_year(found[3]), _month(found[2]), int(found[1] or 1))
    raise DateUnread


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as wrong:
        raise DateUnread from wrong


def _month(name: str) -> int:
    try:
        return MONTHS[name.casefold()]
    except KeyError as wrong:
        raise DateUnread from wrong


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _plain(text: str) -> str:
    digits = "".join(str(unicodedata.digit(each)) if each.isdigit() else each for each in text)
    return " ".join(digits.split())
