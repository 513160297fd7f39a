"""Whether the directory holds enough to send anybody to: what a country or an area still lacks."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.directory.areas import Place, tree_of, upwards
from referrals.directory.offered import Offered
from referrals.directory.reading import offered
from referrals.directory.showable import countries_served
from referrals.models.keeping import Area
from referrals.models.terms import Category, Freshness, Status

NEEDED = (Category.EMERGENCY, Category.HEALTH, Category.GBV)
"""What an area must have before anybody is served there."""


HOLDS = frozenset({Freshness.CONFIRMED, Freshness.DUE})
"""What was confirmed long ago may lead to a closed door: nobody goes live on it."""


class Lack(msgspec.Struct, frozen=True, order=True):
    """That a country or an area has no confirmed service of a kind."""

    area: str
    kind: Category


def lacking(
    every: Iterable[Offered], tree: Mapping[str, Place], areas: Collection[str]
) -> list[Lack]:
    """What the areas lack. What serves an area serves all that lies in it."""
    live = [each for each in every if each.freshness in HOLDS and each.status is Status.ACTIVE]
    return sorted(
        Lack(area, kind)
        for area in areas
        for kind in NEEDED
        if not any(
            kind in each.categories and each.areas & set(upwards(tree, area)) for each in live
        )
    )


def served(db: Session) -> frozenset[str]:
    """Codes of the countries with a factory or a programme here, and of the areas marked so."""
    return countries_served(db) | frozenset(db.scalars(select(Area.code).where(Area.is_served)))


def missing(db: Session, on: date | None = None) -> list[Lack]:
    """What the directory lacks on a day (today, in UTC) for what the instance serves."""
    return lacking(offered(db, on), tree_of(db), served(db))
