"""Which areas of the directory nobody reaches: no session, no door, no confirmed place of help."""

from collections.abc import Collection, Iterable, Mapping, Set
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.models.partnership import EntryPoint, PartnerSession
from casework.partners.covering import A_YEAR
from referrals.directory.areas import Place, tree_of, upwards
from referrals.directory.going_live import served
from referrals.directory.reading import offered
from referrals.models.keeping import Area
from referrals.models.terms import Freshness, Status


def uncovered(db: Session, today: date) -> list[Area]:
    """Areas that the instance serves and nobody reaches, as small as the directory has them."""
    tree = tree_of(db)
    bare = unreached(tree, served(db), _reached(db, today))
    return [tree[each] for each in bare]


def unreached(tree: Mapping[str, Place], asked: Collection[str], reached: Set[str]) -> list[str]:
    """Of the smallest areas within some, those in which nothing is; pure.

    What is told of a whole country reaches no village of it: `reached` counts below a country.
    """
    parents = {each.parent_code for each in tree.values()}
    found = []
    for code in tree:
        above = list(upwards(tree, code))
        if code not in parents and len(above) > 1 and not set(above).isdisjoint(asked):
            found += [] if set(above[:-1]) & reached else [code]
    return found


def _reached(db: Session, today: date) -> frozenset[str]:
    held = select(PartnerSession.area_code).where(PartnerSession.held_on >= today - A_YEAR)
    doors = select(EntryPoint.area_code).where(EntryPoint.closed_on.is_(None))
    confirmed = (
        {*each.areas, each.area}
        for each in offered(db, today)
        if each.freshness is Freshness.CONFIRMED and each.status is Status.ACTIVE
    )
    return frozenset().union(*_codes(db.scalars(held), db.scalars(doors)), *confirmed) - {""}


def _codes(*found: Iterable[str]) -> Iterable[set[str]]:
    return (set(each) for each in found)
