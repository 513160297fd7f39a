"""Keys that end, and with them the reminders that would still go to whoever held them."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.case import handling
from casework.case.covers import the_cover
from casework.case.turns import Turn, begin
from casework.clocks.days import day_in
from casework.course.grounds import grounds_of
from casework.course.reminding import Reminding, replaced
from casework.models.course import Course
from casework.models.cover import CoverText
from casework.readers import removing
from crypto.compartments import Compartment
from crypto.sealing import the_ring


def leave(db: Session, turn: Turn, reason: str) -> None:
    """Give one's own keys back. Raises as `casework.case.handling.recuse`."""
    _end_her_reminders(db, turn)
    handling.recuse(db, replace(turn, seen=None), reason)


def step_out(db: Session, turn: Turn, reason: str) -> None:
    """Give back keys one was called in with. Raises as `casework.case.handling.step_out`."""
    _end_her_reminders(db, turn)
    handling.step_out(db, replace(turn, seen=None), reason)


def remove(db: Session, turn: Turn, person: UUID, reason: str) -> bool:
    """Ask that somebody loses her keys; gives back whether it is done.

    Raises as `casework.readers.removing.remove`.
    """
    is_done = removing.remove(db, turn, person, reason)
    if is_done:
        anew(db, turn, the_cover(db, turn.case).text)
    return is_done


def confirm(db: Session, turn: Turn, person: UUID) -> None:
    """Confirm that as the second holder. Raises as `casework.readers.removing.confirm`."""
    removing.confirm(db, turn, person)
    anew(db, turn, the_cover(db, turn.case).text)


def settle(db: Session, turn: Turn) -> None:
    """Make new keys after anybody left. Raises as `casework.case.handling.settle_owing`."""
    handling.settle_owing(db, turn)
    anew(db, turn, the_cover(db, turn.case).text)


def anew(db: Session, turn: Turn, cover: CoverText, without: Collection[UUID] = ()) -> None:
    """Write the reminders of a case anew for those who hold its keys but `without`.

    Of a closed one too: those who may be punished are asked until the last day. Nothing where the
    author holds no key to `outcome`, or there is no course: then they stand until somebody who
    does makes the new keys, or the next move. Raises SealBroken where the pack of
    the case is gone or was changed.
    """
    if not the_ring(db).holds(turn.case, Compartment.OUTCOME):
        return
    row = db.scalar(select(Course).where(Course.case_id == turn.case))
    if row is None:
        return
    left = [each for each in cover.holders if each.holder not in without]
    calendar = grounds_of(db, cover, row.text, turn.now).calendar
    given = Reminding(
        turn.keys,
        msgspec.structs.replace(cover, holders=left),
        calendar,
        day_in(calendar.timezone, turn.now),
    )
    row.text = replaced(db, given, row.text, row.text)


def _end_her_reminders(db: Session, turn: Turn) -> None:
    cover = begin(db, turn, exclusively=True).text
    if turn.author.person is not None:
        handling.require_successors(cover, turn.author.person)
        # Before she leaves: afterwards she opens nothing of it.
        anew(db, turn, cover, {turn.author.person})
