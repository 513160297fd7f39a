"""An analyst's press: facts that wait are opened, checked, and kept together under their key."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from casework.facts.fact import Fact, FactKind, Facts
from casework.facts.keys import Analyst, her_keys, once_sound, rows_of
from casework.facts.lost import is_lost
from casework.facts.origin import Origin
from casework.facts.sealing import OriginUnknown, opened
from casework.models.measuring import DeliveredFact, FactPack, MeasurementKeyRow, OutboxFact
from crypto.certificates import Register
from crypto.envelope import open_, seal
from crypto.errors import KeyMissing, PaddingBroken, SealBroken
from crypto.measurement_keys import MeasurementKey, MeasurementStatement
from crypto.padding import pad, unpad

IN_A_PACK = 500
MOST = 3000
"""Facts kept by one press, some seconds of work: the next press goes on."""
ROOM = 16 * 1024
DECODER = msgspec.msgpack.Decoder(list[Fact])


class PackBroken(Exception):
    """Kept facts that do not open under their key: somebody has changed the row."""


class KeyLacking(KeyMissing):
    """Another analyst holds a key of the programme that she was not handed: she sees a part."""


@dataclass(frozen=True)
class Kept:
    """What became of one press."""

    kept: int = 0
    refused: int = 0
    """Facts that nobody certified and no session of the instance had written: they are gone."""


def waiting(db: Session, programme: UUID, register: Register) -> int:
    """How many facts of closed days wait to be kept: for a key that is lost none does."""
    lost = [each.id for each in rows_of(db, programme) if is_lost(each, register)]
    return _count(db, programme, DeliveredFact, DeliveredFact.measurement_key_id.not_in(lost))


def of_open_days(db: Session, programme: UUID, before: date = date.max) -> int:
    """How many facts wait for their day's close, of the days before one."""
    return _count(db, programme, OutboxFact, OutboxFact.day < before)


def keep(db: Session, her: Analyst, origin: Origin) -> Kept:
    """Keep what waits, `MOST` at the most. Raises KeyMissing where she has no key at all."""
    mine = her_keys(db, her)
    if not mine:
        raise KeyMissing
    kept, refused, gone_over = 0, 0, set[UUID]()
    for said, key in mine:
        # Two at once would pack the same facts twice.
        its_row = select(MeasurementKeyRow.id).where(MeasurementKeyRow.id == said.id)
        db.execute(its_row.with_for_update())
        while kept + refused < MOST and (taken := _taken(db, said)):
            facts = [each for row in taken if (each := _opened(her, origin, said, key, row))]
            _pack(db, said, key, facts)
            gone_over |= {each.replaces for each in facts if each.replaces and _takes_back(each)}
            gone = [row.id for row in taken]
            db.execute(delete(DeliveredFact).where(DeliveredFact.id.in_(gone)))
            kept, refused = kept + len(facts), refused + len(taken) - len(facts)
    _forget(db, mine, gone_over)
    return Kept(kept, refused)


def _bare(fact: Fact) -> Fact:
    """Of a fact that counts no more, only which one it replaced itself."""
    return Fact(
        id=fact.id,
        replaces=fact.replaces,
        programme=fact.programme,
        month=fact.month,
        kind=FactKind.RETRACTED,
    )


def _takes_back(fact: Fact) -> bool:
    return fact.kind is not FactKind.ELSEWHERE


def _forget(
    db: Session, mine: Iterable[tuple[MeasurementStatement, MeasurementKey]], gone: Set[UUID]
) -> None:
    """What was replaced or taken back lies in no pack any more, as far as her keys go.

    Of what had replaced another fact itself stays that it did: that one may be kept later, or lie
    under a key that she lacks.
    """
    for said, key in mine if gone else ():
        of_it = select(FactPack).where(FactPack.measurement_key_id == said.id)
        for pack in db.scalars(of_it).all():
            facts = in_pack(pack.id, pack.sealed, said, key)
            left = [
                _bare(each) if each.id in gone else each
                for each in facts
                if each.id not in gone or each.replaces is not None
            ]
            if left != facts:
                pack.sealed = _sealed(pack.id, said, key, left)
    db.flush()


def facts_of(db: Session, her: Analyst, years: Iterable[int] | None = None) -> Facts:
    """Every kept fact of her programme, of these years or of all, corrections applied.

    Raises KeyMissing where she has no key of it, KeyLacking where one is missing: a part of the
    facts is no number of anything; PackBroken.
    """
    mine, every = her_keys(db, her), rows_of(db, her.programme)
    if not mine:
        raise KeyMissing
    wanted = {each.year for each in every} if years is None else set(years)
    keys = [each for each in mine if each[0].year in wanted]
    opened_ = {said.id for said, _key in keys}
    others = [each for each in every if each.year in wanted and each.id not in opened_]
    if any(once_sound(each, her.register) and not is_lost(each, her.register) for each in others):
        raise KeyLacking
    return Facts(fact for said, key in keys for fact in _kept_under(db, said, key))


def _kept_under(db: Session, said: MeasurementStatement, key: MeasurementKey) -> Iterable[Fact]:
    rows = select(FactPack.id, FactPack.sealed).where(FactPack.measurement_key_id == said.id)
    for id_, sealed in db.execute(rows):
        yield from in_pack(id_, sealed, said, key)


def in_pack(
    id_: UUID, sealed: bytes, said: MeasurementStatement, key: MeasurementKey
) -> list[Fact]:
    """The facts of one pack, replaced ones too. Raises PackBroken."""
    try:
        return DECODER.decode(unpad(open_(key.kept_key, sealed, *_of_pack(id_, said)), ROOM))
    except (SealBroken, PaddingBroken, msgspec.DecodeError) as wrong:
        raise PackBroken(id_) from wrong


def _sealed(id_: UUID, said: MeasurementStatement, key: MeasurementKey, facts: list[Fact]) -> bytes:
    plain = pad(msgspec.msgpack.encode(facts), ROOM)
    return seal(key.kept_key, plain, *_of_pack(id_, said))


def _taken(db: Session, said: MeasurementStatement) -> list[DeliveredFact]:
    rows = select(DeliveredFact).where(DeliveredFact.measurement_key_id == said.id)
    return list(db.scalars(rows.limit(IN_A_PACK)))


def _opened(
    her: Analyst,
    origin: Origin,
    said: MeasurementStatement,
    key: MeasurementKey,
    row: DeliveredFact,
) -> Fact | None:
    try:
        return opened(row.box, row.id, said, key, her.register, origin)
    except OriginUnknown:
        return None


def _pack(db: Session, said: MeasurementStatement, key: MeasurementKey, facts: list[Fact]) -> None:
    if not facts:
        return
    pack = FactPack(measurement_key_id=said.id)
    in_order = sorted(facts, key=lambda each: each.id.int)
    pack.sealed = _sealed(pack.id, said, key, in_order)
    db.add(pack)
    db.flush()


def _of_pack(id_: UUID, said: MeasurementStatement) -> tuple[str, UUID, str, UUID]:
    return ("fact_pack", id_, "sealed", said.id)


def _count(
    db: Session,
    programme: UUID,
    table: type[DeliveredFact] | type[OutboxFact],
    *only: ColumnElement[bool],
) -> int:
    keys = [each.id for each in rows_of(db, programme)]
    counted = select(func.count()).where(table.measurement_key_id.in_(keys), *only)
    return db.scalar(counted.select_from(table)) or 0
