"""Whose keys have lapsed: certificate, membership or stay has ended; found and never flagged."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.case.owing import owing_under
from casework.case.roster import certified_in_post
from casework.models.case import Case
from casework.models.cover import CoverText
from crypto.certificates import Register
from crypto.compartments import Compartment
from crypto.errors import RolledBack

LAPSED = "lapsed"
"""Why somebody lost her keys whose certificate or membership ended."""
STOOD_IN = "stood_in"
"""Why somebody lost them who took another's place for a time."""


def lapsed(cover: CoverText, case: UUID, sound: frozenset[UUID], on: date) -> list[UUID]:
    """Holders who are not among the sound: in no post here any more, or not certified.

    Also whoever stood in for somebody until a day that has passed.

    The survivor needs neither. The last holder of a compartment is not among them: her keys
    stay until somebody else holds what she alone can open.
    """
    gone: list[UUID] = []
    for each in cover.holders:
        if each.holder == case or (each.holder in sound and not each.is_over(on)):
            continue
        if cover.can_spare(each, gone):
            gone.append(each.holder)
    return gone


def why(cover: CoverText, holder: UUID) -> str:
    """Why the keys of somebody who has lapsed end.

    Whoever stood in has no place of her own to be handed again, whatever it was that ended.
    """
    held = cover.holder(holder)
    return STOOD_IN if held is not None and held.until is not None else LAPSED


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
    return debt(cover, case, generations, sound_holders(db, case, cover, register, on), on)


def debt(
    cover: CoverText,
    case: UUID,
    generations: dict[Compartment, int],
    sound: frozenset[UUID],
    on: date,
) -> frozenset[Compartment]:
    """The same where it is known already whose keys are sound."""
    gone = frozenset(lapsed(cover, case, sound, on))
    parts = {part for each in cover.holders if each.holder in gone for part in each.compartments}
    return frozenset({*parts, *owing_under(generations, cover)})
