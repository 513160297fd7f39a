"""A number that changes or ends: by her own hand, or by voice through a receiver."""

from uuid import UUID

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from auth import sessions
from auth.models import RingMemory
from casework.case.acts import act
from casework.case.covers import change, open_facts, taken
from casework.case.entries import put, said_now
from casework.case.rekey import depart, renew
from casework.case.turns import Turn
from casework.models.cover import Cover, CoverText, Departed
from casework.models.entry import Kind
from casework.models.number import NumberFacts, ReturnNumber
from casework.number import returning_number
from casework.number.returning_number import Prepared
from crypto.compartments import Compartment
from crypto.epochs import lock
from crypto.grants import remove
from crypto.sealing import locked_generations, the_ring


class NumberEnded(Exception):
    """The number was changed or stopped meanwhile: whoever came with it has to come anew."""


class NoNumber(Exception):
    """The case has no number that could be stopped."""


def change_number(db: Session, turn: Turn, old: UUID, prepared: Prepared) -> None:
    """Give her a new number, new seeds, and new generations of everything she holds.

    `old` is the row she came with, `prepared` has a second word, `turn.author` signs with the
    seeds of the old number. From the commit on the old number, its word and every old session
    open nothing.

    Raises NumberEnded when somebody was faster, and ValueError without a second word.
    """
    if prepared.seeds is None:
        raise ValueError(prepared.row)
    cover = _still_hers(db, turn, old)
    _take_over(db, cover, old, prepared)
    _begin_anew(db, cover, turn, prepared)
    renew(db, turn.case, turn.renewal, "number")
    _note(db, cover, turn, "changed")
    sessions.end_everywhere(db, turn.keys, turn.case)


def stop_number(db: Session, turn: Turn) -> None:
    """End a lost or forced number by voice, through a holder of the channel.

    Number, boxes and sessions end at once; what she knew gets new generations, by this author
    or as owing. Nothing is said through the number: somebody else may have it.

    Raises NoNumber where there is none, KeyMissing for whoever holds no channel.
    """
    cover = taken(db, turn.case, exclusively=True)
    the_ring(db).newest(turn.case, Compartment.CHANNEL)
    if cover.text.number is None:
        raise NoNumber
    _end(db, cover, turn, "stopped")


def close_access(db: Session, turn: Turn, old: UUID) -> list[Compartment]:
    """End her own number and keys. Everybody else keeps theirs.

    Gives back what only she held: it stays closed for good. A case that nobody else holds is
    destroyed instead (casework.telling.kept). Raises NumberEnded when somebody was faster.
    """
    cover = _still_hers(db, turn, old)
    closed = only_hers(cover.text, turn.case)
    _end(db, cover, turn, "closed")
    return closed


def only_hers(cover: CoverText, case: UUID) -> list[Compartment]:
    """The compartments that nobody but the survivor opens."""
    her = cover.holder(case)
    others = {part for each in cover.holders if each.holder != case for part in each.compartments}
    return [part for part in her.compartments if part not in others] if her else []


def _still_hers(db: Session, turn: Turn, old: UUID) -> Cover:
    """The taken cover. Two tabs may change one number: the second finds it gone."""
    lock(db, turn.case, exclusively=True)
    if db.scalar(select(ReturnNumber.id).where(ReturnNumber.id == old)) is None:
        raise NumberEnded
    return taken(db, turn.case, exclusively=True)


def _take_over(db: Session, cover: Cover, old: UUID, prepared: Prepared) -> None:
    number, row = cover.text.number, db.get(ReturnNumber, old)
    if number is None or row is None or number.row != old:
        raise NumberEnded
    facts: NumberFacts = open_facts(row, number.status_key)
    facts = msgspec.structs.replace(facts, has_word=True, is_provisional=False)
    returning_number.remove(db, old)
    returning_number.add(db, prepared, facts)


def _begin_anew(db: Session, cover: Cover, turn: Turn, prepared: Prepared) -> None:
    """Put the new key on the cover and make what the old one knew owing."""
    her, seeds = cover.text.holder(turn.case), prepared.seeds
    if her is None or seeds is None:
        raise NumberEnded
    remove(db, her.grants)
    generations = locked_generations(db, turn.case)
    gone = Departed(
        holder=turn.case,
        knew={part: generations[part] for part in her.compartments},
        reason="number",
        at=turn.now,
    )
    others = [each for each in cover.text.holders if each.holder != turn.case]
    change(
        db,
        cover,
        holders=[*others, msgspec.structs.replace(her, grants=())],
        departed=[*cover.text.departed, gone],
        survivor=seeds.public,
        number=prepared.state,
        renumbering=None,
    )


def _end(db: Session, cover: Cover, turn: Turn, how: str) -> None:
    number = cover.text.number
    if number is not None:
        returning_number.remove(db, number.row)
    end_all_of_hers(db, turn, how)
    change(db, cover, number=None, survivor=None, renumbering=None)
    renew(db, turn.case, turn.renewal, how)
    _note(db, cover, turn, how)


def end_all_of_hers(db: Session, turn: Turn, how: str) -> None:
    """Her boxes, her sessions and what she remembered: nothing of it opens from here on."""
    depart(db, turn.case, turn.case, how, turn.now, closing_hers=True)
    sessions.end_everywhere(db, turn.keys, turn.case)
    db.execute(delete(RingMemory).where(RingMemory.ring == turn.keys.ring_tag(turn.case)))


def _note(db: Session, cover: Cover, turn: Turn, how: str) -> None:
    if the_ring(db).holds(turn.case, Compartment.CHANNEL):
        put(db, cover, Compartment.CHANNEL, said_now(Kind.NUMBER, turn.now, event=how), turn.author)
    act(db, turn.case, f"case:number:{how}", turn.author.person, turn.now)
