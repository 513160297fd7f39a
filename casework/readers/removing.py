"""Taking somebody's keys to a case away because she should not read on: two holders together."""

from uuid import UUID

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.covers import answer_waits, change
from casework.case.entries import put, said_now, uncount_at_factory
from casework.case.handling import REASON_PLACES, REMOVED, place_for
from casework.case.lapsing import STOOD_IN
from casework.case.rekey import LastHolder, depart, renew
from casework.case.turns import Turn, begin
from casework.models.cover import Capacity, Cover, CoverText, Holder, Removal
from casework.models.entry import Kind
from casework.readers.removals import pending, seconds
from crypto.compartments import Compartment
from crypto.sealing import the_ring

C = Compartment
NEVER_BY_ONE = (Capacity.EXTERNAL_MEMBER, Capacity.SUPERVISOR)
"""Who watches from outside: one member alone removes neither, whoever else is left."""


class NotRemovable(Exception):
    """Nobody of that kind holds keys, it is oneself, or no removal of her is asked for."""


class SecondNeeded(Exception):
    """Another holder has to confirm, and there is nobody left who could."""


def remove(db: Session, turn: Turn, person: UUID, reason: str) -> bool:
    """Ask that somebody loses her keys; done at once where nobody is left to confirm it.

    Gives back whether it is done. A later request for the same person replaces an earlier one.

    Raises NotRemovable; SecondNeeded for an external member or a supervisor whom only one could
    remove, and for whoever only stands in; LastHolder when something would be left that nobody
    opens; and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.ACCOUNT, exclusively=True)
    held, by = _removable(cover.text, turn, person), _person(turn)
    if not cover.text.can_spare(held):
        raise LastHolder
    asked = Removal(holder=person, by=by, reason=reason, at=turn.now)
    if seconds(cover.text, asked):
        others = [each for each in cover.text.removals if each.holder != person]
        change(db, cover, removals=[*others, asked])
        act(db, turn.case, "case:reader:ask_removal", by, turn.now)
        return False
    if held.capacity in NEVER_BY_ONE or _stands_in(cover.text, by):
        raise SecondNeeded
    _take_away(db, turn, cover, asked)
    return True


def confirm(db: Session, turn: Turn, person: UUID) -> None:
    """Confirm as the second holder; her keys go at once, and new ones are made.

    Raises NotRemovable, also for whoever asked, LastHolder, and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.ACCOUNT, exclusively=True)
    asked = pending(cover.text, person)
    if asked is None or _person(turn) not in seconds(cover.text, asked):
        raise NotRemovable
    _take_away(db, turn, cover, asked)


def drop(db: Session, turn: Turn, person: UUID) -> None:
    """Say that somebody is not to be removed after all; whoever may confirm may do that too.

    Raises NotRemovable, and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.ACCOUNT)
    asked, me = pending(cover.text, person), _person(turn)
    if asked is None or me not in {asked.by, *seconds(cover.text, asked)}:
        raise NotRemovable
    change(db, cover, removals=[each for each in cover.text.removals if each.holder != person])
    act(db, turn.case, "case:reader:drop_removal", me, turn.now)


def _take_away(db: Session, turn: Turn, cover: Cover, asked: Removal) -> None:
    """Boxes at once, entries under the old keys, then new generations by this author."""
    case, me, person = turn.case, _person(turn), asked.holder
    part = place_for(the_ring(db), case, REASON_PLACES)
    facts = {"person": person.hex, "by": asked.by.hex}
    put(db, cover, part, said_now(Kind.REMOVAL, turn.now, asked.reason, **facts), turn.author)
    _tell_her(db, turn, cover, person)
    act(db, case, "case:reader:remove", me, turn.now)
    depart(db, case, person, REMOVED, turn.now)
    _end_stand_ins(db, turn, cover, person)
    removals = [each for each in cover.text.removals if each.holder != person]
    withheld = list(dict.fromkeys([*cover.text.withheld, person]))
    change(db, cover, removals=removals, withheld=withheld)
    uncount_at_factory(db, cover, turn.author, turn.now)
    renew(db, case, turn.renewal, REMOVED)


def _end_stand_ins(db: Session, turn: Turn, cover: Cover, person: UUID) -> None:
    """Whoever stands in for her was chosen by her, and holds a place that is gone."""
    for each in [each for each in cover.text.holders if each.instead_of == person]:
        if cover.text.can_spare(each):
            depart(db, turn.case, each.holder, STOOD_IN, turn.now)


def _tell_her(db: Session, turn: Turn, cover: Cover, person: UUID) -> None:
    """On the survivor's page, beside the messages: who cannot read any more."""
    if not the_ring(db).holds(turn.case, C.CHANNEL):
        return
    begin(db, Turn(turn.case, turn.author, turn.keys, turn.register, turn.now), C.CHANNEL)
    told = said_now(Kind.REMOVAL, turn.now, person=person.hex)
    put(db, cover, C.CHANNEL, told, turn.author)
    if cover.text.number is not None and cover.text.number.has_word:
        answer_waits(db, cover.text)


def _stands_in(cover: CoverText, person: UUID) -> bool:
    held = cover.holder(person)
    return held is not None and held.until is not None


def _removable(cover: CoverText, turn: Turn, person: UUID) -> Holder:
    held = cover.holder(person)
    if held is None or person in (turn.case, turn.author.person):
        raise NotRemovable
    return held


def _person(turn: Turn) -> UUID:
    if turn.author.person is None:
        raise NotRemovable
    return turn.author.person
