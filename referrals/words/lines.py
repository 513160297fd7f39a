"""Telephone numbers for help as pages that hold them without being asked list them."""

from collections.abc import Collection, Iterable
from datetime import date

import msgspec

from referrals.directory.offered import Line, Offered
from referrals.directory.showable import answering
from referrals.models.terms import Category, Cost, Freshness
from referrals.words.hours import hours
from referrals.words.showing import COSTS
from referrals.words.telling import telling, telling_briefly, warns


class Helpline(msgspec.Struct, frozen=True, kw_only=True):
    """One service that answers a telephone in a whole country."""

    country: str
    name: str
    numbers: list[Line]
    """Each with what stands beside it: that it takes messages alone, or answers at night."""
    for_whom: str = ""
    hours: str = ""
    cost: str = ""
    confirmed_on: date | None = None
    """The day somebody of ours called it. A wrong number at the wrong time does harm."""
    is_stale: bool = False
    """That day is so long ago that she should call before she goes."""
    tells: str
    """What it tells police, family or employer without asking; to ask first where nobody knows."""
    tells_briefly: str
    """The same in a few words, for paper."""
    warns: bool = False
    """It may or must tell somebody: that is to be seen at a glance."""


class Helplines:
    """The numbers of an instance, from what its directory may show."""

    def __init__(self, places: Iterable[Offered]) -> None:
        self._places = tuple(places)

    def for_everybody(self, countries: Collection[str]) -> list[Helpline]:
        """Those for adults in these countries, what is needed first first."""
        found = answering(self._places, countries)
        return [_line(each) for each in found if not _is_for_children(each)]

    def for_children(self, countries: Collection[str]) -> list[Helpline]:
        """Those for children in these countries."""
        found = answering(self._places, countries)
        return [_line(each) for each in found if _is_for_children(each)]


def _is_for_children(place: Offered) -> bool:
    return Category.CHILD_PROTECTION in place.categories


def _line(place: Offered) -> Helpline:
    is_confirmed = place.freshness is not Freshness.UNVERIFIED
    return Helpline(
        country=place.country,
        name=place.name,
        numbers=list(place.phones),
        for_whom=place.description,
        hours=hours(place),
        cost="" if place.to_pay is Cost.UNKNOWN else str(COSTS[place.to_pay]),
        confirmed_on=place.assured_on if is_confirmed else None,
        is_stale=place.freshness is Freshness.STALE,
        tells=" ".join(telling(place.tells)),
        tells_briefly=telling_briefly(place.tells),
        warns=warns(place.tells),
    )
