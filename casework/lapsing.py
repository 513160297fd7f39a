"""Whose keys of a case have lapsed: certificate or membership ended, found and never flagged."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.models.case import Case
from casework.models.cover import CoverText
from casework.owing import owing_under
from casework.roster import in_post, keys_of
from crypto.certificates import Register
from crypto.compartments import Compartment


def lapsed(
    cover: CoverText, case: UUID, standing: frozenset[UUID], register: Register, on: date
) -> list[UUID]:
    """Holders who are in no post here any more, or whose certificate no longer stands.

    The survivor needs neither. The last holder of a compartment is not among them: her keys
    stay until somebody else holds what she alone can open.
    """
    gone: list[UUID] = []
    for each in cover.holders:
        is_sound = each.holder in standing and keys_of(register, each.holder, on) is not None
        if each.holder == case or is_sound:
            continue
        others = [one for one in cover.holders if one.holder not in {each.holder, *gone}]
        if set(each.compartments) <= {part for one in others for part in one.compartments}:
            gone.append(each.holder)
    return gone


def standing_here(db: Session, case: UUID, on: date) -> frozenset[UUID]:
    """Everybody who is in a post today in which she could hold keys of this case."""
    at = db.execute(select(Case.factory_id).where(Case.id == case)).one_or_none()
    return in_post(db, at.factory_id, on) if at is not None else frozenset()


def indebted(
    db: Session,
    case: UUID,
    generations: dict[Compartment, int],
    cover: CoverText,
    register: Register,
    on: date,
) -> frozenset[Compartment]:
    """Every compartment that somebody knows who should not: owing, or held by who has lapsed."""
    return debt(cover, case, generations, standing_here(db, case, on), register, on)


def debt(
    cover: CoverText,
    case: UUID,
    generations: dict[Compartment, int],
    standing: frozenset[UUID],
    register: Register,
    on: date,
) -> frozenset[Compartment]:
    """The same where it is known already who is in post."""
    gone = frozenset(lapsed(cover, case, standing, register, on))
    parts = {part for each in cover.holders if each.holder in gone for part in each.compartments}
    return frozenset({*parts, *owing_under(generations, cover)})
