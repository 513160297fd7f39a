"""Members of a committee without an account: on a hearing they sit once they have signed for it."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from casework.case.timeline import Line, timeline
from casework.case.turns import Turn
from casework.committee import register
from casework.committee.register import Seat
from casework.inquiry.steps import NotThere
from casework.inquiry.undertakings import (
    NotSigned,
    Standing,
    Undertaking,
    require_free,
    undertake_within,
    undertakings,
)
from casework.models.cover import Cover
from crypto.instance import InstanceKeys


def guests(db: Session, keys: InstanceKeys, home: UUID | None, on: date) -> dict[UUID, Seat]:
    """Who sits on the committee of a place on a day and has no account, by her seat.

    Raises SealBroken for a moved or changed register.
    """
    if home is None:
        return {}
    known, _version = register.read(db, keys, home)
    every = register.seats(db, known, home, on)
    return {each.id: each for each in every if each.role is None}


def bound(lines: Iterable[Line], named: int, on: date) -> frozenset[UUID]:
    """The seats of those who had signed by a day, and were asked about everybody of the case.

    `named`: how often somebody was written down of whom members are asked (CoverText.named); pure.
    """
    return frozenset(
        each.seat
        for each in undertakings(lines)
        if each.seat is not None and each.on <= on and each.of >= named
    )


def bind_guests(
    db: Session,
    cover: Cover,
    turn: Turn,
    on: date,
    chosen: Collection[UUID],
    signing: Collection[UUID],
) -> list[Seat]:
    """Those of them who sat on a day, each bound to secrecy: before, or by this.

    Raises NotThere for somebody who had no seat then, undertakings.NotSigned, and NotFree.
    """
    known = guests(db, turn.keys, cover.text.home, on)
    if not set(chosen) <= known.keys():
        raise NotThere
    lines, those = timeline(db, turn.case, turn.register).lines, [known[each] for each in chosen]
    had = bound(lines, cover.text.named, on)
    unsigned = [each for each in those if each.id not in had]
    missing = [each.name for each in unsigned if each.id not in signing]
    if missing:
        raise NotSigned(missing)
    for each in those:
        require_free(each.name, lines)
    for each in unsigned:
        undertake_within(db, cover, turn, _promise(each, on), lines, None)
    return those


def _promise(seat: Seat, on: date) -> Undertaking:
    return Undertaking(who=seat.name, standing=Standing.MEMBER, on=on, is_free=True, seat=seat.id)
