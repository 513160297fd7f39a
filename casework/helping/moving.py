"""What becomes of a referral: what a provider answers, what somebody heard, and taking it back."""

from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.entries import put
from casework.case.timeline import timeline
from casework.case.turns import Turn, begin, begin_renewed
from casework.course.reminding import forget
from casework.helping.following import Referral, referrals
from casework.helping.needs import Wanted, her_needs
from casework.helping.passing import ledger_of
from casework.helping.referring import WRITE, is_barred, recipient_of
from casework.helping.reminders import remind_of
from casework.helping.states import (
    ACCEPTED,
    ENDED,
    MoveNotAllowed,
    Mover,
    State,
    may_move,
    require_move,
    way_there,
)
from casework.helping.talking import may_be_talked_about
from casework.helping.written import Finished, Moved, Remarked, TaskKind, said_of
from casework.models.cover import Cover
from crypto.certificates import Register
from crypto.compartments import Compartment
from referrals.consent.ledger import Ledger, allowed, holding, overridden
from referrals.consent.terms import Purpose
from referrals.sending import answers, withdrawing
from referrals.sending.answers import Waiting
from referrals.sending.steps import Reason

C = Compartment


class NoReferral(Exception):
    """There is no such referral in this case."""


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What a provider said of it, by telephone or face to face, as somebody of ours heard it."""

    state: State
    reason: Reason | None = None
    on: date | None = None
    hour: str = field(default="", repr=False)
    where: str = field(default="", repr=False)
    words: str = field(default="", repr=False)


def note(db: Session, turn: Turn, referral: UUID, heard: Heard) -> None:
    """Write down what a provider said. An appointment told at once is an acceptance first.

    Raises NoReferral, MoveNotAllowed, and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.REFERRAL)
    found = the_one(db, cover, turn, referral)
    if heard.state is State.WITHDRAWN:
        raise MoveNotAllowed(found.state.value, heard.state.value, Mover.MEMBER.value)
    for state in way_there(found.state, heard.state, Mover.MEMBER):
        found = _moved(db, cover, turn, found, _as_heard(found, heard, state))
    act(db, turn.case, WRITE, turn.author.person, turn.now)


def withdraw(db: Session, turn: Turn, referral: UUID, words: str = "") -> None:
    """Take it back: a member because she said so, or the survivor herself.

    Its packet can no longer be opened from then on, and nobody is reminded of it. What waited too
    long for an answer is written down as that, and is gone all the same.

    Raises NoReferral, MoveNotAllowed, and as `casework.case.turns.begin_renewed`.
    """
    cover = begin_renewed(db, turn, C.REFERRAL)
    found = _found(db, turn, referral)
    if _lapsed(db, cover, turn, found) is None:
        _withdraw(db, cover, turn, found, words)
    act(db, turn.case, WRITE, turn.author.person, turn.now)


def fall(db: Session, turn: Turn, cover: Cover) -> None:
    """What left by a yes that holds no longer comes back: nobody opens it from then on.

    For a verb that has begun its turn in REFERRAL and has just written that a yes or an override
    has ended, or that a place is kept out. What she carries there herself rests on no yes, and
    stays, unless she refuses the place. Who was to be spoken with, and may not be any more, is not
    brought together with her.
    """
    lines, on = timeline(db, turn.case, turn.register).lines, turn.now.date()
    ledger, wanted = ledger_of(db, cover.text, lines), her_needs(lines).wanted
    for each in referrals(lines, on):
        stays = _still_allowed(ledger, each, on) and not _kept_out(wanted, each)
        if _lapsed(db, cover, turn, each) is None and each.is_open and not stays:
            _withdraw(db, cover, turn, each, "")
        if not may_be_talked_about(ledger, each, turn.now):
            _drop_hand_overs(db, cover, turn, each)


def take_in(db: Session, turn: Turn) -> int:
    """Write into the case what providers have answered; gives back how many answers.

    An answer that moves nothing any more is kept as what it says.
    """
    cover, count = begin(db, turn, C.REFERRAL), 0
    every = referrals(timeline(db, turn.case, turn.register).lines, turn.now.date())
    for found in every:
        count += _take_in(db, cover, turn, found)
    if count:
        act(db, turn.case, WRITE, turn.author.person, turn.now)
    return count


def waiting(db: Session, register: Register, referral: Referral) -> list[Waiting]:
    """What its provider has answered and nobody has written down yet."""
    given = referral.sent.given
    lying = answers.waiting(db, register, given) if given is not None else []
    return [each for each in lying if each.row not in referral.answers]


def the_one(db: Session, cover: Cover, turn: Turn, referral: UUID) -> Referral:
    """A referral as it stands, with its expiry written down if its days are over.

    For a verb that has begun its turn in REFERRAL. Raises NoReferral.
    """
    found = _found(db, turn, referral)
    return _lapsed(db, cover, turn, found) or found


def _found(db: Session, turn: Turn, referral: UUID) -> Referral:
    every = referrals(timeline(db, turn.case, turn.register).lines, turn.now.date())
    found = next((each for each in every if each.id == referral), None)
    if found is None:
        raise NoReferral
    return found


def _lapsed(db: Session, cover: Cover, turn: Turn, found: Referral) -> Referral | None:
    """Write down that its days are over and take what lies there; None where it is not so."""
    if not found.has_lapsed:
        return None
    return _moved(db, cover, turn, found, _to(found, State.EXPIRED, Mover.CLOCK))


def _still_allowed(ledger: Ledger, found: Referral, on: date) -> bool:
    """Whether all that left could leave today, by the very yes it left by and in its words.

    Where she took back single things of it, and a place that was told them has said that it helps,
    the help goes on if it was told by voice. What lies there, read or not, comes back whole.
    """
    sent, holds = found.sent, holding(ledger, on)
    to = recipient_of(sent.organization, sent.organization_name, sent.account)
    may = {*allowed(ledger, to, Purpose.SERVICE, on), *overridden(ledger, to, on)}
    if not holds.keys() >= set(found.sources.values()):
        return False
    covered = all(field in holds[source] for field, source in found.sources.items())
    is_only_told = found.state in ACCEPTED and sent.given is None
    return (covered and found.left.keys() <= may) or (is_only_told and not covered)


def _kept_out(wanted: Wanted, found: Referral) -> bool:
    """Whether the place is not to be asked; her refusal does not end what two people decided."""
    is_forced = found.sent.is_override
    return is_barred(wanted, found.sent.organization, is_forced=is_forced)


def _drop_hand_overs(db: Session, cover: Cover, turn: Turn, found: Referral) -> None:
    for task in found.tasks:
        if task.kind is TaskKind.HAND_OVER and task.finished_at is None:
            forget(db, task.reminders)
            dropped = said_of(Finished(task=task.id, is_done=False), turn.now)
            put(db, cover, C.REFERRAL, dropped, turn.author)


def _as_heard(found: Referral, heard: Heard, state: State) -> tuple[Moved, str]:
    """Words and day stand with the move they were said of, not with the one before it."""
    if state is not heard.state:
        return _to(found, state, Mover.MEMBER)
    moved = Moved(
        referral=found.id,
        state=state,
        by=Mover.MEMBER,
        reason=heard.reason,
        on=heard.on,
        hour=heard.hour,
        where=heard.where,
    )
    return moved, heard.words


def _to(found: Referral, state: State, by: Mover) -> tuple[Moved, str]:
    return Moved(referral=found.id, state=state, by=by), ""


def _withdraw(db: Session, cover: Cover, turn: Turn, found: Referral, words: str) -> None:
    by = Mover.HER if turn.author.person is None else Mover.MEMBER
    require_move(found.state, State.WITHDRAWN, by)
    moved = Moved(referral=found.id, state=State.WITHDRAWN, by=by)
    _moved(db, cover, turn, found, (moved, words))


def _moved(
    db: Session, cover: Cover, turn: Turn, found: Referral, said: tuple[Moved, str]
) -> Referral:
    """Write the move, and put the reminders of what is expected now in place of the old ones."""
    moved, words = said
    forget(db, found.reminders)
    rows = remind_of(
        db,
        turn,
        cover.text,
        moved.state,
        is_urgent=found.sent.is_urgent,
        appointment=moved.on,
    )
    moved = msgspec.structs.replace(moved, reminders=rows)
    put(db, cover, C.REFERRAL, said_of(moved, turn.now, words), turn.author)
    if moved.state in ENDED:
        _end(db, found, moved.state)
    return replace(found, written=moved.state, state=moved.state, reminders=rows)


def _end(db: Session, found: Referral, state: State) -> None:
    """Nothing of it lies anywhere any more; after a no, what was still to be done is not due."""
    if found.sent.given is not None:
        withdrawing.withdraw(db, found.sent.given)
    if state is not State.DONE:
        forget(db, (row for task in found.tasks for row in task.reminders))


def _take_in(db: Session, cover: Cover, turn: Turn, found: Referral) -> int:
    lying = waiting(db, turn.register, found)
    # An answer that lay there counts, also when nobody read it before the days were over.
    for each in lying:
        found = _one_in(db, cover, turn, found, each)
    answers.taken(db, [each.row for each in lying])
    return len(lying)


def _one_in(db: Session, cover: Cover, turn: Turn, found: Referral, lying: Waiting) -> Referral:
    said, state = lying.answered.said, State(lying.answered.said.step.value)
    if not may_move(found.written, state, Mover.PROVIDER):
        kept = Remarked(referral=found.id, answer=lying.row)
        put(db, cover, C.REFERRAL, said_of(kept, turn.now, said.words), turn.author)
        return found
    coming = said.appointment
    moved = Moved(
        referral=found.id,
        state=state,
        by=Mover.PROVIDER,
        reason=said.reason,
        on=coming.on if coming else None,
        hour=coming.at if coming else "",
        where=coming.where if coming else "",
        answer=lying.row,
        answered_on=lying.answered.on,
    )
    return _moved(db, cover, turn, found, (moved, said.words))
