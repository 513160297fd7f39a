"""The inbox: texts of somebody who may write and not read, until a holder takes them in."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from casework.case.authors import Author
from casework.case.covers import change
from casework.case.entries import put
from casework.models.cover import Cover
from casework.models.entry import Entry, InboxText, Kind, Said
from crypto.compartments import Compartment
from crypto.epochs import inbox_keys
from crypto.errors import BoxBroken, CryptoError, KeyMissing, PaddingBroken
from crypto.padding import pad, unpad
from crypto.ring import Held
from crypto.sealing import the_ring
from crypto.seeds import deliver

ROOM = 2048


class Asks(StrEnum):
    """What she can ask for with one press, by number alone too."""

    WITHDRAWAL = "withdrawal"
    GOING_ON = "going_on"
    """She takes a withdrawal back."""


class Slip(msgspec.Struct, frozen=True, kw_only=True):
    """What was put into the inbox. It is outside the chain and the page says so."""

    at: datetime
    text: str
    by: UUID | None = None
    """A write-only logger, or None for whoever came with the number."""
    asks: Asks | None = None
    """A request she pressed a button for, rather than words."""
    suggested: str = ""
    """Whose idea a withdrawal was, where she said it."""


class Inbox(Protocol):
    """Where to put a text: what a number opens, or a counterfoil."""

    @property
    def case(self) -> UUID: ...
    @property
    def inbox(self) -> bytes: ...
    @property
    def inbox_generation(self) -> int: ...


def drop(
    db: Session,
    to: Inbox,
    text: str,
    now: datetime,
    asks: Asks | None = None,
    suggested: str = "",
) -> None:
    """Seal a text to the inbox key; whoever dropped it cannot open it again.

    Raises KeyInvalid where the case has no inbox, as one that is kept to decide later.
    """
    put_in(db, to, Slip(at=now, text=text, asks=asks, suggested=suggested))


def put_in(db: Session, to: Inbox, slip: Slip) -> None:
    """The same for a slip that says who wrote it. Rows say neither who nor how many words."""
    row = InboxText(id=uuid4(), case_id=to.case, generation=to.inbox_generation, box=b"")
    plain = pad(msgspec.msgpack.encode(slip), ROOM)
    row.box = deliver(to.inbox, plain, "casework/inbox/1", to.case, row.id)
    db.add(row)


def waiting(db: Session, case: UUID) -> list[Slip]:
    """The texts that wait, opened in memory; empty for whoever holds no channel."""
    opened = _opened(db, case)
    old = _taken_in(db, case) if opened else frozenset()
    return sorted((slip for row, slip in opened if row.id.hex not in old), key=lambda one: one.at)


def waits_unread(db: Session, case: UUID) -> bool:
    """Whether any text of hers or of a logger waits, as everybody sees who opens none."""
    return db.scalar(select(InboxText.id).where(InboxText.case_id == case).limit(1)) is not None


def withdrawn_since(asked_at: datetime | None, slips: Iterable[Slip]) -> datetime | None:
    """Since when she asks to withdraw, with what waits in the inbox: from her own press on,
    whenever somebody takes it in. Asked again, the first request stands.
    """
    for slip in slips:
        if slip.asks is Asks.WITHDRAWAL:
            asked_at = asked_at or slip.at
        elif slip.asks is Asks.GOING_ON:
            asked_at = None
    return asked_at


def take_in(db: Session, cover: Cover, author: Author, now: datetime) -> int:
    """Make every waiting text an entry of the channel, signed by whoever takes it in.

    The taker is its author in the chain: she vouches for having found it. Texts that do not
    open stay where they are. One that was taken in already counts once: a withdrawal that she
    took back is not asked for again by whoever puts its row back into the database.
    """
    opened = _opened(db, cover.case_id)
    old = _taken_in(db, cover.case_id) if opened else frozenset()
    new = [(row, slip) for row, slip in opened if row.id.hex not in old]
    for row, slip in sorted(new, key=lambda pair: pair[1].at):
        put(db, cover, Compartment.CHANNEL, _said(row, slip, now), author)
        if slip.asks is not None:
            asked_at = withdrawn_since(cover.text.withdrawal_asked_at, [slip])
            change(db, cover, withdrawal_asked_at=asked_at)
    if opened:
        ids = [row.id for row, _slip in opened]
        db.execute(delete(InboxText).where(InboxText.id.in_(ids)))
    return len(new)


def _opened(db: Session, case: UUID) -> list[tuple[InboxText, Slip]]:
    rows = db.scalars(select(InboxText).where(InboxText.case_id == case)).all()
    return [(row, slip) for row in rows if (slip := _open(db, row)) is not None]


def _taken_in(db: Session, case: UUID) -> frozenset[str]:
    """The slips that entries of the channel came from."""
    channel = select(Entry).where(Entry.case_id == case, Entry.compartment == Compartment.CHANNEL)
    found = set()
    for row in db.scalars(channel):
        with suppress(CryptoError):
            slip = msgspec.msgpack.decode(row.body.said, type=Said).facts.get("slip")
            found.update([slip] if isinstance(slip, str) else [])
    return frozenset(found)


def _said(row: InboxText, slip: Slip, now: datetime) -> Said:
    facts: dict[str, str | list[str]] = {"written_at": slip.at.isoformat(), "way": "inbox"}
    facts["slip"] = row.id.hex
    if slip.by is not None:
        facts["by"] = slip.by.hex
    if slip.asks is not None:
        asked: dict[str, str | list[str]] = {"asks": slip.asks.value, "suggested": slip.suggested}
        return Said(kind=Kind.WITHDRAWAL, at=now, facts={**facts, **asked})
    kind = Kind.MESSAGE_FROM_SURVIVOR if slip.by is None else Kind.ADDED_LATER
    return Said(kind=kind, at=now, text=slip.text, facts=facts)


def _open(db: Session, row: InboxText) -> Slip | None:
    try:
        channel = the_ring(db).key(row.case_id, Compartment.CHANNEL, row.generation)
    except KeyMissing:
        return None
    keys = inbox_keys(row.case_id, Held(Compartment.CHANNEL, row.generation, channel))
    try:
        plain = keys.receive(row.box, "casework/inbox/1", row.case_id, row.id)
        return msgspec.msgpack.decode(unpad(plain, ROOM), type=Slip)
    except (BoxBroken, PaddingBroken, msgspec.DecodeError):
        return None
