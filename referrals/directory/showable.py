"""What of the directory a worker may be shown, and who answers a telephone in a whole country."""

from collections.abc import Collection, Iterable
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Organization, OrganizationKind
from referrals.directory.freshness import SHOWN
from referrals.directory.offered import Offered
from referrals.models.terms import Category, Status

FIRST: Final = (
    Category.EMERGENCY,
    Category.GBV,
    Category.HEALTH,
    Category.PSYCHOSOCIAL,
    Category.HOTLINE,
    Category.SAFETY,
    Category.LEGAL,
)
"""Telephone numbers stand in this order of what they are for; the others come after."""


def showable(places: Iterable[Offered], *, shows_all: bool = False) -> tuple[Offered, ...]:
    """What is open for help and was confirmed at least once, in the order given.

    `shows_all`: also what nobody has confirmed, as a demonstration does, which marks it.
    """
    return tuple(
        each
        for each in places
        if each.status is Status.ACTIVE and (shows_all or each.freshness in SHOWN)
    )


def answering(places: Iterable[Offered], countries: Collection[str]) -> list[Offered]:
    """Those that are called from anywhere in one of these countries, what is first first."""
    found = [
        each
        for each in places
        if each.country in countries and each.country in each.areas and each.phones
    ]
    return sorted(found, key=lambda each: (each.country, _rank(each), each.name, str(each.id)))


def countries_served(db: Session) -> frozenset[str]:
    """The countries of every factory and programme of this instance."""
    kinds = (OrganizationKind.FACTORY, OrganizationKind.PROGRAMME)
    rows = db.scalars(select(Organization.country).where(Organization.kind.in_(kinds)))
    return frozenset(rows)


def _rank(place: Offered) -> int:
    ranks = (FIRST.index(each) for each in place.categories if each in FIRST)
    return min(ranks, default=len(FIRST))
