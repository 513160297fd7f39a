"""Which reports there are: of which country, of which year, and whether a law names a reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from casework.measures.quarters import Quarter


class Law(StrEnum):
    """A report that a law or a standard asks for."""

    POSH = "posh"
    BOARD = "board"
    BANGLADESH = "bangladesh"
    YEARLY = "yearly"
    """By the rules of a country whose law names no authority for it."""
    BETTER_WORK = "better_work"
    GRI = "gri"
    BRSR = "brsr"
    GBVIMS = "gbvims"


class Authority(StrEnum):
    """Whom a law names: exact counts go there and nowhere else."""

    EMPLOYER = "employer"
    DISTRICT_OFFICER = "district_officer"
    BOARD = "board"
    GOVERNMENT = "government"


NAMED: Mapping[Law, tuple[Authority, ...]] = MappingProxyType(
    {
        Law.POSH: (Authority.EMPLOYER, Authority.DISTRICT_OFFICER),
        Law.BOARD: (Authority.BOARD,),
        Law.BANGLADESH: (Authority.GOVERNMENT,),
    }
)
"""A report that is not here is made of published tables, and holds no exact count."""
COUNTRY: Mapping[Law, str] = MappingProxyType(
    {Law.POSH: "IN", Law.BOARD: "IN", Law.BRSR: "IN", Law.BANGLADESH: "BD"}
)
FINANCIAL = frozenset({Law.BOARD, Law.BRSR})
"""From April to March."""


class Asked(StrEnum):
    """One line that a law or a standard asks for."""

    RECEIVED = "received"
    DISPOSED = "disposed"
    PENDING = "pending"
    """For more than 90 days, at the end of the year."""
    OPEN = "open"
    """All that is open at the end of the year."""
    UPHELD = "upheld"
    ACTION = "action"
    WORKSHOPS = "workshops"
    WOMEN = "women"
    MEN = "men"
    TRANSGENDER = "transgender"
    SHARE_OF_WOMEN = "share_of_women"
    REVIEWED = "reviewed"
    PLANNED = "planned"
    REMEDY = "remedy"
    NO_LONGER = "no_longer"
    KEPT = "kept"
    RETALIATION = "retaliation"
    BY_SEX = "by_sex"
    TYPES = "types"


A = Asked
ASKS: Mapping[Law, tuple[Asked, ...]] = MappingProxyType(
    {
        Law.POSH: (A.RECEIVED, A.DISPOSED, A.PENDING, A.WORKSHOPS, A.ACTION),
        Law.BOARD: (A.RECEIVED, A.DISPOSED, A.PENDING, A.WOMEN, A.MEN, A.TRANSGENDER),
        Law.BANGLADESH: (A.RECEIVED, A.DISPOSED, A.OPEN, A.ACTION),
        Law.YEARLY: (
            A.RECEIVED,
            A.BY_SEX,
            A.DISPOSED,
            A.PENDING,
            A.UPHELD,
            A.RETALIATION,
            A.WORKSHOPS,
        ),
        Law.BETTER_WORK: (A.RECEIVED, A.DISPOSED, A.KEPT, A.ACTION, A.RETALIATION),
        Law.GRI: (A.RECEIVED, A.REVIEWED, A.PLANNED, A.ACTION, A.REMEDY, A.NO_LONGER),
        Law.BRSR: (A.RECEIVED, A.PENDING, A.OPEN, A.UPHELD, A.WOMEN, A.SHARE_OF_WOMEN),
        Law.GBVIMS: (A.TYPES,),
    }
)


@dataclass(frozen=True)
class Period:
    """The year of a report: of the calendar, or from April to March."""

    year: int
    """In which it begins."""
    is_financial: bool = False

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """Its four quarters."""
        found = [Quarter(self.year, 2 if self.is_financial else 1)]
        while len(found) < 4:
            found.append(found[-1].next)
        return tuple(found)

    @property
    def months(self) -> frozenset[str]:
        """Its twelve months, YYYY-MM."""
        return frozenset(month for each in self.quarters for month in each.months)

    @property
    def last_day(self) -> date:
        """The day on which it ends."""
        return self.quarters[-1].last_day


def period_of(law: Law, year: int) -> Period:
    """The year of a report that begins in `year`."""
    return Period(year, law in FINANCIAL)


def laws_of(country: str) -> tuple[Law, ...]:
    """The reports of one factory of a country; GBVIMS is of a programme, and of no factory."""
    own = {law for law, where in COUNTRY.items() if where == country}
    every = (each for each in Law if each not in COUNTRY and each is not Law.GBVIMS)
    is_named = any(law in NAMED for law in own)
    found = {*own, *(each for each in every if each is not Law.YEARLY or not is_named)}
    return tuple(each for each in Law if each in found)
