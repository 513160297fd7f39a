"""Taking keys away and making new ones: boxes deleted at once, rows re-sealed under new keys."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from auth.trail import next_number
from casework.case.authors import Author
from casework.case.counterfoils import without
from casework.case.covers import change, show_inbox, taken, the_record
from casework.case.founding import open_generations, trail_key
from casework.case.granting import grant, with_grant
from casework.case.inbox import take_in
from casework.case.lapsing import lapsed, sound_holders, why
from casework.case.owing import owing
from casework.case.roster import keys_of
from casework.models.cover import Cover, CoverText, Departed, Holder, TrailKey
from crypto.certificates import Register
from crypto.compartments import Compartment
from crypto.epochs import (
    Commitment,
    Epoch,
    EpochRecord,
    Generation,
    commit,
    inbox_keys,
    mac_key,
    new_key,
    sign_epoch,
)
from crypto.grants import remove
from crypto.instance import InstanceKeys
from crypto.records import CaseRecord
from crypto.ring import Held
from crypto.sealing import locked_generations, the_ring
from crypto.seeds import PublicKeys

BATCH = 200
"""How many rows are re-sealed before the next flush."""


class LastHolder(Exception):
    """She is the last who holds a compartment: she hands it over before she leaves."""


@dataclass(frozen=True)
class Renewal:
    """Who renews, with which trust, and when."""

    keys: InstanceKeys = field(repr=False)
    register: Register = field(repr=False)
    author: Author
    now: datetime


@dataclass(frozen=True)
class Second:
    """A second holder's signature under a new key of the survivor (crypto.epochs)."""

    person: UUID
    key: bytes
    signature: bytes = field(repr=False)


def depart(
    db: Session,
    case: UUID,
    holder: UUID,
    reason: str,
    now: datetime,
    *,
    closing_hers: bool = False,
) -> CoverText:
    """Take somebody's keys away: her boxes at once, and what she knew becomes owing.

    The generations themselves are made by `renew`, by whoever still holds them. `closing_hers`
    is for the survivor's own keys: what only she held stays closed for good.

    Raises LastHolder when a compartment would be left with nobody who can open it.
    """
    cover = taken(db, case, exclusively=True)
    her = cover.text.holder(holder)
    if her is None:
        return cover.text
    others = [each for each in cover.text.holders if each.holder != holder]
    left = {part for each in others for part in each.compartments}
    if not closing_hers and not set(her.compartments) <= left:
        raise LastHolder
    remove(db, her.grants)
    generations = locked_generations(db, case)
    gone = Departed(
        holder=holder,
        knew={part: generations[part] for part in her.compartments},
        reason=reason,
        at=now,
        capacity=her.capacity,
    )
    departed, writers = [*cover.text.departed, gone], without(db, cover.text.writers, holder)
    return change(db, cover, holders=others, departed=departed, writers=writers)


def renew(
    db: Session,
    case: UUID,
    renewal: Renewal,
    reason: str,
    *,
    also: Iterable[Compartment] = (),
    second: Second | None = None,
) -> list[Compartment]:
    """Make a new generation of every owing compartment this ring holds, and re-seal under it.

    One transaction that concurrent writers cannot slip past: they wait for the case's row, and
    the database refuses a row left under the old generation. `also` names compartments to renew
    that nobody owes; `second` stands in the record where the survivor's key is a new one.
    Gives back what is still owing.
    """
    cover = taken(db, case, exclusively=True)
    on = renewal.now.date()
    sound = sound_holders(db, case, cover.text, renewal.register, on)
    for holder in lapsed(cover.text, case, sound, on):
        depart(db, case, holder, why(cover.text, holder), renewal.now)
    parts = _mine(db, case, cover.text, also)
    if not parts:
        return owing(db, case, cover.text)
    if Compartment.CHANNEL in parts:
        take_in(db, cover, renewal.author, renewal.now)
    _renew_parts(db, cover, parts, renewal, reason, second)
    return owing(db, case, cover.text)


def _mine(
    db: Session, case: UUID, cover: CoverText, also: Iterable[Compartment]
) -> list[Compartment]:
    ring = the_ring(db)
    wanted = {*owing(db, case, cover), *also}
    parts = [part for part in Compartment if part in wanted and ring.holds(case, part)]
    return parts if not parts or Compartment.COVER in parts else [Compartment.COVER, *parts]


def _renew_parts(
    db: Session,
    cover: Cover,
    parts: list[Compartment],
    renewal: Renewal,
    reason: str,
    second: Second | None,
) -> None:
    case, ring = cover.case_id, the_ring(db)
    old = {part: ring.newest(case, part) for part in parts}
    new = {part: new_key(part, old[part].generation + 1) for part in parts}
    previous = the_record(db, case)
    open_generations(db, case, new.values())
    _reseal(db, case, old)
    record = _next_record(db, cover, previous, new, renewal, reason)
    record = _signed(record, renewal.author, mac_key(case, old[Compartment.COVER]), second)
    db.add(Epoch(case_id=case, number=record.number, record=record))
    holders = _grant_renewed(db, cover.text, record, new, renewal)
    change(
        db,
        cover,
        holders=holders,
        trail_keys=_trail_keys(db, cover, new[Compartment.COVER]),
        mac_keys={**cover.text.mac_keys, previous.number: mac_key(case, old[Compartment.COVER])},
    )
    if Compartment.CHANNEL in new:
        channel = new[Compartment.CHANNEL]
        show_inbox(db, cover.text, record.inbox, channel.generation)
    db.flush()
    _close_generations(db, case, old.values())


def _reseal(db: Session, case: UUID, old: dict[Compartment, Held]) -> None:
    for table in CaseRecord.__subclasses__():
        rows = db.scalars(
            select(table).where(table.case_id == case, table.compartment.in_(list(old)))
        )
        for at, row in enumerate(rows.all()):
            row.reseal()
            if at % BATCH == BATCH - 1:
                db.flush()
    db.flush()


def _next_record(
    db: Session,
    cover: Cover,
    previous: EpochRecord,
    new: dict[Compartment, Held],
    renewal: Renewal,
    reason: str,
) -> EpochRecord:
    case = cover.case_id
    channel = new.get(Compartment.CHANNEL)
    return EpochRecord(
        case=case,
        number=previous.number + 1,
        keys=_commitments(case, previous, new),
        inbox=inbox_keys(case, channel).kem_public if channel else previous.inbox,
        survivor=cover.text.survivor,
        owing=tuple(part for part in owing(db, case, cover.text) if part not in new),
        previous=previous.digest(),
        day=renewal.now.date(),
        reason=reason,
        author=renewal.author.person,
        author_key=renewal.author.seeds.public.verify,
        salt=secrets.token_bytes(32),
    )


def _signed(
    record: EpochRecord, author: Author, previous_mac_key: bytes, second: Second | None
) -> EpochRecord:
    if second is not None:
        record = msgspec.structs.replace(
            record,
            second=second.person,
            second_key=second.key,
            second_signature=second.signature,
        )
    return sign_epoch(record, author.seeds, previous_mac_key)


def _commitments(
    case: UUID, previous: EpochRecord, new: dict[Compartment, Held]
) -> tuple[Commitment, ...]:
    kept = {each.compartment: each for each in previous.keys}
    made = {part: commit(case, each) for part, each in new.items()}
    return tuple({**kept, **made}.values())


def _grant_renewed(
    db: Session,
    cover: CoverText,
    record: EpochRecord,
    new: dict[Compartment, Held],
    renewal: Renewal,
) -> list[Holder]:
    holders = list(cover.holders)
    for each in cover.holders:
        to = _keys(each, record, renewal)
        parts = [new[part] for part in each.compartments if part in new]
        if to is None or not parts:
            continue
        row = grant(
            db,
            renewal.keys,
            case=record.case,
            epoch=record.number,
            held=parts,
            holder=each.holder,
            to=to,
            author=renewal.author,
            day=renewal.now.date(),
        )
        named = [one.compartment for one in parts]
        holders = with_grant(holders, each.holder, each.capacity, named, row, to)
    return holders


def _keys(holder: Holder, record: EpochRecord, renewal: Renewal) -> PublicKeys | None:
    if holder.holder == record.case:
        return record.survivor
    return keys_of(renewal.register, holder.holder, renewal.now.date())


def _trail_keys(db: Session, cover: Cover, new_cover: Held) -> list[TrailKey]:
    from_number = next_number(db, cover.text.trail_keys)
    return [*cover.text.trail_keys, TrailKey(from_number, trail_key(cover.case_id, new_cover))]


def _close_generations(db: Session, case: UUID, old: Iterable[Held]) -> None:
    """Last of all: the foreign key refuses while any sealed row still stands under one."""
    for each in old:
        db.execute(
            delete(Generation).where(
                Generation.case_id == case,
                Generation.compartment == each.compartment,
                Generation.number == each.generation,
            )
        )
