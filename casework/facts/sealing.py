"""Sealing a fact to a programme's measurement key, and opening it with proof of its origin."""

from dataclasses import dataclass, field
from datetime import date
from hmac import compare_digest
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from casework.facts.fact import Fact, month_of
from casework.facts.origin import Origin
from casework.models.measuring import OutboxFact, SignedFact
from crypto.certificates import Register
from crypto.context import Part
from crypto.errors import BoxBroken, PaddingBroken, SignatureInvalid
from crypto.measurement_keys import MeasurementKey, MeasurementStatement
from crypto.padding import pad, unpad
from crypto.seeds import Seeds, deliver, verify

ROOM = 1024


class OriginUnknown(Exception):
    """A fact that nobody certified and no session of this instance has written, or no fact."""


@dataclass(frozen=True)
class Hand:
    """Who writes: somebody certified who signs, or for None the instance."""

    person: UUID | None
    seeds: Seeds = field(repr=False)


def send(
    db: Session, origin: Origin, hand: Hand, to: MeasurementStatement, fact: Fact, on: date
) -> None:
    """Seal a fact for the programme of a key into the outbox of this day."""
    row = OutboxFact(measurement_key_id=to.id, day=on)
    signed = _signed(origin, hand, to, row.id, msgspec.msgpack.encode(fact))
    plain = pad(msgspec.msgpack.encode(signed), ROOM)
    row.box = deliver(to.kem, plain, *_of_box(to, row.id))
    db.add(row)


def opened(
    box: bytes,
    row: UUID,
    said: MeasurementStatement,
    key: MeasurementKey,
    register: Register,
    origin: Origin,
) -> Fact:
    """The fact in a box. Raises OriginUnknown where anything of it does not hold."""
    try:
        plain = unpad(key.receive(box, *_of_box(said, row)), ROOM)
        signed = msgspec.msgpack.decode(plain, type=SignedFact)
        fact = msgspec.msgpack.decode(signed.said, type=Fact)
        _require_origin(signed, fact.month, row, said, register, origin)
    except (BoxBroken, PaddingBroken, msgspec.DecodeError, SignatureInvalid) as wrong:
        raise OriginUnknown from wrong
    if fact.programme != said.programme:
        raise OriginUnknown
    return fact


def _signed(
    origin: Origin, hand: Hand, to: MeasurementStatement, row: UUID, said: bytes
) -> SignedFact:
    if hand.person is None:
        return SignedFact(said=said, signature=origin.tag(row, to.id, said))
    signature = hand.seeds.sign(*_parts(row, to.id, hand.person, said))
    verify_key = hand.seeds.public.verify
    return SignedFact(said=said, author=hand.person, verify=verify_key, signature=signature)


def _require_origin(
    signed: SignedFact,
    month: str,
    row: UUID,
    said: MeasurementStatement,
    register: Register,
    origin: Origin,
) -> None:
    """Whoever left before a month began wrote nothing of it. Raises OriginUnknown,
    SignatureInvalid.
    """
    if signed.author is None:
        if not compare_digest(signed.signature, origin.tag(row, said.id, signed.said)):
            raise OriginUnknown
        return
    spans = register.spans(signed.author, signed.verify)
    if not any(month <= month_of(until) for _post, _since, until in spans):
        raise OriginUnknown
    verify(signed.verify, signed.signature, *_parts(row, said.id, signed.author, signed.said))


def _parts(row: UUID, key: UUID, author: UUID, said: bytes) -> tuple[Part, ...]:
    return ("casework/fact-said/1", row, key, author, said)


def _of_box(said: MeasurementStatement, row: UUID) -> tuple[Part, ...]:
    return ("casework/fact/1", row, said.id, said.programme)
