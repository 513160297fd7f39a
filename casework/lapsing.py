"""Whose keys of a case have lapsed: certificate or membership ended, found and never flagged."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.models.case import Case
from casework.models.cover import CoverText
from casework.owing import owing_under
from casework.roster import certified_in_post
from crypto.certificates import Register
from crypto.compartments import Compartment
from crypto.errors import RolledBack


def lapsed(cover: CoverText, case: UUID, sound: frozenset[UUID]) -> list[UUID]:
    """Holders who are not among the sound: in no post here any more, or not certified.

    The survivor needs neither. The last holder of a compartment is not among them: her keys
    stay until somebody else holds what she alone can open.
    """
    gone: list[UUID] = []
    for each in cover.holders:
        if each.holder == case or each.holder in sound:
            continue
        others = [one for one in cover.holders if one.holder not in {each.holder, *gone}]
        if set(each.compartments) <= {part for one in others for part in one.compartments}:
            gone.append(each.holder)
    return gone


def sound_holders(
    db: Session, case: UUID, cover: CoverText, register: Register, on: date
) -> frozenset[UUID]:
    """The holders in a post today in which one can hold keys of this case, and certified in it.

    Raises RolledBack for a case that was moved: with the people of another place its own would
    lose their keys, and those of the other be offered them.
    """
    places = select(Case.factory_id, Case.programme_id).where(Case.id == case)
    at = db.execute(places).one_or_none()
    if at is None:
        return frozenset()
    if cover.home not in (None, at.factory_id or at.programme_id):
        raise RolledBack
    standing = certified_in_post(db, register, at.factory_id, on)
    return standing & {each.holder for each in cover.holders}


def indebted(
    db: Session,
    case: UUID,
    generations: dict[Compartment, int],
    cover: CoverText,
    register: Register,
    on: date,
) -> frozenset[Compartment]:
    """Every compartment that somebody knows who should not: owing, or held by who has lapsed."""
    return debt(cover, case, generations, sound_holders(db, case, cover, register, on))


def debt(
    cover: CoverText, case: UUID, generations: dict[Compartment, int], sound: frozenset[UUID]
) -> frozenset[Compartment]:
    """The same where it is known already whose keys are sound."""
    gone = frozenset(lapsed(cover, case, sound))
    parts = {part for each in cover.holders if each.holder in gone for part in each.compartments}
    return frozenset({*parts, *owing_under(generations, cover)})
