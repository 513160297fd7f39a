"""Answering by a link that was used: with the address and a code of its own, and without reading.

What it opens holds nothing of the packet but its reference, and none of the words that were
answered: whoever finds a printed copy learns nothing more with it.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

import msgspec
from sqlalchemy import update
from sqlalchemy.orm import Session

from crypto.context import Part
from crypto.envelope import derive
from crypto.errors import SealBroken
from crypto.instance import InstanceKeys
from referrals.consent.packet import read
from referrals.consent.terms import Field
from referrals.models.sending import ReferralAnswering
from referrals.sending import answers
from referrals.sending.answers import OutOfTurn
from referrals.sending.given import NOBODY, Alarm, Contents, Progress, Said
from referrals.sending.sealing import PROGRESS_ROOM, opened, sealed

CODE_DIGITS = 8


class Answerable(msgspec.Struct, frozen=True, kw_only=True):
    """What address and answering code open."""

    sender: UUID
    """The organisation that sent it."""
    reply: bytes
    on: date
    reference: str = ""
    progress: Progress = ()
    """How far it is: steps and days, without a word."""
    alarm: Alarm = NOBODY

    def __repr__(self) -> str:
        return "<Answerable>"


@dataclass(frozen=True)
class Visit:
    """What one browser may see and do of a link, for an hour."""

    row: UUID
    """Of ReferralAnswering."""
    key: bytes = field(repr=False)
    answerable: Answerable = field(repr=False)
    until_at: datetime
    contents: Contents | None = field(default=None, repr=False)
    """Only for the browser that used the link, and only on that visit."""
    code: str = field(default="", repr=False)


def begun(contents: Contents) -> Answerable:
    """What stays behind of a packet when its link is used."""
    return Answerable(
        sender=contents.sender,
        reply=contents.reply,
        on=contents.on,
        reference=_reference(contents),
        alarm=contents.alarm,
    )


def answering_key(keys: InstanceKeys, raw: bytes, stretched: bytes, row: UUID) -> bytes:
    """HKDF(token ‖ Argon2(answering code) ‖ pepper)."""
    return derive(raw + stretched + keys.pepper, "casework/referral-answering/1", row)


def seal_into(row: ReferralAnswering, key: bytes, answerable: Answerable) -> None:
    """Put it into its row, under the version the row has."""
    row.sealed = sealed(key, answerable, PROGRESS_ROOM, *_cell(row.id, row.version))


def open_from(row: ReferralAnswering, key: bytes) -> Answerable:
    """The opposite. Raises SealBroken."""
    return opened(key, row.sealed, Answerable, PROGRESS_ROOM, *_cell(row.id, row.version))


def answer(db: Session, visit: Visit, said: Said, on: date) -> None:
    """Answer from a visit. Raises OutOfTurn, also where somebody else was faster or it is gone."""
    row = db.get(ReferralAnswering, visit.row, populate_existing=True)
    try:
        known = open_from(row, visit.key) if row is not None else None
    except SealBroken:
        known = None
    if row is None or known is None:
        raise OutOfTurn(said.step.value)
    answered = answers.following(known.progress, said, known.reply, on)
    bare = msgspec.structs.replace(answered, said=Said(step=said.step))
    renewed = msgspec.structs.replace(known, progress=(*known.progress, bare))
    _put(db, row, visit.key, renewed, said)
    answers.leave(db, answered, known.reply, row.until_on, known.alarm)


def _put(db: Session, row: ReferralAnswering, key: bytes, renewed: Answerable, said: Said) -> None:
    after = row.version + 1
    box = sealed(key, renewed, PROGRESS_ROOM, *_cell(row.id, after))
    changed = db.execute(
        update(ReferralAnswering)
        .where(ReferralAnswering.id == row.id, ReferralAnswering.version == row.version)
        .values(sealed=box, version=after)
        .returning(ReferralAnswering.id)
        .execution_options(synchronize_session=False)
    )
    if changed.scalar() is None:
        raise OutOfTurn(said.step.value)


def _reference(contents: Contents) -> str:
    shown = read(contents.content).fields
    return next((each.values[0] for each in shown if each.field is Field.REFERENCE), "")


def _cell(row: UUID, version: int) -> tuple[Part, ...]:
    return ("referral_answering", row, "sealed", version)
