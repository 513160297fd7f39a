"""A quarter of a year: the shortest time for which anything is published."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

NAME = re.compile(r"([12]\d{3})-Q([1-4])")


@dataclass(frozen=True, order=True)
class Quarter:
    """Three whole months. Quarters do not overlap, so no two can be taken from each other."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04}-Q{self.number}"

    @property
    def months(self) -> tuple[str, ...]:
        """Its three months, YYYY-MM."""
        first = 3 * self.number - 2
        return tuple(f"{self.year:04}-{month:02}" for month in range(first, first + 3))

    @property
    def first_day(self) -> date:
        """The day on which it begins."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        """The day on which it ends."""
        return last_day_of(self.months[-1])

    @property
    def is_last(self) -> bool:
        """Whether the year ends with it."""
        return self.number == 4

    @property
    def next(self) -> "Quarter":
        """The one after it."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def before(self) -> "Quarter":
        """The one before it."""
        return Quarter(self.year - (self.number == 1), (self.number + 2) % 4 + 1)

    @property
    def four_years_before(self) -> "Quarter":
        """The same quarter, four years earlier."""
        return Quarter(self.year - 4, self.number)


def quarter_named(name: str) -> Quarter | None:
    """The quarter of a name such as "2026-Q1"; None for what is none."""
    found = NAME.fullmatch(name)
    return Quarter(int(found[1]), int(found[2])) if found else None


def quarter_of(day: date) -> Quarter:
    """The quarter in which a day lies."""
    return Quarter(day.year, (day.month + 2) // 3)


def last_day_of(month: str) -> date:
    """The last day of a month, YYYY-MM."""
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, calendar.monthrange(year, number)[1])
