"""What was sent to somebody who works for a provider: found under her tag, opened by her keys."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import structlog
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from crypto.certificates import Register
from crypto.errors import BoxBroken, SealBroken
from crypto.instance import InstanceKeys
from crypto.seeds import Seeds
from referrals.models.sending import ReferralBox, ReferralPacket
from referrals.sending import answers, boxes
from referrals.sending.answers import OutOfTurn, Signer
from referrals.sending.boxes import BoxBody
from referrals.sending.given import Contents, Progress, Said, has_lapsed, last_step
from referrals.sending.sealing import opened_contents, opened_progress, sealed_progress
from referrals.sending.steps import Step

log = structlog.get_logger()


@dataclass(frozen=True)
class Reader:
    """Who looks, with her own keys and those she had before."""

    person: UUID
    seeds: tuple[Seeds, ...] = field(repr=False)


@dataclass(frozen=True)
class Letter:
    """A packet that was sent to somebody, and what her people have answered."""

    id: UUID
    """Of her own box: nobody else has this address."""
    receiver: UUID
    body: UUID
    """The organisation for whose people it was given."""
    on: date
    packet: UUID
    version: int
    key: bytes = field(repr=False)
    contents: Contents = field(repr=False)
    progress: Progress = field(repr=False)

    @property
    def step(self) -> Step | None:
        """Where it stands; None until somebody there has opened it."""
        return last_step(self.progress)


def received(
    db: Session, keys: InstanceKeys, register: Register, reader: Reader, today: date
) -> list[Letter]:
    """All that was sent to her and is there still, the newest first."""
    tag = keys.received_tag(reader.person)
    rows = db.scalars(select(ReferralBox).where(ReferralBox.receiver == tag))
    found = list(_opened(rows, register, reader))
    packets = _packets(db, [body.packet for _row, body in found], today)
    letters = [
        letter
        for row, body in found
        if body.packet in packets
        and (letter := _letter(row, body, packets[body.packet], reader, today)) is not None
    ]
    return sorted(letters, key=lambda each: (each.on, each.id), reverse=True)


def find(
    db: Session,
    keys: InstanceKeys,
    register: Register,
    reader: Reader,
    letter: UUID,
    today: date,
) -> Letter | None:
    """One of hers, by the id of her own box; None for what is not hers or not there."""
    tag = keys.received_tag(reader.person)
    rows = db.scalars(
        select(ReferralBox).where(ReferralBox.id == letter, ReferralBox.receiver == tag)
    )
    for row, body in _opened(rows, register, reader):
        there = _packets(db, [body.packet], today).get(body.packet)
        return _letter(row, body, there, reader, today) if there is not None else None
    return None


def answer(db: Session, letter: Letter, said: Said, signer: Signer, on: date) -> None:
    """Answer what was sent to her, signed with her name; her colleagues see it too.

    Raises OutOfTurn, also where a colleague was faster or it was withdrawn meanwhile.
    """
    reply = letter.contents.reply
    answered = answers.following(letter.progress, said, reply, on, signer)
    after = letter.version + 1
    progress = (*letter.progress, answered)
    changed = db.execute(
        update(ReferralPacket)
        .where(ReferralPacket.id == letter.packet, ReferralPacket.version == letter.version)
        .values(
            version=after,
            progress_sealed=sealed_progress(letter.key, progress, letter.packet, after),
        )
        .returning(ReferralPacket.until_on)
        .execution_options(synchronize_session=False)
    )
    until = changed.scalar()
    if until is None:
        raise OutOfTurn(said.step.value)
    answers.leave(db, answered, reply, until, letter.contents.alarm)


def _opened(
    rows: Iterable[ReferralBox], register: Register, reader: Reader
) -> Iterator[tuple[ReferralBox, BoxBody]]:
    for row in rows:
        try:
            body = boxes.opened(row, reader.seeds)
        except BoxBroken:
            log.warning("box refused", box=str(row.id))
            continue
        if register.ever_signed_with(body.giver, body.verify):
            yield row, body
        else:
            log.warning("box refused", box=str(row.id))


def _packets(db: Session, ids: list[UUID], today: date) -> dict[UUID, ReferralPacket]:
    rows = db.scalars(
        select(ReferralPacket)
        .where(ReferralPacket.id.in_(ids), ReferralPacket.until_on >= today)
        .execution_options(populate_existing=True)
    )
    return {row.id: row for row in rows}


def _letter(
    row: ReferralBox, body: BoxBody, packet: ReferralPacket, reader: Reader, today: date
) -> Letter | None:
    """None for what does not verify, and for what nobody answered in its days."""
    try:
        contents = opened_contents(body.key, packet.sealed, packet.id)
        progress = opened_progress(body.key, packet.progress_sealed, packet.id, packet.version)
    except SealBroken:
        log.warning("packet refused", box=str(row.id))
        return None
    if has_lapsed(progress, body.on, today):
        return None
    return Letter(
        id=row.id,
        receiver=reader.person,
        body=body.body,
        on=body.on,
        packet=packet.id,
        version=packet.version,
        key=body.key,
        contents=contents,
        progress=progress,
    )
