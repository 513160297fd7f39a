"""A row of the trail in bytes: its tag, its commitment, its sealed act, and the next number."""

import hmac
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from enum import StrEnum
from hashlib import sha256
from secrets import token_bytes
from typing import Protocol
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import TrailEntry
from crypto.context import Part, encode
from crypto.envelope import derive, open_, seal
from crypto.errors import PaddingBroken, SealBroken
from crypto.padding import LENGTH_BYTES, pad, unpad

SALT_BYTES = 32
ROOM = 768
"""Every act is padded to this, so that no two rows differ in length."""
LONGEST_ACT = ROOM - LENGTH_BYTES
VERB = re.compile(r"[a-z_]+:[a-z_]+:[a-z_]+")
# The first numbers one by one, as most cases need; then ever wider, for the trail of years.
NEAR = 64
PROBES = (*range(NEAR), *(int(NEAR * 1.25**step) for step in range(64)))


class TrailKey(Protocol):
    """The key of a trail from one running number on."""

    @property
    def from_number(self) -> int: ...
    @property
    def key(self) -> bytes: ...


class ActorKind(StrEnum):
    """In which way somebody was there when it was done."""

    PERSON = "person"
    SURVIVOR = "survivor"
    REPORTER = "reporter"
    OPERATOR = "operator"
    """Whoever typed a command on the server."""
    TIMER = "timer"


class Act(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """One audited act. `verb` is `scope:subject:action`; `facts` hold ids and words of ours.

    Words of a person belong into an entry of the case, not here.
    Raises ValueError for another form of verb, or a time without a zone.
    """

    actor: UUID | None
    actor_kind: ActorKind
    verb: str
    subject: UUID | None = None
    at: datetime
    facts: dict[str, str] = {}
    salt: bytes = msgspec.field(default_factory=lambda: token_bytes(SALT_BYTES))

    def __post_init__(self) -> None:
        if not VERB.fullmatch(self.verb) or self.at.tzinfo is None or len(self.salt) != SALT_BYTES:
            raise ValueError(self.verb)

    def __repr__(self) -> str:
        return f"<Act {self.verb}>"

    @property
    def day(self) -> date:
        """The day it was done, UTC."""
        return self.at.astimezone(UTC).date()


class ActTooLong(ValueError):
    """An act does not fit into its row. Carries its length and the limit, in bytes."""

    def __init__(self, length: int) -> None:
        super().__init__(length, LONGEST_ACT)


class ActChanged(Exception):
    """A row opens, but its commitment or its day is another act's."""


class RowKeys:
    """What one trail key seals and tags its rows with (docs/ciphertext.md, "The trail")."""

    def __init__(self, key: bytes) -> None:
        self._tag_key = derive(key, "casework/trail-tag/1")
        self._seal_key = derive(key, "casework/trail-seal/1")
        self._once_key = derive(key, "casework/trail-once/1")

    def __repr__(self) -> str:
        return "<RowKeys>"

    def tag(self, number: int) -> bytes:
        """The 32-byte tag of a running number."""
        return hmac.digest(self._tag_key, encode(number), "sha256")

    def once(self, *what: Part) -> UUID:
        """The id of the one row that may exist of `what`. It looks like any drawn id."""
        return UUID(bytes=hmac.digest(self._once_key, encode(*what), "sha256")[:16], version=4)

    def row(self, row: UUID, number: int, act: Act) -> dict[str, object]:
        """The columns of an act. Raises ActTooLong."""
        raw = msgspec.msgpack.encode(act)
        if len(raw) > LONGEST_ACT:
            raise ActTooLong(len(raw))
        return {
            "id": row,
            "tag": self.tag(number),
            "day": act.day,
            "commitment": committed(raw, act.salt),
            "sealed": seal(self._seal_key, pad(raw, ROOM), *_place(row, number)),
        }

    def open(self, row: TrailEntry, number: int) -> Act:
        """The act in a row. Raises SealBroken, or ActChanged when it is not the one committed."""
        padded = open_(self._seal_key, row.sealed, *_place(row.id, number))
        try:
            raw = unpad(padded, ROOM)
            act = msgspec.msgpack.decode(raw, type=Act)
        except (PaddingBroken, msgspec.DecodeError) as wrong:
            raise SealBroken from wrong
        if row.commitment != committed(raw, act.salt) or row.day != act.day:
            raise ActChanged
        return act


def committed(raw: bytes, salt: bytes) -> bytes:
    """The 32-byte commitment to an act: it confirms no guess to anybody without the salt."""
    return sha256(encode("casework/trail-commitment/1", salt, raw)).digest()


def leaf_of(day: date, tag: bytes, commitment: bytes, sealed: bytes) -> bytes:
    """The 32-byte leaf of a closed row: it holds every byte of it, since no row is sealed anew.

    With the commitment alone, whoever has no case's key could not see a sealed act exchanged.
    """
    return sha256(encode("casework/trail-leaf/1", day, tag, commitment, sealed)).digest()


def present(db: Session, keys: RowKeys, numbers: Iterable[int]) -> dict[int, bytes]:
    """Those of some running numbers whose row is there, with their tags."""
    tags = {keys.tag(each): each for each in numbers}
    with db.no_autoflush:
        found = db.scalars(select(TrailEntry.tag).where(TrailEntry.tag.in_(list(tags))))
        return {tags[tag]: tag for tag in found}


def last_number(db: Session, keys: RowKeys, start: int) -> int:
    """The greatest running number from `start` on that has a row; `start` - 1 without any.

    No counter is stored: it would tell how much is done in a case. Each round asks for numbers
    ever closer to the end and goes on from the greatest found, so a hole does not end it.
    """
    found, beyond = start - 1, start + PROBES[-1]
    probes = [start + each for each in PROBES]
    while probes:
        known = present(db, keys, probes)
        found = max(known, default=found)
        beyond = min((each for each in probes if each > found), default=beyond)
        step = max((beyond - found) // NEAR, 1)
        probes = list(range(found + step, beyond, step)) if beyond > found + 1 else []
    return found


def _place(row: UUID, number: int) -> tuple[Part, ...]:
    return ("trail_entry", row, "sealed", number)
