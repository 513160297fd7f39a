"""Handing a substitute one's place while one is away, and taking it back on coming home."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.covers import change, taken
from casework.case.lapsing import STOOD_IN
from casework.case.rekey import depart
from casework.case.turns import Turn, begin
from casework.desk.held import Row
from casework.desk.waits import Wait
from casework.models.cover import Cover, CoverText, Intention
from casework.readers.intentions import NotOffered, add, pending
from casework.readers.ripening import ripe_at
from casework.readers.standing_in import reads_herself, stand_in
from crypto.compartments import Compartment
from crypto.errors import KeyMissing

AT_ONCE = 50
"""How many cases are arranged on one page."""


@dataclass(frozen=True)
class Stay:
    """Who stands in for whom, and until when."""

    absent: UUID
    substitute: UUID
    until: date


class Step(StrEnum):
    """How far the handing over of one case has come; what is still to do first."""

    OPEN = "open"
    """Nothing is announced yet."""
    OWING = "owing"
    """New keys have to be made first."""
    KEPT_AWAY = "kept_away"
    """The substitute cannot take this place here."""
    UNTOLD = "untold"
    """It is announced, and the survivor has no page of her own: somebody has to tell her."""
    REFUSED = "refused"
    """The survivor said no."""
    ANNOUNCED = "announced"
    GIVEN = "given"
    READS = "reads"
    """She reads it in her own right."""


@dataclass(frozen=True)
class Lent:
    """One case of an absence: how far it has come, and when keys can be handed over."""

    row: Row
    step: Step
    ripe_at: datetime | None = None


def lend(db: Session, turn: Turn, stay: Stay, reason: str) -> Intention:
    """Announce that a substitute takes one's own place in this case until a day.

    The survivor is told and has 48 hours to object, like before any later grant.

    Raises NotOffered where she cannot take it or it is announced already, and as
    `casework.case.turns.begin` for everything one holds.
    """
    holder = begin(db, turn).text.holder(stay.absent)
    if holder is None or turn.author.person != stay.absent:
        raise KeyMissing
    cover = begin(db, turn, *holder.compartments)
    candidate = stand_in(db, turn, cover.text, stay.absent, stay.substitute)
    if candidate is None or _announced(cover.text, stay) or not candidate.compartments:
        raise NotOffered
    parts = candidate.compartments | {Compartment.COVER}
    return add(db, turn, cover, candidate, parts, reason, until=stay.until, instead_of=stay.absent)


def take_back(db: Session, turn: Turn) -> bool:
    """End what was announced or handed over in one's place; gives back whether there was any.

    Whoever stood in loses her boxes at once. The new keys are made at the next opening, as
    after anybody who steps back.

    Raises KeyMissing for whoever does not hold the case.
    """
    cover, me = taken(db, turn.case, exclusively=True), turn.author.person
    if me is None or not cover.text.reads(me, turn.now.date()):
        raise KeyMissing
    ended = _end_announced(db, cover, me, turn.now)
    lent = [each for each in cover.text.holders if each.instead_of == me]
    for each in lent:
        if cover.text.can_spare(each):
            depart(db, turn.case, each.holder, STOOD_IN, turn.now)
    if ended or lent:
        act(db, turn.case, "case:stand_in:end", me, turn.now)
    return bool(ended or lent)


def is_lent_by(cover: CoverText, person: UUID) -> bool:
    """Whether somebody's place is announced or handed to a substitute."""
    meant = any(each.instead_of == person for each in pending(cover))
    return meant or any(each.instead_of == person for each in cover.holders)


def overview(
    db: Session, turn: Turn, rows: Iterable[Row], covers: Mapping[UUID, CoverText], stay: Stay
) -> tuple[list[Lent], int]:
    """How far each case of a list has come; and how many more are left to be asked about.

    Whether somebody may be the person it is about is read from the whole case, so only the
    first of those that are open are judged: once they are arranged the others follow.
    """
    found = [_step(covers[row.case], row, stay) for row in rows if row.case in covers]
    still_open = [each for each in found if each.step is Step.OPEN]
    later = {each.row.case for each in still_open[AT_ONCE:]}
    shown = [each for each in found if each.row.case not in later]
    judged = [_judged(db, turn, covers[each.row.case], each, stay) for each in shown]
    return judged, len(later)


def _step(cover: CoverText, row: Row, stay: Stay) -> Lent:
    if reads_herself(cover, stay.absent, stay.substitute):
        return Lent(row, Step.READS)
    mine = [each for each in cover.intentions if _is_for(each, stay)]
    if mine and mine[-1].objected_at is not None:
        return Lent(row, Step.REFUSED)
    if _announced(cover, stay):
        at = ripe_at(cover, mine[-1])
        return Lent(row, Step.ANNOUNCED if at else Step.UNTOLD, at)
    if cover.holder(stay.substitute) is not None:
        return Lent(row, Step.GIVEN)
    return Lent(row, Step.OWING if Wait.OWING in row.waits else Step.OPEN)


def _judged(db: Session, turn: Turn, cover: CoverText, lent: Lent, stay: Stay) -> Lent:
    if lent.step is not Step.OPEN:
        return lent
    hers = replace(turn, case=lent.row.case)
    is_fit = stand_in(db, hers, cover, stay.absent, stay.substitute) is not None
    return lent if is_fit else replace(lent, step=Step.KEPT_AWAY)


def _announced(cover: CoverText, stay: Stay) -> bool:
    return any(_is_for(each, stay) for each in pending(cover))


def _is_for(intention: Intention, stay: Stay) -> bool:
    meant = (intention.instead_of, intention.recipient, intention.until)
    return meant == (stay.absent, stay.substitute, stay.until)


def _end_announced(db: Session, cover: Cover, person: UUID, now: datetime) -> bool:
    ended = {each.id for each in pending(cover.text) if each.instead_of == person}
    if not ended:
        return False
    kept = [
        msgspec.structs.replace(each, ended_at=now) if each.id in ended else each
        for each in cover.text.intentions
    ]
    change(db, cover, intentions=kept)
    return True
