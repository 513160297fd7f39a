"""A new number for a survivor who lost hers: one holder has spoken with her, a second confirms."""

from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.chains import bodies_of
from casework.case.covers import change, open_facts, taken, the_record
from casework.case.entries import put, said_now
from casework.case.granting import grant, with_grant
from casework.case.owing import owing
from casework.case.rekey import Second, renew
from casework.case.turns import Turn
from casework.models.cover import Capacity, Cover, CoverText, Renumbering
from casework.models.entry import Kind, Said
from casework.models.number import NumberFacts, ReturnNumber, Status
from casework.number import returning_number
from casework.number.renumbering import end_all_of_hers
from casework.number.returning_number import Prepared
from casework.readers.audience import REPORTER, SURVIVOR
from casework.readers.removals import CONFIRMERS
from crypto.compartments import Compartment
from crypto.epochs import NOT_MADE, EpochRecord, renumber_parts
from crypto.ring import Held
from crypto.sealing import the_ring


class NotProposed(Exception):
    """Nobody has proposed a new number, or it was proposed under keys no longer in force."""


class NotConfirmed(Exception):
    """A second holder has to confirm first."""


class OneAlone(Exception):
    """She who proposed cannot be the one who confirms, and nobody else can hand it out."""


def propose(db: Session, turn: Turn) -> None:
    """Say that one has spoken with the survivor and that she needs a new number.

    Written on the cover. A later proposal takes the place of an earlier one.
    Raises KeyMissing for whoever holds no channel.
    """
    cover = _taken(db, turn)
    by = _person(turn)
    epoch = the_record(db, turn.case).digest()
    change(db, cover, renumbering=Renumbering(by=by, at=turn.now, epoch=epoch))
    act(db, turn.case, "case:number:propose", by, turn.now)


def confirm(db: Session, turn: Turn) -> None:
    """Confirm as the second holder, with a signature that serves for the next epoch alone.

    Raises NotProposed, and OneAlone for whoever proposed it or does not deal with the case.
    """
    cover = _taken(db, turn)
    proposed, second = _proposed(db, cover), _person(turn)
    if not may_confirm(cover.text, proposed, second):
        raise OneAlone
    parts = renumber_parts(turn.case, proposed.by, proposed.epoch)
    confirmed = msgspec.structs.replace(
        proposed,
        second=second,
        second_key=turn.author.seeds.public.verify,
        second_signature=turn.author.seeds.sign(*parts),
    )
    change(db, cover, renumbering=confirmed)
    act(db, turn.case, "case:number:confirm", second, turn.now)


def hand_out(db: Session, turn: Turn, prepared: Prepared) -> tuple[Compartment, ...]:
    """Make the provisional number; the survivor has typed its word herself.

    An older number ends with it. She receives the compartments that this author holds; what
    only she held stays closed. Gives back what she can open.

    Raises NotProposed, NotConfirmed, OneAlone, and ValueError without a second word.
    """
    if prepared.seeds is None:
        raise ValueError(prepared.row)
    cover = _taken(db, turn)
    proposed = _proposed(db, cover)
    if proposed.by != turn.author.person:
        raise OneAlone
    if proposed.second is None:
        raise NotConfirmed
    second = Second(proposed.second, proposed.second_key, proposed.second_signature)
    waits = _what_waits(db, cover)
    _replace(db, cover, turn, prepared)
    renew(db, turn.case, turn.renewal, "replaced", also=[Compartment.COVER], second=second)
    given = _give_back(db, cover, turn, prepared)
    _add_row(db, prepared, cover.text, the_record(db, turn.case), waits)
    said = said_now(Kind.NUMBER, turn.now, event="replaced")
    put(db, cover, Compartment.CHANNEL, said, turn.author)
    act(db, turn.case, "case:number:replace", turn.author.person, turn.now)
    return given


def standing(db: Session, case: UUID, cover: CoverText) -> Renumbering | None:
    """The proposal on the cover, if it still counts; keys that changed since have ended it."""
    proposed = cover.renumbering
    return proposed if proposed and proposed.epoch == the_record(db, case).digest() else None


def may_confirm(cover: CoverText, proposed: Renumbering | None, person: UUID | None) -> bool:
    """Whether somebody could be the second: another holder who deals with the case."""
    holder = cover.holder(person) if person is not None else None
    is_another = proposed is not None and person != proposed.by
    return is_another and holder is not None and holder.capacity in CONFIRMERS


def _taken(db: Session, turn: Turn) -> Cover:
    cover = taken(db, turn.case, exclusively=True)
    the_ring(db).newest(turn.case, Compartment.CHANNEL)
    return cover


def _person(turn: Turn) -> UUID:
    if turn.author.person is None:
        raise OneAlone
    return turn.author.person


def _proposed(db: Session, cover: Cover) -> Renumbering:
    proposed = standing(db, cover.case_id, cover.text)
    if proposed is None:
        raise NotProposed
    return proposed


def _what_waits(db: Session, cover: Cover) -> Status:
    """What her lost number said. One that was stopped took that along: then an answer counts."""
    number = cover.text.number
    row = db.get(ReturnNumber, number.row) if number else None
    if number is not None and row is not None:
        return open_facts(row, number.status_key).status
    bodies, _closed = bodies_of(db, cover.case_id, [Compartment.CHANNEL])
    said = (msgspec.msgpack.decode(each.said, type=Said) for each in bodies[Compartment.CHANNEL])
    is_answered = any(each.kind is Kind.MESSAGE_TO_SURVIVOR for each in said)
    return Status.ANSWER_WAITS if is_answered else Status.RECEIVED


def _replace(db: Session, cover: Cover, turn: Turn, prepared: Prepared) -> None:
    """End what there was of her, and put the new key on the cover."""
    old, seeds = cover.text.number, prepared.seeds
    if old is not None:
        returning_number.remove(db, old.row)
    end_all_of_hers(db, turn, "replaced")
    if seeds is not None:
        change(
            db,
            cover,
            survivor=seeds.public,
            number=msgspec.structs.replace(prepared.state, is_provisional=True),
            renumbering=None,
        )


def _give_back(
    db: Session, cover: Cover, turn: Turn, prepared: Prepared
) -> tuple[Compartment, ...]:
    held = _hers_to_have(db, cover, turn)
    if prepared.seeds is None:
        raise ValueError(prepared.row)
    row = grant(
        db,
        turn.keys,
        case=turn.case,
        epoch=the_record(db, turn.case).number,
        held=held,
        holder=turn.case,
        to=prepared.seeds.public,
        author=turn.author,
        day=turn.now.date(),
    )
    capacity = Capacity.REPORTER if cover.text.is_concern else Capacity.SURVIVOR
    parts = tuple(each.compartment for each in held)
    to = prepared.seeds.public
    change(db, cover, holders=with_grant(cover.text.holders, turn.case, capacity, parts, row, to))
    return parts


def _hers_to_have(db: Session, cover: Cover, turn: Turn) -> list[Held]:
    """What this author can give her; nobody new receives a compartment that is owing."""
    ring, owed = the_ring(db), owing(db, turn.case, cover.text)
    wanted = REPORTER if cover.text.is_concern else SURVIVOR
    parts = [part for part in wanted if ring.holds(turn.case, part) and part not in owed]
    return [ring.newest(turn.case, part) for part in parts]


def _add_row(
    db: Session, prepared: Prepared, cover: CoverText, record: EpochRecord, waits: Status
) -> None:
    facts = NumberFacts(
        case=record.case,
        status=Status.CLOSED if cover.is_closed_concern else waits,
        inbox=record.inbox,
        inbox_generation=max(record.generation(Compartment.CHANNEL), NOT_MADE),
        has_word=True,
        is_provisional=True,
        is_concern=cover.is_concern,
    )
    returning_number.add(db, prepared, facts)
