"""Standing in for somebody who is away: her place in a case and no other, until a day."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from auth.models import Role
from casework.case.roster import Reader, roster
from casework.case.turns import Turn
from casework.models.case import Case
from casework.models.cover import Capacity, CoverText, Holder, Intention
from casework.readers.kept_away import described, fitting
from casework.readers.recipients import Candidate, in_place, is_open_to, place_of
from crypto.compartments import Compartment

INSIDE = (Role.CHAIR, Role.MEMBER)
TAKEN_BY: Mapping[Capacity, tuple[Role, ...]] = {
    Capacity.RECEIVER: INSIDE,
    Capacity.PANEL: INSIDE,
    Capacity.EXTERNAL_MEMBER: (Role.EXTERNAL_MEMBER,),
    Capacity.SUPERVISOR: (Role.SUPERVISOR,),
    Capacity.UNION_REPRESENTATIVE: (Role.UNION_REPRESENTATIVE,),
    Capacity.REFERRAL_OFFICER: (Role.REFERRAL_OFFICER,),
    Capacity.CHILD_PROTECTION_OFFICER: (Role.CHILD_PROTECTION_OFFICER,),
}
"""Who can take the place of somebody in a capacity: nobody inside for an outside member."""


def stand_in(
    db: Session, turn: Turn, cover: CoverText, absent: UUID, substitute: UUID
) -> Candidate | None:
    """Somebody as a candidate for the place of a holder who is away.

    None where that holder has none or only stands in herself, or the substitute reads the case
    in her own right, is of another body or role, holds no certificate for it, recused herself,
    or may be the person it is about.
    """
    place = cover.holder(absent)
    if place is None or place.until is not None or reads_herself(cover, absent, substitute):
        return None
    found = _reader(db, turn, cover, absent, substitute)
    if found is None or found.role not in TAKEN_BY.get(place.capacity, ()):
        return None
    return in_place(cover, found, place_of(place))


def taking_over(
    db: Session, turn: Turn, cover: CoverText, meant: Intention, rest: frozenset[Compartment]
) -> Candidate | None:
    """Whoever was announced to stand in, if she still can, her days are not over and she may
    be handed all that is left to give.
    """
    is_over = meant.until is not None and meant.until < turn.now.date()
    if meant.instead_of is None or is_over:
        return None
    found = stand_in(db, turn, cover, meant.instead_of, meant.recipient)
    return found if found is not None and rest <= found.compartments else None


def reads_herself(cover: CoverText, absent: UUID, substitute: UUID) -> bool:
    """Whether somebody holds keys otherwise than in place of this one."""
    held = cover.holder(substitute)
    return held is not None and held.instead_of != absent


def lent(holders: Sequence[Holder], intention: Intention) -> list[Holder]:
    """The holders, where whoever stands in holds until her last day; others as they were."""
    if intention.instead_of is None:
        return list(holders)
    return [
        msgspec.structs.replace(each, until=intention.until, instead_of=intention.instead_of)
        if each.holder == intention.recipient
        else each
        for each in holders
    ]


def _reader(
    db: Session, turn: Turn, cover: CoverText, absent: UUID, substitute: UUID
) -> Reader | None:
    row = db.get(Case, turn.case)
    if row is None:
        return None
    readers = roster(db, turn.register, row.factory_id, turn.now.date())
    bodies = {each.organization for each in readers if each.person == absent}
    away = fitting(db, turn.keys, described(db, turn.case), readers) | frozenset(cover.withheld)
    fit = (
        each
        for each in readers
        if each.person == substitute
        and each.person not in away
        and each.organization in bodies
        and is_open_to(cover, each)
    )
    return next(fit, None)
