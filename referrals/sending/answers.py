"""What providers answer: left in a box by them, read, checked and taken in by the case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from auth.reminders import Reminder
from crypto.certificates import Register
from crypto.context import Part, encode
from crypto.errors import BoxBroken, PaddingBroken, SignatureInvalid
from crypto.padding import pad, unpad
from crypto.seeds import InboxKeys, Seeds, deliver, verify
from referrals.models.sending import ReferralAnswer
from referrals.sending.given import (
    NOBODY,
    Alarm,
    Answered,
    Given,
    Progress,
    Said,
    last_step,
    reply_keys,
)
from referrals.sending.sealing import answer_place
from referrals.sending.steps import Step, may_follow

ROOM = 4096


class OutOfTurn(Exception):
    """This answer does not follow what was answered before."""


@dataclass(frozen=True)
class Waiting:
    """One answer that lies in its box still."""

    row: UUID
    answered: Answered
    is_signed: bool
    """Whether a certified person signed it; an answer by a link is signed by nobody."""


@dataclass(frozen=True)
class Signer:
    """Somebody with an account, who answers with her own name."""

    person: UUID
    seeds: Seeds


def following(
    progress: Progress, said: Said, reply: bytes, on: date, signer: Signer | None = None
) -> Answered:
    """The next answer, numbered and signed where somebody signs. Raises OutOfTurn."""
    if not may_follow(last_step(progress), said.step):
        raise OutOfTurn(said.step.value)
    answered = Answered(number=len(progress) + 1, said=said, on=on)
    if signer is None:
        return answered
    named = msgspec.structs.replace(answered, by=signer.person, verify=signer.seeds.public.verify)
    signature = signer.seeds.sign(*_parts(named, answer_place(reply)))
    return msgspec.structs.replace(named, signature=signature)


def leave(
    db: Session, answered: Answered, reply: bytes, until: date, alarm: Alarm = NOBODY
) -> None:
    """Put an answer where only the case finds and opens it. Where it is a no, those whom the
    packet names by their marks are told at once that something waits.
    """
    place = answer_place(reply)
    row = ReferralAnswer(id=uuid4(), place=place, until_on=until, box=b"")
    plain = pad(msgspec.msgpack.encode(answered), ROOM)
    row.box = deliver(reply, plain, *_context(row.id, place))
    db.add(row)
    if answered.said.step is Step.DECLINED:
        db.add_all(_told(mark, alarm.version, answered.on) for mark in alarm.tags)
    db.flush()


def waiting(db: Session, register: Register, given: Given) -> list[Waiting]:
    """The answers to a packet that nobody has taken in, in order. What opens nowhere is left out.

    An answer that says who gave it and is not signed by her certified key is left out too. Where
    people with accounts got the packet, one of them has signed it, or it counts for nothing.
    """
    keys = reply_keys(given)
    place = answer_place(keys.kem_public)
    rows = db.scalars(select(ReferralAnswer).where(ReferralAnswer.place == place))
    found = [each for row in rows if (each := _read(register, given, keys, row)) is not None]
    return sorted(found, key=lambda each: (each.answered.number, each.row))


def taken(db: Session, rows: Iterable[UUID]) -> None:
    """Delete answers that now stand in the case as entries."""
    ids = list(rows)
    if ids:
        db.execute(delete(ReferralAnswer).where(ReferralAnswer.id.in_(ids)))


def _told(mark: bytes, version: int, on: date) -> Reminder:
    return Reminder(recipient=mark, recipient_version=version, day=on, is_at_once=True)


def _read(register: Register, given: Given, keys: InboxKeys, row: ReferralAnswer) -> Waiting | None:
    try:
        plain = keys.receive(row.box, *_context(row.id, row.place))
        answered = msgspec.msgpack.decode(unpad(plain, ROOM), type=Answered)
    except (BoxBroken, PaddingBroken, msgspec.DecodeError):
        return None
    if answered.by is None:
        return Waiting(row.id, answered, is_signed=False) if given.packet is None else None
    is_theirs = _holds(register, given, answered, row)
    return Waiting(row.id, answered, is_signed=True) if is_theirs else None


def _holds(register: Register, given: Given, answered: Answered, row: ReferralAnswer) -> bool:
    try:
        verify(answered.verify, answered.signature, *_parts(answered, row.place))
    except SignatureInvalid:
        return False
    if answered.by is None or given.body is None:
        return False
    return register.ever_worked_with(answered.by, answered.verify, given.body)


def _parts(answered: Answered, place: bytes) -> tuple[Part, ...]:
    said = encode(msgspec.msgpack.encode(answered.said))
    by = answered.by or b""
    return ("casework/referral-answered/1", place, answered.number, said, answered.on, by)


def _context(row: UUID, place: bytes) -> tuple[Part, ...]:
    return ("casework/referral-answer/1", row, place)
