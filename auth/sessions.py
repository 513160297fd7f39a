"""Sessions: one half in a row, the other half only in somebody's cookie."""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID

import msgspec
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from auth.actor import Rank
from auth.models import LiveSession
from crypto.envelope import derive, open_, seal
from crypto.errors import PaddingBroken, SealBroken
from crypto.instance import InstanceKeys
from crypto.padding import pad, unpad
from crypto.slots import begun, live, slot

ID_BYTES = 16
SECRET_BYTES = 32
ROOM = 512
"""Every session is padded to this, so that a row does not tell staff from a survivor."""
SEEN_EVERY = timedelta(seconds=60)


class Held(msgspec.Struct, frozen=True, array_like=True):
    """What a session holds, sealed. Times are whole Unix seconds."""

    rank: Rank
    holder: UUID
    """The person; for a survivor her case."""
    seeds: tuple[bytes, ...]
    """Her seeds, then those she replaced; empty for a number without its word."""
    opening_key: bytes
    number: UUID | None
    entered: int
    seen: int

    def __repr__(self) -> str:
        return f"<Held {self.rank}>"


@dataclass(frozen=True)
class Limits:
    """How long a session lives: unused, and in any case."""

    idle_minutes: int = 15
    absolute_hours: int = 8


@dataclass(frozen=True, repr=False)
class Found:
    """A session that lives, and what the cookie of it is made of."""

    cookie: str
    digest: bytes
    held: Held


@dataclass(frozen=True)
class Used:
    """A session that lives, and about when it was last used: to ten minutes."""

    digest: bytes = field(repr=False)
    about: datetime


def begin(
    db: Session,
    keys: InstanceKeys,
    rank: Rank,
    holder: UUID,
    now: datetime,
    *,
    seeds: tuple[bytes, ...] = (),
    opening_key: bytes = b"",
    number: UUID | None = None,
) -> str:
    """Begin a session and give the value of its cookie (docs/ciphertext.md, "Sessions").

    Also for every change of rank: begin the new one, `end` the old.
    """
    ident, secret = secrets.token_bytes(ID_BYTES), secrets.token_bytes(SECRET_BYTES)
    seconds = int(now.timestamp())
    held = Held(rank, holder, seeds, opening_key, number, seconds, seconds)
    row = LiveSession(
        id_digest=sha256(ident).digest(),
        holder=keys.session_tag(holder),
        holder_version=keys.version,
        share=secrets.token_bytes(32),
        slot=slot(keys.slots, now),
        sealed=b"",
    )
    row.sealed = _sealed(keys, secret, row.share, row.id_digest, held)
    db.add(row)
    return urlsafe_b64encode(ident + secret).decode()


def find(
    db: Session, keys: InstanceKeys, cookie: str, limits: Limits, now: datetime
) -> Found | None:
    """The session of a cookie; None where it is unknown, changed, or past one of its limits."""
    halves = _halves(cookie)
    if halves is None:
        return None
    digest = sha256(halves[0]).digest()
    row = db.execute(
        select(LiveSession.share, LiveSession.sealed).where(LiveSession.id_digest == digest)
    ).one_or_none()
    if row is None:
        return None
    try:
        held = _opened(keys, halves[1], row.share, digest, row.sealed)
    except (SealBroken, PaddingBroken, msgspec.DecodeError):
        return None
    return Found(cookie, digest, held) if _lives(held, limits, now) else None


def is_stale(found: Found, now: datetime) -> bool:
    """Whether the session's last-seen is old enough to be written again."""
    return now - _at(found.held.seen) >= SEEN_EVERY


def touch(db: Session, keys: InstanceKeys, found: Found, now: datetime) -> None:
    """Note that the session was used. A session that was ended meanwhile stays ended."""
    halves = _halves(found.cookie)
    share = db.scalar(select(LiveSession.share).where(LiveSession.id_digest == found.digest))
    if halves is None or share is None:
        return
    held = msgspec.structs.replace(found.held, seen=int(now.timestamp()))
    db.execute(
        update(LiveSession)
        .where(LiveSession.id_digest == found.digest)
        .values(
            slot=slot(keys.slots, now),
            sealed=_sealed(keys, halves[1], share, found.digest, held),
        )
    )


def end(db: Session, digest: bytes) -> None:
    """End one session."""
    db.execute(delete(LiveSession).where(LiveSession.id_digest == digest))


def end_by_cookie(db: Session, cookie: str) -> None:
    """End the session of a cookie, whatever state it is in."""
    halves = _halves(cookie)
    if halves is not None:
        end(db, sha256(halves[0]).digest())


def end_everywhere(db: Session, keys: InstanceKeys, holder: UUID) -> None:
    """End every session of one holder; for a survivor the holder is her case."""
    db.execute(delete(LiveSession).where(LiveSession.holder == keys.session_tag(holder)))


def used(
    db: Session, keys: InstanceKeys, holder: UUID, limits: Limits, now: datetime
) -> list[Used]:
    """The sessions of one holder that live, the last used first; no row says more than that."""
    slots = begun(keys.slots, now, limits.idle_minutes)
    found = db.execute(
        select(LiveSession.id_digest, LiveSession.slot).where(
            LiveSession.holder == keys.session_tag(holder), LiveSession.slot.in_(slots)
        )
    )
    mine = [Used(digest, min(slots[slot], now)) for digest, slot in found]
    return sorted(mine, key=lambda each: (each.about, each.digest), reverse=True)


def sweep(db: Session, keys: InstanceKeys, limits: Limits, now: datetime) -> int:
    """Delete the rows of dead sessions; gives how many. For a timer and for sign-in."""
    dead = LiveSession.slot.not_in(live(keys.slots, now, limits.idle_minutes))
    gone = db.scalars(delete(LiveSession).where(dead).returning(LiveSession.id))
    return len(gone.all())


def _halves(cookie: str) -> tuple[bytes, bytes] | None:
    try:
        raw = urlsafe_b64decode(cookie.encode("ascii"))
    except (NotBase64, ValueError):
        return None
    return (raw[:ID_BYTES], raw[ID_BYTES:]) if len(raw) == ID_BYTES + SECRET_BYTES else None


def _lives(held: Held, limits: Limits, now: datetime) -> bool:
    is_used = now - _at(held.seen) <= timedelta(minutes=limits.idle_minutes)
    return is_used and now - _at(held.entered) <= timedelta(hours=limits.absolute_hours)


def _at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _key(keys: InstanceKeys, secret: bytes, share: bytes) -> bytes:
    return derive(secret + keys.session, "casework/session/1", share)


def _sealed(keys: InstanceKeys, secret: bytes, share: bytes, digest: bytes, held: Held) -> bytes:
    plain = pad(msgspec.msgpack.encode(held), ROOM)
    return seal(_key(keys, secret, share), plain, "live_session", digest, "sealed")


def _opened(keys: InstanceKeys, secret: bytes, share: bytes, digest: bytes, sealed: bytes) -> Held:
    plain = open_(_key(keys, secret, share), sealed, "live_session", digest, "sealed")
    return msgspec.msgpack.decode(unpad(plain, ROOM), type=Held)
